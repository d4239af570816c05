import { localDay, startOfDay, yearOf } from '../calendar/day.ts'
import type { WorkingCalendar } from '../calendar/working-calendar.ts'
import { quietUntil } from '../messages/quiet.ts'
import type { Campaign, DayPart, Purpose } from './campaign.ts'
import { countedOf, isNoticed, isUsedUp, type RingLimits, ringLimits } from './effort.ts'
import type { AttemptOutcome } from './outcome.ts'
import {
  afterRule,
  dayRule,
  firstAllowed,
  isWorkday,
  partOf,
  partRule,
  quietRule,
  type RingWhy,
  type TimeRule,
} from './ring-times.ts'
import type { PastAttempt, TaskOrigin, TaskStanding } from './task.ts'

/** An attempt at a number, of whatever campaign; `outcome` null: not closed yet. */
export interface NumberAttempt {
  readonly callId: string
  readonly at: number
  readonly outcome: AttemptOutcome | null
}

/** What of the world decides when somebody may be rung. */
export interface RingWorld {
  readonly now: number
  /** The city's. */
  readonly zone: string
  readonly calendar: WorkingCalendar
  /** Those of today at least. */
  readonly attemptsOfNumber: readonly NumberAttempt[]
  readonly limits?: RingLimits
}

/** A task as far as it is rung by its history. */
export interface RungTask extends Pick<TaskOrigin, 'order' | 'urgent'> {
  readonly purpose: Purpose
  readonly standing: Pick<TaskStanding, 'attempts' | 'appointment'>
}

/** `yearMissing`: this year's notice is not loaded, so that only its weekends were taken for days off. */
export type MayRing = { readonly yearMissing: number | null } & (
  | { readonly may: true }
  /** `notBefore` null: by these rules never. */
  | { readonly may: false; readonly notBefore: number | null; readonly why: RingWhy }
)

/** How long an appointment that nobody kept goes before the campaign's hours. */
const appointmentHoldsMs = 2 * 3_600_000
/** From eight to nine in the evening, in minutes since midnight. */
const [loudFrom, loudTo] = [8 * 60, 21 * 60]

/** One that lies ahead was dated by a clock that has been put back since: it may have been a moment ago, so that it is one of today as well. */
const attemptsADay = (task: RungTask, { now, zone, attemptsOfNumber, limits = ringLimits }: RingWorld): TimeRule => {
  const known = new Map<string, NumberAttempt>([
    ...attemptsOfNumber.map(each => [each.callId, each] as const),
    ...task.standing.attempts.map(each => [each.callId, each] as const),
  ])
  const counts = new Map<string, number>()
  const keyOf = (day: number, noticed: boolean) => `${day} ${noticed}`
  for (const { at, outcome } of known.values()) {
    for (const day of new Set([localDay(at, zone), localDay(Math.min(at, now), zone)])) {
      const key = keyOf(day, isNoticed(outcome))
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  const ofDay = (day: number, noticed: boolean): number => counts.get(keyOf(day, noticed)) ?? 0
  return dayRule(
    'number_today',
    zone,
    day => ofDay(day, true) < limits.ofNumberADay && ofDay(day, false) < limits.unnoticedADay,
  )
}

/** Parts of the day in which the campaign can ring: what lies in the hours of quiet is none. */
const partsOf = ({ hours }: Campaign): readonly DayPart[] =>
  hours
    .map(({ from, to }) => ({ from: Math.max(from, loudFrom), to: Math.min(to, loudTo) }))
    .filter(({ from, to }) => from < to)

/** When it may be tried again after an attempt, by what came of that. */
const retryAt = (campaign: Campaign, { at, outcome }: PastAttempt, zone: string): number => {
  switch (outcome) {
    case 'busy':
    case 'network_failure':
    case 'cancelled':
      return at + campaign.retry.busyMs
    case 'unreachable':
    case 'suspended':
      return startOfDay(localDay(at, zone) + 1, zone)
    default:
      return at + campaign.retry.noAnswerMs
  }
}

/** Counted attempts lie apart; after one that reached no person it is tried again later. */
const gapRule = (campaign: Campaign, attempts: readonly PastAttempt[], zone: string): TimeRule => {
  const counted = countedOf(attempts).map(({ at }) => at + campaign.attempts.gapMs)
  return afterRule(
    'gap',
    Math.max(-Infinity, ...counted, ...attempts.slice(-1).map(last => retryAt(campaign, last, zone))),
  )
}

/** The last attempts must be in other parts of the day and on other days, where those before were not. */
const spreadRules = (campaign: Campaign, attempts: readonly PastAttempt[], zone: string): readonly TimeRule[] => {
  const { most, dayParts, days } = campaign.attempts
  const counted = countedOf(attempts)
  const left = most - counted.length
  const all = partsOf(campaign)
  const parts = new Set(counted.map(({ at }) => partOf(at, all, zone)).filter(part => part !== null))
  const onDays = new Set(counted.map(({ at }) => localDay(at, zone)))
  const partsMissing = Math.min(dayParts, all.length) - parts.size
  const otherParts = all.filter((_, part) => !parts.has(part))
  return [
    ...(days - onDays.size >= left ? [dayRule('other_day', zone, day => !onDays.has(day))] : []),
    ...(partsMissing > 0 && partsMissing >= left ? [partRule('other_day_part', otherParts, zone)] : []),
  ]
}

/** The campaign's hours; an urgent missed call may be returned whenever it is not quiet (DOMAIN.md 4.1). */
const hourRules = (campaign: Campaign, task: RungTask, { zone, calendar }: RingWorld): readonly TimeRule[] => {
  if (task.urgent && task.purpose === 'missed_call_return') return []
  return [
    ...(campaign.onDaysOff ? [] : [dayRule('hours', zone, day => isWorkday(calendar, day))]),
    partRule('hours', partsOf(campaign), zone),
  ]
}

const rulesOf = (campaign: Campaign, task: RungTask, world: RingWorld): readonly TimeRule[] => {
  const { attempts } = task.standing
  return [
    quietRule(world.zone),
    afterRule('not_before', task.order),
    attemptsADay(task, world),
    gapRule(campaign, attempts, world.zone),
    ...spreadRules(campaign, attempts, world.zone),
    ...hourRules(campaign, task, world),
  ]
}

type First = ReturnType<typeof firstAllowed>

/** An appointment goes before all rules but the hours of quiet; one that was not kept in time is kept within the campaign's hours. */
const byAppointment = (campaign: Campaign, task: RungTask, world: RingWorld, appointment: number): First => {
  const { now } = world
  const begins = quietUntil(appointment, world.zone) ?? appointment
  const rules = [quietRule(world.zone), afterRule('appointment', begins)]
  const first = firstAllowed(rules, now)
  if (first.at !== null && first.at <= begins + appointmentHoldsMs) return first
  return firstAllowed([...rules, ...hourRules(campaign, task, world)], now)
}

/**
 * When a task may next be rung, and which rule forbids it now (DOMAIN.md 4.5). Of two questions the later one never has an earlier answer.
 * `at` null: by these rules never.
 */
export const nextDue = (campaign: Campaign, task: RungTask, world: RingWorld): First => {
  const { appointment, attempts } = task.standing
  if (appointment !== null) return byAppointment(campaign, task, world, appointment)
  if (isUsedUp(campaign, attempts, world.limits)) return { at: null, why: 'attempts' }
  return firstAllowed(rulesOf(campaign, task, world), world.now)
}

/** Whether a task may be rung now; else not before when, and why. */
export const mayRing = (campaign: Campaign, task: RungTask, world: RingWorld): MayRing => {
  const { now } = world
  const { at, why } = nextDue(campaign, task, world)
  const yearMissing = yearMissingAt(world, at ?? now)
  return at === now || why === null ? { may: true, yearMissing } : { may: false, notBefore: at, why, yearMissing }
}

/** The year of an instant, if its notice is not loaded. */
export const yearMissingAt = ({ zone, calendar }: Pick<RingWorld, 'zone' | 'calendar'>, at: number): number | null => {
  const year = yearOf(localDay(at, zone))
  return calendar.years.has(year) ? null : year
}
