import { Type } from 'typebox'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const names = Type.Object({ zh: Type.String(), en: Type.String() }, strict)
const percentOf = (description: string) => Type.Number({ description: `percent, two decimals; ${description}` })

export const QueueListSchema = Type.Object(
  {
    queues: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          name: names,
          waiting: Type.Integer(),
          ringing: Type.Integer(),
          talking: Type.Integer(),
          longestSince: nullable(instant),
          overflow: Type.Boolean(),
          announce: Type.Boolean(),
          answerTarget: nullable(percentOf("the answer rate asked of it; null: the hotline's")),
          kept: Type.Optional(Type.Integer({ description: 'callers to be rung back in their turn; left out: none' })),
        },
        strict,
      ),
    ),
  },
  strict,
)

export const QueueIdSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) }, strict)

/** A shift leader's switches of a queue. */
export const QueueSwitchesSchema = Type.Object(
  {
    overflow: Type.Boolean({ description: 'The whole ladder is open from the first moment' }),
    announce: Type.Boolean({ description: 'After the notice callers hear that many are calling' }),
  },
  strict,
)

/** The answer rate that is asked of a queue. */
export const QueueTargetSchema = Type.Object(
  { answerTarget: nullable(percentOf("50 to 100; null: the hotline's")) },
  strict,
)

/** Whether callers of a queue may keep their place and be rung back in their turn. */
export const KeptPlacesOptionSchema = Type.Object(
  {
    keepPlace: nullable(
      Type.Object(
        {
          afterMs: Type.Integer({
            minimum: 0,
            maximum: 3_600_000,
            description: 'offered after so long in the queue',
          }),
          forMs: Type.Integer({ minimum: 60_000, maximum: 43_200_000, description: 'kept for so long' }),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** Places that are kept now, in the order in which they are rung. */
export const KeptPlacesSchema = Type.Object(
  {
    places: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          callId: Type.String(),
          queueId: Type.String(),
          number: nullable(Type.String()),
          arrivedAt: instant,
          keptAt: instant,
          expiresAt: instant,
          ringing: Type.Boolean({ description: 'an agent is reserved for it' }),
        },
        strict,
      ),
    ),
  },
  strict,
)

export const KeptPlaceIdSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) }, strict)
