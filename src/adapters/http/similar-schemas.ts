import { Type } from 'typebox'
import { caseClasses } from '../../domain/cases/case.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])

export const SimilarWishSchema = Type.Object(
  {
    title: Type.String({ maxLength: 200 }),
    text: Type.String({ maxLength: 20_000 }),
    place: Type.String({ maxLength: 300 }),
    callId: nullable(Type.String({ minLength: 1, maxLength: 100, description: 'the call that the draft belongs to' })),
  },
  strict,
)

const share = Type.Number({ description: 'of all that speaks for anything, 0 to 1' })
const why = {
  share,
  cases: Type.Array(Type.String(), { description: 'past cases that had it' }),
  words: Type.Array(Type.String(), {
    description: 'words of the dispatch catalogue, or of asking, that are in the text',
  }),
}
const named = Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String(), ...why }, strict)
const ofClass = Type.Enum([...caseClasses])

export const SimilarSchema = Type.Object(
  {
    classes: Type.Array(Type.Object({ class: ofClass, ...why }, strict)),
    topics: Type.Array(named),
    units: Type.Array(named),
    duplicates: Type.Array(
      Type.Object(
        {
          caseNo: Type.String(),
          class: ofClass,
          as: Type.Enum(['follow_up', 'merge']),
          hidden: Type.Boolean({ description: 'confidential, and not yours: only its number and class are told' }),
          title: nullable(Type.String()),
          place: nullable(Type.String()),
          unit: nullable(Type.String()),
          acceptedAt: nullable(Type.Integer({ description: 'UTC ms' })),
          sameNumber: Type.Boolean(),
          samePlace: Type.Boolean(),
          words: Type.Array(Type.String()),
        },
        strict,
      ),
    ),
  },
  strict,
)
