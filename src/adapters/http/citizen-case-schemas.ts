import { Type } from 'typebox'
import { boundsOfCitizens } from '../../domain/attachments/bounds.ts'
import { caseClasses } from '../../domain/cases/case.ts'
import { AttachmentIdSchema, FileNameSchema } from './attachment-schemas.ts'

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
const challenge = Type.String({ maxLength: 120 })
const attachments = Type.Array(AttachmentIdSchema.properties.id, {
  maxItems: boundsOfCitizens.mostWaiting,
  uniqueItems: true,
  description: 'photos that were uploaded for this very requestId',
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
    challenge,
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

const code = { code: Type.String({ minLength: 1, maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' }) }
export const RatingCodeSchema = Type.Object(code, strict)
export const LinkRatingSchema = Type.Object(
  {
    ...code,
    requestId,
    satisfaction: Type.Enum(['satisfied', 'fairly_satisfied', 'dissatisfied']),
    resolved: nullable(Type.Boolean()),
    contacted: nullable(Type.Boolean()),
    text: words,
  },
  strict,
)
export const LinkedRatingSchema = Type.Object(
  { caseNo: Type.String(), class: Type.Enum([...caseClasses]), acceptedAt: instant, until: instant },
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
    photos: Type.Integer({ description: 'how many its requester has sent' }),
  },
  strict,
)

export const CitizenDoneSchema = Type.Object({ done: Type.Literal(true) }, strict)

/** What a photo comes with: the work that was done for it, and the wish it belongs to. Other headers come along. */
export const PhotoHeadersSchema = Type.Object({
  ...FileNameSchema.properties,
  'x-request-id': requestId,
  'x-challenge': challenge,
  'x-answers': Type.String({
    maxLength: 1_200,
    pattern: '^\\d{1,16}(,\\d{1,16}){0,63}$',
    description: 'joined by commas',
  }),
})
export const PhotoTakenBackSchema = Type.Object({ requestId, id: AttachmentIdSchema.properties.id }, strict)
