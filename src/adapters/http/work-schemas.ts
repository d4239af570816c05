import { Type } from 'typebox'
import { caseStates } from '../../domain/cases/case.ts'
import { roles } from '../../domain/cases/role.ts'
import { CaseListSchema } from './case-schemas.ts'

const strict = { additionalProperties: false } as const

/** A list in a query: `a,b`. */
export const WorkQuerySchema = Type.Object(
  {
    owners: Type.Optional(Type.Array(Type.Enum([...roles]), { maxItems: 16, description: 'whose turn it is' })),
    states: Type.Optional(Type.Array(Type.Enum([...caseStates]), { maxItems: 18 })),
    extensionAsked: Type.Optional(Type.Boolean()),
    supervised: Type.Optional(Type.Boolean()),
    overdue: Type.Optional(Type.Boolean({ description: 'the due date of its unit has passed' })),
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    after: Type.Optional(
      Type.String({ pattern: '^\\d{1,15}-\\d{14,17}$', description: 'where the page before ended' }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  strict,
)
export const WorkListSchema = CaseListSchema
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
