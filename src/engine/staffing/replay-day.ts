import { type DayNumber, instantOf } from '../../domain/calendar/day.ts'
import { shortAbandonMs } from '../../domain/kpi/figures.ts'
import { periodOf } from '../../domain/kpi/period.ts'
import type { Queue } from '../../domain/queue/queue.ts'
import { method } from '../../domain/staffing/forecast/forecast.ts'
import { behaviourOf } from '../../domain/staffing/measured.ts'
import { playedDay } from '../replay/played-calls.ts'
import { seeded } from '../replay/random.ts'
import { type ReplayResult, replay } from '../replay/replay.ts'
import type { StaffingBook } from './staffing-book.ts'

/** A past day to be played again. `staff`: agents from each half hour on. `answerMs`: how long a phone rings; `noticeMs`: how long a notice plays, where the queue has one; `wrapUpMs`: where none was measured. */
export interface ReplayWish {
  readonly day: DayNumber
  readonly zone: string
  readonly staff: readonly (readonly [half: number, agents: number])[]
  readonly seed: number
  readonly answerMs: number
  readonly noticeMs: number
  readonly wrapUpMs: number
}

/** What was booked on that day, in the same counts. */
export type BookedDay = Pick<
  ReplayResult,
  'offered' | 'answered' | 'abandoned' | 'abandonedShort' | 'overflowed' | 'waits'
>

/** What the day was, and what it is with those agents. */
export interface ReplayedDay {
  readonly booked: BookedDay
  readonly replayed: ReplayResult
  readonly knownPatience: number
  readonly knownTalk: number
  /** Mean patience in seconds of the weeks up to that day; null: nobody gave up. */
  readonly patience: number | null
  readonly wrapUpMs: number
}

/**
 * Plays a past day again through the real routing with another number of agents: the same callers at the same instants, through the house's own queue, or through `otherQueue` where it has none yet. Null: no call is known of that day, or
 * no talk. Of all calls one queue is made, and its agents are alike.
 */
export const replayDay = async (
  book: StaffingBook,
  { day, zone, staff, seed, answerMs, noticeMs, wrapUpMs }: ReplayWish,
  otherQueue: Queue,
): Promise<ReplayedDay | null> => {
  const around = periodOf('', day - method.levelDays + 1, day, zone)
  const period = periodOf('', day, day, zone)
  if (around === null || period === null) return null
  const { times, wrapUps } = await book.halfHours(around, around.firstDay)
  const behaviour = behaviourOf(times, wrapUps)
  const rows = await book.calls(period)
  const patience = behaviour.patience?.seconds ?? null
  const played = playedDay(rows, patience === null ? null : patience * 1_000, seeded(seed))
  if (played === null || played.calls.length === 0) return null
  const wrapUp = behaviour.wrapUp === null ? wrapUpMs : Math.round(behaviour.wrapUp.seconds * 1_000)
  const queue = (await book.queue()) ?? otherQueue
  const replayed = replay(played.calls, {
    queue: { ...queue, wrapUpMs: wrapUp },
    staff: staff.map(([half, agents]) => ({ at: instantOf(day, half * 30, zone), agents })),
    answerMs,
    noticeMs,
  })
  const { knownPatience, knownTalk } = played
  return { booked: bookedOf(rows), replayed, knownPatience, knownTalk, patience, wrapUpMs: wrapUp }
}

const bookedOf = (rows: Awaited<ReturnType<StaffingBook['calls']>>): BookedDay => {
  const booked = { offered: 0, answered: 0, abandoned: 0, abandonedShort: 0, overflowed: 0 }
  const waits: number[] = []
  for (const { direction, purpose, arrivedAt, answeredAt, endedAt, endCause } of rows) {
    if (direction !== 'inbound' || purpose !== 'hotline' || endCause === 'rejected') continue
    booked.offered += 1
    if (answeredAt !== null) {
      booked.answered += 1
      waits.push(answeredAt - arrivedAt)
    } else if (endCause === 'overflow') booked.overflowed += 1
    else if (endCause === 'abandoned') {
      booked.abandoned += 1
      if (endedAt !== null && endedAt - arrivedAt <= shortAbandonMs) booked.abandonedShort += 1
    }
  }
  return { ...booked, waits: waits.toSorted((a, b) => a - b) }
}
