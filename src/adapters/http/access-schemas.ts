import { Type } from 'typebox'
import { contactWays } from '../../domain/cases/case.ts'
import { roles } from '../../domain/cases/role.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])

/** Why somebody must know: enough that another can judge it later. */
const reason = Type.String({ minLength: 4, maxLength: 300, pattern: '\\S\\s*\\S\\s*\\S\\s*\\S' })

export const RevealSchema = Type.Object({ reason }, strict)
export const IdentitySchema = Type.Object(
  {
    requesterName: nullable(Type.String()),
    number: nullable(Type.String({ description: 'whole, E.164' })),
    contact: Type.Enum([...contactWays]),
  },
  strict,
)
export const ViewingSchema = Type.Object({ what: Type.Enum(['print', 'export']) }, strict)

export const AccessQuerySchema = Type.Object(
  {
    caseNo: Type.Optional(Type.String({ minLength: 14, maxLength: 40 })),
    by: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'sign-in name' })),
    before: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  strict,
)
export const AccessListSchema = Type.Object(
  {
    accesses: Type.Array(
      Type.Object(
        {
          at: Type.Integer({ description: 'UTC ms' }),
          kind: Type.Enum(['revealed', 'viewed']),
          caseNo: Type.String(),
          by: Type.String(),
          role: Type.Enum([...roles]),
          reason: Type.String(),
          address: Type.String(),
          what: Type.Array(Type.String()),
        },
        strict,
      ),
    ),
    next: nullable(Type.Integer()),
  },
  strict,
)

export const ErasureSchema = Type.Object(
  { number: Type.String({ minLength: 3, maxLength: 30, description: 'whole, as dialled or E.164' }), reason },
  strict,
)
const count = Type.Integer({ minimum: 0 })
export const ErasedSchema = Type.Object(
  {
    cases: count,
    calls: count,
    persons: count,
    recordings: count,
    attachments: count,
    messages: count,
    facts: Type.Integer({ minimum: 0, description: 'rows of the ledger whose personal data were taken out' }),
    kept: Type.Array(
      Type.Object(
        {
          what: Type.Enum(['case', 'call', 'task']),
          id: Type.String(),
          why: Type.Enum(['open', 'legal_hold', 'retention']),
        },
        strict,
      ),
    ),
  },
  strict,
)
