import { Type } from 'typebox'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const requestId = Type.String({ pattern: '^[0-9a-f]{32}$', description: 'the same for each try of one wish' })
const secret = Type.String({ pattern: '^[A-Za-z0-9_-]{16,64}$' })
const count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

export const ChatIdSchema = Type.Object({ id: Type.String({ pattern: '^chat-[0-9a-f-]{1,60}$' }) }, strict)

export const CaseChatSchema = Type.Object(
  {
    caseNo: Type.String({ minLength: 1, maxLength: 40 }),
    id: Type.String({ pattern: '^chat-[0-9a-f-]{1,60}$' }),
  },
  strict,
)

export const ChatDoorSchema = Type.Object({ door: Type.Enum(['open', 'closed', 'full']) }, strict)

export const OpenChatSchema = Type.Object(
  {
    requestId,
    challenge: Type.String({ maxLength: 120 }),
    answers: Type.Array(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), { maxItems: 64 }),
    language: Type.Enum(['zh', 'en']),
    /** Where he may be rung; empty: he does not say. */
    phone: Type.String({ maxLength: 200 }),
  },
  strict,
)

export const OpenedChatSchema = Type.Object({ chatId: Type.String(), secret: Type.String() }, strict)

const seen = { after: count, version: count }
/** Longer than any message, so that what is too long is told in words. */
const text = Type.String({ minLength: 1, maxLength: 8_000, pattern: '\\S' })

export const CitizenLookSchema = Type.Object({ secret, ...seen }, strict)
export const CitizenSaySchema = Type.Object({ secret, requestId, text }, strict)
export const CitizenLeaveSchema = Type.Object({ secret }, strict)
export const AgentLookSchema = Type.Object(seen, strict)
export const AgentSaySchema = Type.Object({ requestId, text }, strict)
export const ChatDoneSchema = Type.Object({ done: Type.Literal(true) }, strict)

export const ChatSchema = Type.Object(
  {
    chatId: Type.String(),
    state: Type.Enum(['waiting', 'offered', 'open', 'ended']),
    language: Type.Enum(['zh', 'en']),
    openedAt: instant,
    acceptedAt: nullable(instant),
    ahead: nullable(Type.Integer()),
    cause: nullable(Type.Enum(['completed', 'left', 'silent', 'max_wait', 'idle'])),
    endedBy: nullable(Type.Enum(['citizen', 'agent', 'system'])),
    version: Type.Integer(),
    messages: Type.Array(
      Type.Object(
        {
          n: Type.Integer(),
          at: instant,
          from: Type.Enum(['citizen', 'agent', 'house']),
          text: Type.String({ description: 'of the house: a code' }),
        },
        strict,
      ),
    ),
  },
  strict,
)
