import type { QueueView } from '../../wire/views.ts'

/** Callers who wait in all queues. */
export const waitingNow = (queues: readonly QueueView[]): number =>
  queues.reduce((sum, { waiting }) => sum + waiting, 0)

/** How long the one who waits longest has waited at `now`, ms; null: nobody waits. */
export const longestWait = (queues: readonly QueueView[], now: number): number | null => {
  const starts = queues.flatMap(({ longestSince }) => (longestSince === null ? [] : [longestSince]))
  return starts.length > 0 ? Math.max(0, now - Math.min(...starts)) : null
}
