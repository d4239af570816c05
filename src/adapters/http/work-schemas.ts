import { Type } from 'typebox'
import { caseStates } from '../../domain/cases/case.ts'
import { roles } from '../../domain/cases/role.ts'
import { caseFields } from './case-schemas.ts'

const strict = { additionalProperties: false } as const

/** A list in a query: `a,b`. */
export const WorkQuerySchema = Type.Object(
  {
    owners: Type.Optional(Type.Array(Type.Enum([...roles]), { maxItems: 16, description: 'whose turn it is' })),
    states: Type.Optional(Type.Array(Type.Enum([...caseStates]), { maxItems: 18 })),
    taken: Type.Optional(Type.Boolean({ description: 'only what I took myself' })),
    extensionAsked: Type.Optional(Type.Boolean()),
    supervised: Type.Optional(Type.Boolean()),
    draftReply: Type.Optional(Type.Boolean({ description: 'a draft of a reply waits for clerk or leader' })),
    overdue: Type.Optional(Type.Boolean({ description: 'the due date of its unit has passed' })),
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    assisting: Type.Optional(
      Type.Boolean({ description: 'of a unit: those that it assists with, in the place of those that it leads' }),
    ),
    after: Type.Optional(
      Type.String({ pattern: '^\\d{1,15}-\\d{14,17}$', description: 'where the page before ended' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  strict,
)

const date = Type.String({ description: 'yyyy-mm-dd' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])

/** What is left until something is due, in working days; null: it is not counted, since a year is not loaded or no clock of a unit runs. */
export const TimeLeftSchema = nullable(
  Type.Object(
    {
      workdays: Type.Integer({ description: 'working days after today, up to and with the last day' }),
      off: Type.Array(Type.Object({ from: date, to: date, name: nullable(Type.String()) }, strict)),
      makeUp: Type.Array(date, { description: 'weekend days between that are worked' }),
    },
    strict,
  ),
)
export const WorkListSchema = Type.Object(
  {
    cases: Type.Array(Type.Object({ ...caseFields, left: TimeLeftSchema }, strict)),
    next: nullable(Type.String({ description: 'cursor of the following page; null: there is none' })),
  },
  strict,
)
export const WorkCountsSchema = Type.Object(
  {
    counts: Type.Array(
      Type.Object(
        {
          owner: Type.Enum([...roles]),
          state: Type.Enum([...caseStates]),
          count: Type.Integer(),
          late: Type.Integer({ description: 'of these, past the deadline of their state' }),
        },
        strict,
      ),
    ),
  },
  strict,
)
