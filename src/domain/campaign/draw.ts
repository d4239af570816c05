import { sipHash } from './sip-hash.ts'

/** A seed as the ledger has it: 16 bytes in hexadecimal. */
export const isSeed = (text: string): boolean => /^[0-9a-f]{32}$/.test(text)

const bytesOf = (seed: string): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(seed.slice(2 * i, 2 * i + 2), 16))

/**
 * Whether the draw of a day chooses a task to be rung: so many of a thousand, each by itself, whatever others there are. The same seed and id have the same
 * answer for ever, so that everybody can draw again (docs/decisions/0038). `seed`: see `isSeed`.
 */
export const isDrawn = (seed: string, taskId: string, sharePerMille: number): boolean => {
  if (!isSeed(seed)) throw new Error('a seed is 16 bytes in hexadecimal')
  const hash = sipHash(bytesOf(seed), new TextEncoder().encode(taskId))
  return (hash * 1_000n) >> 64n < BigInt(sharePerMille)
}
