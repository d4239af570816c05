/**
 * How bad a wait is: the standard asks for an answer within 15 s (GB/T 33358), so longer is a warning and twice that an
 * alarm; null: nobody waits.
 */
export const waitLevel = (waitMs: number | null): 'calm' | 'warn' | 'alarm' => {
  if (waitMs === null || waitMs <= 15_000) return 'calm'
  return waitMs <= 30_000 ? 'warn' : 'alarm'
}
