import { dateOf } from '../calendar/day.ts'
import type { Range } from './forecast/back-test.ts'
import { clockOf, halfHoursOfDay } from './half-hour.ts'
import type { MeasuredMean } from './measured.ts'
import type { Plan } from './plan.ts'

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals))

const rangeOf = (range: Range | null) =>
  range === null ? null : { p10: range.low, p50: range.middle, p90: range.high }

const meanOf = (mean: MeasuredMean | null) =>
  mean === null ? null : { seconds: rounded(mean.seconds, 1), of: mean.of }

/**
 * A plan as others read it: dates and clocks as texts, calls with two decimals, seconds with one, variances with five. Null is unknown. `noForecast`: why nothing is said of a day. Half hours of no minutes, which a change of clocks leaves
 * out, are not there. `day` of a shift may be the day before the first.
 */
export const planInWords = (plan: Plan) => {
  const { settings, behaviour, spread, backTest, shifts, days } = plan
  const first = days[0]?.day ?? 0
  return {
    zone: plan.zone,
    knownUpTo: dateOf(plan.origin),
    knownDays: plan.knownDays,
    calendar: plan.calendarVersion,
    goal: settings.goal,
    fewest: settings.fewest,
    shrinkage: settings.shrinkage,
    load: settings.load,
    measured: {
      patience: meanOf(behaviour.patience),
      patienceNet: meanOf(behaviour.patienceNet),
      talk: meanOf(behaviour.talk),
      wrapUp: meanOf(behaviour.wrapUp),
      assumedWrapUpSeconds: behaviour.wrapUp === null ? settings.assumedWrapUp : null,
    },
    spread:
      spread === null
        ? null
        : { ofDays: rounded(spread.ofDays, 5), ofHalfHours: rounded(spread.ofHalfHours, 5), days: spread.days },
    backTest: backTest === null ? null : { ...backTest, from: dateOf(backTest.from), to: dateOf(backTest.to) },
    days: days.map(day =>
      day.none !== null
        ? { day: dateOf(day.day), noForecast: day.none, kind: null, calls: null, range: null, halfHours: [] }
        : {
            day: dateOf(day.day),
            noForecast: null,
            kind: typeof day.kind === 'number' ? ('ordinary' as const) : day.kind,
            calls: rounded(day.calls, 2),
            range: rangeOf(day.range),
            halfHours: day.halfHours.flatMap((each, half) =>
              each.minutes === 0
                ? []
                : [
                    {
                      from: clockOf(half),
                      minutes: each.minutes,
                      calls: rounded(each.calls, 2),
                      range: rangeOf(each.range),
                      highCalls: each.highCalls === null ? null : rounded(each.highCalls, 2),
                      handlingSeconds: each.handling === null ? null : rounded(each.handling, 1),
                      seats: each.seats,
                      highSeats: each.highSeats,
                      planned: each.planned,
                    },
                  ],
            ),
          },
    ),
    shifts:
      shifts?.kind !== 'proposal'
        ? null
        : {
            agentShifts: shifts.agentShifts,
            atLeast: shifts.atLeast,
            neededHours: shifts.needed / 2,
            overHours: shifts.over / 2,
            proposed: shifts.shifts.map(({ day, pattern, breakAt, agents }) => ({
              day: dateOf(first + day),
              name: pattern.name.zh,
              englishName: pattern.name.en,
              from: clockOf(pattern.start),
              hours: pattern.length / 2,
              breakAt: breakAt === null ? null : clockOf((pattern.start + breakAt) % halfHoursOfDay),
              agents,
            })),
          },
    notCoverable:
      shifts?.kind !== 'not_coverable'
        ? []
        : shifts.halfHours.map(half => ({
            day: dateOf(first + Math.floor(half / halfHoursOfDay)),
            from: clockOf(half % halfHoursOfDay),
          })),
  }
}

/** A plan as `planInWords` tells it. */
export type PlanInWords = ReturnType<typeof planInWords>
