import type { BookCall } from '../../domain/kpi/book.ts'
import type { PlayedCall } from './played-line.ts'
import type { Random } from './random.ts'

/** Callers of a day as they are played again, and how much of them is known and how much drawn. */
export interface PlayedDay {
  readonly calls: readonly PlayedCall[]
  /** Whose patience is known, since they gave up; of the others it is drawn, beyond the wait that they had. */
  readonly knownPatience: number
  readonly knownTalk: number
}

/**
 * Out of the rows of a day the callers to be played. Whoever gave up is as patient as he was then; of the others it is known that they had patience for the wait that they had, and what they would have had beyond it is
 * drawn from an exponential of mean `patienceMs` (null, nobody ever gave up: for ever). Talks are as long as they were; of callers whose talk is not known one of the day's is drawn. Null where a talk must be drawn and none is known.
 */
export const playedDay = (rows: readonly BookCall[], patienceMs: number | null, random: Random): PlayedDay | null => {
  const offered = rows
    .filter(
      ({ direction, purpose, endCause }) => direction === 'inbound' && purpose === 'hotline' && endCause !== 'rejected',
    )
    .toSorted((a, b) => a.arrivedAt - b.arrivedAt)
  const talkOf = ({ answeredAt, endedAt }: BookCall) =>
    answeredAt === null || endedAt === null ? null : endedAt - answeredAt
  const talks = offered.map(talkOf).filter(each => each !== null)
  const counts = { knownPatience: 0, knownTalk: talks.length }
  const calls: PlayedCall[] = []
  for (const row of offered) {
    const { arrivedAt, answeredAt, endedAt, endCause } = row
    const waitedMs = Math.max(0, (answeredAt ?? endedAt ?? arrivedAt) - arrivedAt)
    // drawn for each, known or not, so that no draw hangs on another caller
    const beyondMs = random.exponential(1) * (patienceMs ?? Number.POSITIVE_INFINITY)
    const drawn = talks[Math.floor(random.next() * talks.length)]
    const gaveUp = answeredAt === null && endCause === 'abandoned' && endedAt !== null
    if (gaveUp) counts.knownPatience += 1
    const talkMs = talkOf(row) ?? drawn
    if (talkMs === undefined) return null
    calls.push({ at: arrivedAt, patienceMs: gaveUp ? waitedMs : waitedMs + beyondMs, talkMs })
  }
  return { calls, ...counts }
}
