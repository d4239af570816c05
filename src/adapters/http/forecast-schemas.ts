import { Type } from 'typebox'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const day = Type.String({ description: '2026-12-07' })
const clock = Type.String({ description: '08:30' })
const count = Type.Integer({ minimum: 0 })
const seconds = Type.Number({ description: 's' })
const percent = Type.Number({ description: 'percent' })
const share = Type.Number({ description: '0 to 1' })
const range = Type.Object({ p10: count, p50: count, p90: count }, strict)
const measured = nullable(Type.Object({ seconds, of: count }, strict))
const accuracy = Type.Object(
  {
    error: count,
    naiveError: count,
    wape: nullable(percent),
    naiveWape: nullable(percent),
    coverage: Type.Object({ inside: count, of: count }, strict),
  },
  strict,
)
const asked = (description: string) => Type.Optional(Type.String({ maxLength: 40, description }))

/** Read by the route, so that each has a sentence of its own where it is wrong. */
export const ForecastQuerySchema = Type.Object(
  {
    from: asked('the first day, such as 2026-12-07; left out: tomorrow'),
    days: asked('1 to 14; left out: 7'),
    goal: asked('95/15: 95 % answered within 15 s; 95: answered at all; left out: 95/15'),
    load: asked('high: what nine of ten days do not exceed; or expected; left out: high'),
    wrapUp: asked('seconds, where none was measured; left out: unknown'),
  },
  strict,
)

export const ForecastSchema = Type.Object(
  {
    madeAt: Type.Integer({ description: 'UTC ms' }),
    zone: Type.String(),
    knownUpTo: Type.String({ description: 'the last day that was known' }),
    knownDays: count,
    calendar: Type.String({ description: 'version of the calendar' }),
    goal: Type.Object({ share, seconds, mostAbandoned: share }, strict),
    fewest: count,
    shrinkage: share,
    load: Type.Enum(['high', 'expected']),
    measured: Type.Object(
      {
        patience: measured,
        patienceNet: measured,
        talk: measured,
        wrapUp: measured,
        assumedWrapUpSeconds: nullable(seconds),
      },
      strict,
    ),
    spread: nullable(Type.Object({ ofDays: Type.Number(), ofHalfHours: Type.Number(), days: count }, strict)),
    backTest: nullable(
      Type.Object(
        {
          from: day,
          to: day,
          days: count,
          calls: count,
          bias: Type.Integer(),
          biasPercent: nullable(percent),
          ofDays: accuracy,
          ofHalfHours: accuracy,
        },
        strict,
      ),
    ),
    days: Type.Array(
      Type.Object(
        {
          day,
          noForecast: nullable(Type.Enum(['too_little_history', 'no_like_days', 'year_not_loaded'])),
          kind: nullable(Type.Enum(['ordinary', 'holiday', 'makeup_day', 'after_holiday'])),
          calls: nullable(Type.Number()),
          range: nullable(range),
          halfHours: Type.Array(
            Type.Object(
              {
                from: clock,
                minutes: Type.Integer({ description: '30; 60 where clocks are put back' }),
                calls: Type.Number(),
                range: nullable(range),
                highCalls: nullable(Type.Number()),
                handlingSeconds: nullable(seconds),
                seats: nullable(count),
                highSeats: nullable(count),
                planned: nullable(Type.Integer({ description: 'with those who are away' })),
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
    shifts: nullable(
      Type.Object(
        {
          agentShifts: count,
          atLeast: count,
          neededHours: Type.Number(),
          overHours: Type.Number(),
          proposed: Type.Array(
            Type.Object(
              {
                day,
                name: Type.String(),
                englishName: Type.String(),
                from: clock,
                hours: Type.Number(),
                breakAt: nullable(clock),
                agents: count,
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
    notCoverable: Type.Array(Type.Object({ day, from: clock }, strict), {
      description: 'half hours that no shift reaches',
    }),
  },
  strict,
)
