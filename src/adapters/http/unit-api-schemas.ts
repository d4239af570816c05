import { Type } from 'typebox'
import { CaseDetailSchema, CaseListSchema } from './case-schemas.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })

export const WebhookTargetIdSchema = Type.Object({ id }, strict)
export const WebhookTargetSchema = Type.Object(
  {
    id: Type.String(),
    url: Type.String(),
    rotating: Type.Boolean({ description: 'deliveries are signed with the former key too' }),
    disabledAt: nullable(instant),
    disabledWhy: nullable(Type.String()),
  },
  strict,
)
export const WebhookTargetsSchema = Type.Object({ targets: Type.Array(WebhookTargetSchema) }, strict)
export const WebhookTargetBodySchema = Type.Object(
  {
    url: Type.String({ minLength: 1, maxLength: 500, description: 'switches a target that was switched off on again' }),
    secret: Type.Optional(
      Type.Enum(['keep', 'rotate', 'drop_former'], {
        description: 'rotate: a new key, the present one holds as well; drop_former: only the present one holds',
      }),
    ),
  },
  strict,
)
export const WebhookTargetSavedSchema = Type.Object(
  {
    target: WebhookTargetSchema,
    secret: nullable(Type.String({ description: 'a new key, shown this once' })),
  },
  strict,
)

const unitKeyFields = {
  id: Type.String(),
  unit: Type.String(),
  name: Type.String(),
  leads: Type.Boolean({ description: 'may do what the leader of the unit may' }),
  createdAt: instant,
  createdBy: Type.String(),
  revokedAt: nullable(instant),
  revokedBy: nullable(Type.String()),
  lastUsedAt: nullable(instant),
}
export const UnitKeySchema = Type.Object(unitKeyFields, strict)
export const UnitKeysSchema = Type.Object({ keys: Type.Array(UnitKeySchema) }, strict)
export const NewUnitKeySchema = Type.Object(
  {
    unit: id,
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\r\\n\\u0000]*\\S[^\\r\\n\\u0000]*$' }),
    leads: Type.Boolean(),
  },
  strict,
)
export const UnitKeyMadeSchema = Type.Object(
  { key: UnitKeySchema, token: Type.String({ description: 'shown this once' }) },
  strict,
)
export const UnitKeyIdSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }, strict)

/** Headers come with others; only this one is looked at. */
export const IdempotencySchema = Type.Object({ 'idempotency-key': Type.Optional(Type.String()) })

export const UnitCaseQuerySchema = Type.Object(
  {
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,15}-\\d{14,17}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  strict,
)
export const UnitCaseListSchema = CaseListSchema
export const UnitCaseSchema = Type.Omit(CaseDetailSchema, ['calls', 'members', 'mayReveal'])
export const UnitStepDoneSchema = Type.Object({ version: Type.Integer(), state: Type.String() }, strict)
