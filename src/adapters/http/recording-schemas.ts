import type { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import { pauseSubjects } from '../../domain/recording/recording.ts'
import { CallSchema } from './schemas.ts'

const strict = { additionalProperties: false } as const
const instant = Type.Integer({ description: 'UTC ms' })
const whole = Type.Integer({ minimum: 0 })
const text = Type.String()
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const anInstant = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'UTC ms' })

/** Why somebody listens, or keeps a recording from deletion: a few words at least. */
const reason = Type.String({ minLength: 2, maxLength: 200, pattern: '\\S.*\\S' })

export const RecordingQuerySchema = Type.Object(
  {
    from: anInstant,
    to: anInstant,
    agentId: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    lastDigits: Type.Optional(Type.String({ pattern: '^[0-9]{4}$', description: 'of the number of the caller' })),
  },
  strict,
)

export type RecordingQuery = Static<typeof RecordingQuerySchema>

export const RecordedCallsSchema = Type.Object(
  {
    calls: Type.Array(
      Type.Object({ call: CallSchema, audioMs: whole, gapMs: orNull(whole), held: Type.Boolean() }, strict),
    ),
    more: Type.Boolean({ description: 'there are more than are given' }),
    withoutAudio: Type.Array(CallSchema, { description: 'answered calls that were to be recorded and are not' }),
  },
  strict,
)

export const RecordingSchema = Type.Object(
  {
    parts: Type.Array(
      Type.Object(
        {
          part: text,
          startedAt: orNull(instant),
          closedAt: orNull(instant),
          codec: orNull(Type.Union([Type.Literal('g711'), Type.Literal('opus')])),
          bytes: orNull(whole),
          sha256: orNull(text),
          audioMs: orNull(whole),
          gapMs: orNull(whole),
          failedWhy: orNull(text),
          erasedAt: orNull(instant),
          peaks: Type.Array(whole, { description: 'loudness of equal stretches, 0 to 100' }),
        },
        strict,
      ),
    ),
    pauses: Type.Array(
      Type.Object(
        {
          agentId: text,
          from: instant,
          to: orNull(instant),
          why: orNull(text),
          part: text,
          subject: orNull(Type.Enum([...pauseSubjects])),
        },
        { ...strict, description: 'while ID or bank numbers were said' },
      ),
    ),
    held: orNull(
      Type.Object({ at: instant, userName: text, why: text }, { ...strict, description: 'agents are not told' }),
    ),
    listenings: Type.Array(Type.Object({ at: instant, userName: text, why: text }, strict), {
      description: 'agents are told of their own',
    }),
  },
  strict,
)
export type RecordingReply = Static<typeof RecordingSchema>

/** Sent as it is, never made into JSON. */
export const SoundSchema = Type.Unsafe<Readable>({
  type: 'string',
  format: 'binary',
  description: 'audio/wav or audio/ogg',
})

export const ListenSchema = Type.Object(
  { reason, part: Type.Optional(Type.String({ minLength: 1, maxLength: 150 })) },
  strict,
)
export const HoldSchema = Type.Object({ held: Type.Boolean(), why: reason }, strict)
export const HeldSchema = Type.Object({ held: Type.Boolean() }, strict)
