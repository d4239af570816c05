import type { CallerRecord } from './records.ts'

/** Nothing may happen for a waiting caller for this long while others are served. */
const silentMs = 10_000
/** One who is served instead came at least this much later, so that nobody's order is a matter of milliseconds, */
const laterMs = 1_000
/** and was answered so long before the first gave up that he was no part of the same moment. */
const beforeMs = 6_000

/**
 * Whether a caller who gave up had been lost: no phone rang for him for ten seconds, while somebody who had dialled later was
 * answered. A caller is never so far behind by the rules, for order is arrival.
 */
export const isForgotten = (caller: CallerRecord, all: readonly CallerRecord[]): boolean => {
  const { invitedAt, endedAt, phones } = caller
  if (endedAt === null) return false
  const lastHeardOf = Math.max(invitedAt, ...phones.map(phone => phone.endedAt ?? endedAt))
  if (endedAt - lastHeardOf < silentMs) return false
  return all.some(
    other =>
      other.invitedAt > invitedAt + laterMs &&
      other.phones.some(
        ({ answeredAt }) =>
          answeredAt !== null && answeredAt > lastHeardOf + laterMs && answeredAt < endedAt - beforeMs,
      ),
  )
}
