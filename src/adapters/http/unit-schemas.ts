import { Type } from 'typebox'
import { limitCalendars, limitUnits } from '../../domain/calendar/limit.ts'
import { TimeLeftSchema } from './work-schemas.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const date = Type.String({ description: 'yyyy-mm-dd' })
const count = Type.Integer({ minimum: 0 })
const rate = nullable(Type.Number({ description: 'percent with two decimals, half up; null where the base is 0' }))

const countedDays = Type.Object(
  {
    from: date,
    to: date,
    kind: Type.Enum(['workday', 'makeup_day', 'weekend', 'holiday', 'day_zero', 'day']),
    name: nullable(Type.String()),
    overlay: nullable(Type.String({ description: 'the local overlay that makes it so' })),
    count: nullable(Type.Object({ first: Type.Integer(), last: Type.Integer() }, strict)),
    ms: nullable(Type.Integer({ description: 'office hours that count in these days' })),
  },
  strict,
)
const part = Type.Object(
  {
    kind: Type.Enum(['limit', 'extended', 'extended_to', 'suspended']),
    due: instant,
    days: Type.Array(countedDays),
    limit: nullable(
      Type.Object(
        { count: Type.Integer(), unit: Type.Enum([...limitUnits]), calendar: Type.Enum([...limitCalendars]) },
        strict,
      ),
    ),
    date: nullable(date),
    from: nullable(instant),
    until: nullable(instant),
    workdays: nullable(Type.Integer()),
  },
  strict,
)

export const CaseClockSchema = Type.Object(
  {
    now: instant,
    clock: nullable(
      Type.Object(
        {
          startedAt: instant,
          signBy: instant,
          returnBy: nullable(instant),
          dueAt: instant,
          provisional: Type.Boolean(),
          calendar: Type.String({ description: 'the version it was counted with' }),
          parts: Type.Array(part, { description: 'step by step; empty where a year is not loaded' }),
          left: TimeLeftSchema,
        },
        strict,
      ),
    ),
    extension: Type.Array(Type.Object({ date, workdays: count }, strict), {
      description: 'the working days up to which an extension may be asked for now',
    }),
  },
  strict,
)

export const UnitFiguresSchema = Type.Object(
  {
    now: instant,
    box: Type.Object(
      {
        open: count,
        toSign: count,
        toHandle: count,
        toSignOff: count,
        waiting: count,
        dueToday: count,
        overdue: count,
        assisting: count,
      },
      strict,
    ),
    month: Type.Object(
      {
        from: instant,
        to: instant,
        signDue: count,
        signedInTime: count,
        signedLate: count,
        unsigned: count,
        signedInTimeRate: rate,
        handleDue: count,
        handledInTime: count,
        handledLate: count,
        unhandled: count,
        handledInTimeRate: rate,
      },
      strict,
    ),
  },
  strict,
)

export const ReplyTemplatesSchema = Type.Object(
  {
    templates: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: Type.String(),
          text: Type.String(),
          topic: nullable(Type.String()),
          unit: nullable(Type.String()),
        },
        strict,
      ),
    ),
  },
  strict,
)
