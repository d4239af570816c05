import { percentile } from '../bench/percentiles.ts'
import type { CallerRecord, LedgerBooks, Span } from './records.ts'

/** How the callers were served around the deaths of the server, as they and the phones saw it. Times in ms, null: never seen. */
export interface Service {
  /** From the INVITE of a caller who dialled after a death, and whom the native queue had, to the ringing of the first phone. */
  readonly fallback: { readonly p50: number | null; readonly max: number | null; readonly count: number }
  /** From a death to the first phone that the server that came after let ring, for whichever caller's turn it was. */
  readonly restarted: { readonly p50: number | null; readonly max: number | null; readonly count: number }
  /** Longest time that a waiting caller was in nobody's hands. */
  readonly ownerless: { readonly max: number | null; readonly number: string | null }
}

type Away = Span & { readonly why: string }

/** A phone that the dead server had let ring may begin to this long after. */
const onItsWayMs = 300

const spread = (values: readonly number[]) => ({
  p50: percentile(values, 0.5),
  max: percentile(values, 1),
  count: values.length,
})

/** What the spans in which the server was away meant for those who called. */
export const serviceOf = (callers: readonly CallerRecord[], ledger: LedgerBooks, away: readonly Away[]): Service => {
  const rows = new Map(ledger.calls.map(row => [row.number, row]))
  const deaths = away.filter(({ why }) => why === 'server-kill' || why === 'crash')
  const fallback: number[] = []
  const restarted: number[] = []
  for (const { from, until } of deaths) {
    const first = callers
      .filter(({ invitedAt, phones }) => invitedAt > from && invitedAt < until && phones.length > 0)
      .find(({ number }) => rows.get(number)?.fallback)
    if (first) fallback.push((first.phones[0]?.ringsAt ?? first.invitedAt) - first.invitedAt)
    const rung = callers
      .filter(({ number }) => rows.get(number)?.fallback === false)
      .flatMap(({ phones }) => phones.map(({ ringsAt }) => ringsAt).filter(at => at > from + onItsWayMs))
    if (rung.length > 0) restarted.push(Math.min(...rung) - from)
  }
  return { fallback: spread(fallback), restarted: spread(restarted), ownerless: longestAlone(callers, rows, away) }
}

const longestAlone = (
  callers: readonly CallerRecord[],
  rows: ReadonlyMap<string | null, LedgerBooks['calls'][number]>,
  away: readonly Away[],
): Service['ownerless'] => {
  let longest: Service['ownerless'] = { max: null, number: null }
  for (const { number, invitedAt, endedAt, phones } of callers) {
    const servedAt = Math.min(...phones.map(phone => phone.answeredAt ?? Number.POSITIVE_INFINITY), endedAt ?? Infinity)
    const row = rows.get(number)
    for (const { from, until } of away) {
      // one who dials while the server is away goes to the native queue at once
      if (invitedAt >= from || servedAt <= from) continue
      const rungAt = phones.find(({ ringsAt }) => ringsAt >= from)?.ringsAt ?? Number.POSITIVE_INFINITY
      const movedAt = row?.toFallbackAt && row.toFallbackAt >= from ? row.toFallbackAt : Number.POSITIVE_INFINITY
      const alone = Math.min(until, servedAt, rungAt, movedAt) - from
      if (longest.max === null || alone > longest.max) longest = { max: alone, number }
    }
  }
  return longest
}
