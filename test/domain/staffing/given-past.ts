import { dayOf } from '../../../src/domain/calendar/day.ts'
import { makeCalendar } from '../../../src/domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../../src/domain/calendar/notices/notices.ts'
import { dayKindOf } from '../../../src/domain/staffing/forecast/day-kind.ts'
import type { DayOfCalls } from '../../../src/domain/staffing/forecast/forecast.ts'
import { minutesOf } from '../../../src/domain/staffing/half-hour.ts'
import { type Random, seeded } from '../../engine/simulation/random.ts'

const made = makeCalendar(stateCouncilNotices)
if (made.kind !== 'calendar') throw new Error('the notices are unsound')

/** The working days of the State Council's notices. */
export const calendar = made.calendar

/** Shares of the hours of a day in tenths of a percent (DOMAIN.md 5). */
export const hoursOfDay = [
  5, 3, 2.5, 2, 2.5, 4, 10, 26, 82, 108, 104, 72, 50, 66, 89, 88, 79, 56, 42, 37, 32, 22, 13, 5,
]
const wholeDay = hoursOfDay.reduce((sum, each) => sum + each, 0)

/** How many calls an ordinary Monday and so on have, of a mean day; others by their kind. */
const ofKind = { 0: 1.25, 1: 1.12, 2: 1.08, 3: 1.06, 4: 1.02, 5: 0.78, 6: 0.69 } as const
const ofOthers = { holiday: 0.55, makeup_day: 1.1, after_holiday: 1.5 } as const

/** A count with this mean: by the product of chances for few, by the bell for many. */
export const poisson = (random: Random, mean: number): number => {
  if (mean > 60) {
    const bell = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * bell))
  }
  let count = -1
  for (let product = 1; product > Math.exp(-mean); count += 1) product *= 1 - random.next()
  return count
}

/** A gamma factor of mean 1 as the mean of exponentials: its variance is 1 / `shape`. */
const gamma = (random: Random, shape: number): number =>
  Array.from({ length: shape }, () => random.exponential(1)).reduce((sum, each) => sum + each, 0) / shape

/** Days of calls of which the truth is known: 476 a day in the mean (DOMAIN.md 1.4), by kind of day, with a gamma factor for each whole day (variance 1/44, CV 0.15). */
export const givenPast = (
  first: string,
  days: number,
  { seed = 1, mean = 476, shape = 44, zone = 'Asia/Shanghai' } = {},
): readonly DayOfCalls[] => {
  const random = seeded(seed)
  return Array.from({ length: days }, (_, index) => {
    const day = dayOf(first) + index
    const minutes = minutesOf(day, zone)
    const kind = dayKindOf(calendar, day) ?? 0
    const calls = mean * (typeof kind === 'number' ? ofKind[kind] : ofOthers[kind]) * gamma(random, shape)
    const offered = minutes.map((each, half) =>
      poisson(random, (calls * (hoursOfDay[half >> 1] ?? 0) * (each / 60)) / wholeDay),
    )
    return { day, offered, minutes }
  })
}
