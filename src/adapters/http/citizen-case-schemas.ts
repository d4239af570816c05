import { Type } from 'typebox'
import { caseClasses } from '../../domain/cases/case.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const names = Type.Object({ zh: Type.String(), en: Type.String() }, strict)

/** As long as a body may be: what is too long is told in words (citizen-cases.ts), not as a malformed request. */
const words = Type.String()
const requestId = Type.String({
  pattern: '^[0-9a-f]{32}$',
  description: '128 random bits of the sender: the same for each try of one wish',
})
const attachments = Type.Array(Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' }), {
  maxItems: 0,
  description: 'files of the page cannot be uploaded yet',
})

export const ChallengeSchema = Type.Object(
  {
    token: Type.String(),
    puzzles: Type.Integer(),
    bits: Type.Integer(),
    expiresAt: instant,
  },
  { ...strict, description: 'Puzzle i is solved by n where SHA-256 of `token:i:n` begins with so many zero bits' },
)

export const CitizenCaseSchema = Type.Object(
  {
    requestId,
    challenge: Type.String({ maxLength: 120 }),
    answers: Type.Array(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), { maxItems: 64 }),
    text: words,
    place: words,
    phone: words,
    class: nullable(Type.Enum([...caseClasses])),
    confidential: Type.Boolean(),
    enterprise: Type.Boolean(),
    anonymous: Type.Boolean({ description: 'neither name nor number is kept' }),
    noCalls: Type.Boolean({ description: 'he cannot take calls' }),
    attachments,
  },
  strict,
)

export const ReceiptSchema = Type.Object(
  { caseNo: Type.String({ description: '14 digits or more' }), queryCode: Type.String() },
  strict,
)

const key = {
  caseNo: Type.String({ maxLength: 60 }),
  queryCode: Type.String({ maxLength: 40 }),
}

export const CaseKeySchema = Type.Object(key, strict)
export const CitizenWishSchema = Type.Object({ ...key, requestId }, strict)
export const SupplementSchema = Type.Object({ ...key, requestId, text: words, attachments }, strict)
export const CitizenRatingSchema = Type.Object(
  {
    ...key,
    requestId,
    satisfaction: Type.Enum(['satisfied', 'fairly_satisfied', 'dissatisfied']),
    resolved: nullable(Type.Boolean()),
    text: words,
  },
  strict,
)

export const CitizenProgressSchema = Type.Object(
  {
    caseNo: Type.String(),
    steps: Type.Array(Type.Object({ at: instant, code: Type.String(), text: names }, strict)),
    answer: nullable(Type.String()),
    isOpen: Type.Boolean(),
    isConfidential: Type.Boolean(),
    promisedAt: nullable(Type.Integer({ description: 'UTC ms; null: nothing is promised' })),
    mayAdd: Type.Boolean(),
    mayUrge: Type.Boolean(),
    mayRate: Type.Boolean(),
    mayWithdraw: Type.Boolean(),
  },
  strict,
)

export const CitizenDoneSchema = Type.Object({ done: Type.Literal(true) }, strict)
