import { existsSync, readFileSync } from 'node:fs'
import { type DayNumber, dayOf, localDay, parsePlainDate } from '../../src/domain/calendar/day.ts'
import type { PlanSettings } from '../../src/domain/staffing/plan.ts'
import { readGoal, readShift, readStaff, usualTerms } from '../../src/domain/staffing/read-words.ts'
import type { ServiceGoal } from '../../src/domain/staffing/seats.ts'
import { type ShiftPattern, usualPatterns } from '../../src/domain/staffing/shifts.ts'
import { mostPlannedDays } from '../../src/engine/staffing/make-plan.ts'
import type { ReplayWish } from '../../src/engine/staffing/replay-day.ts'
import { countOf, type readArguments, UsageError } from '../store-command.ts'

export const usage = [
  'npm run forecast -- [--from 2026-12-07] [--days 1…31] [--out FOLDER] [--goal 95/15|95] [--load high|expected] [--fewest 2] [--away 10] [--wrap-up 60] [--shift "早班 07:30-15:30 11:00 11:30"] [--city NAME]',
  'npm run forecast -- --replay 2026-11-30 --agents 8|FILE [--seed 1] [--ring 3] [--notice 5] [--wrap-up 60] [--goal 95/15] [--out FOLDER]',
].join('\n')

export const options = {
  from: { type: 'string' },
  days: { type: 'string' },
  out: { type: 'string' },
  goal: { type: 'string' },
  load: { type: 'string' },
  fewest: { type: 'string' },
  away: { type: 'string' },
  'wrap-up': { type: 'string' },
  city: { type: 'string' },
  replay: { type: 'string' },
  agents: { type: 'string' },
  seed: { type: 'string' },
  ring: { type: 'string' },
  notice: { type: 'string' },
  shift: { type: 'string', multiple: true },
} as const

/** What was written on the command line. */
export type Values = ReturnType<typeof readArguments<typeof options>>['values']

/** How long an agent's phone rings, and the recording notice of the sounds that come with the hotline, in seconds. */
const usualRing = 3
const usualNotice = 5

/** A whole number of seconds, agents or percent within bounds. */
const whole = (text: string | undefined, usual: number, most: number): number => {
  if (text === undefined) return usual
  if (!/^\d{1,6}$/.test(text) || Number(text) > most) throw new UsageError(usage)
  return Number(text)
}

const dayIn = (text: string): DayNumber => {
  const date = parsePlainDate(text)
  if (date === null) throw new UsageError(usage)
  return dayOf(date)
}

const patternsIn = (texts: readonly string[] | undefined): readonly ShiftPattern[] =>
  (texts ?? []).map(text => {
    const pattern = readShift(text)
    if (pattern === null) throw new UsageError(`${text}: ${usage}`)
    return pattern
  })

const goalIn = (text: string | undefined): ServiceGoal => {
  const goal = text === undefined ? usualTerms.goal : readGoal(text)
  if (goal === null) throw new UsageError(usage)
  return goal
}

/** Which days are to be planned, and by what. `now` in UTC ms. Throws a `UsageError`. */
export const planWish = (
  values: Values,
  zone: string,
  now: number,
): { readonly first: DayNumber; readonly count: number; readonly settings: PlanSettings } => {
  const count = countOf(values.days, usage) ?? 7
  const load = values.load ?? 'high'
  if (count > mostPlannedDays || (load !== 'high' && load !== 'expected')) throw new UsageError(usage)
  const own = patternsIn(values.shift)
  return {
    first: values.from === undefined ? localDay(now, zone) + 1 : dayIn(values.from),
    count,
    settings: {
      goal: goalIn(values.goal),
      fewest: Math.max(1, whole(values.fewest, usualTerms.fewest, 500)),
      shrinkage: whole(values.away, usualTerms.shrinkage * 100, 80) / 100,
      assumedWrapUp: values['wrap-up'] === undefined ? null : whole(values['wrap-up'], 0, 3_600),
      load,
      patterns: own.length > 0 ? own : usualPatterns,
    },
  }
}

const staffIn = (text: string | undefined): ReplayWish['staff'] => {
  if (text === undefined) throw new UsageError(usage)
  if (/^\d{1,4}$/.test(text)) return [[0, Number(text)]]
  if (!existsSync(text)) throw new UsageError(`没有这个文件 There is no such file: ${text}`)
  const read = readStaff(readFileSync(text, 'utf8'))
  if (read.kind === 'fault')
    throw new UsageError(
      `${text}:${read.line}: 每行应为“08:00 6”，首行 00:00，依次向后。Each line is "08:00 6", the first 00:00, one later than the other.`,
    )
  return read.from
}

/** Which day is to be played again, and with whom. Throws a `UsageError`. */
export const replayWish = (
  values: Values,
  day: string,
  zone: string,
): { readonly goal: ServiceGoal; readonly wish: ReplayWish } => ({
  goal: goalIn(values.goal),
  wish: {
    day: dayIn(day),
    zone,
    staff: staffIn(values.agents),
    seed: whole(values.seed, 1, 999_999),
    answerMs: whole(values.ring, usualRing, 60) * 1_000,
    noticeMs: whole(values.notice, usualNotice, 60) * 1_000,
    wrapUpMs: whole(values['wrap-up'], 0, 3_600) * 1_000,
  },
})
