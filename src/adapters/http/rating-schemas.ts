import { Type } from 'typebox'
import { adjudications, rulingStates, scores } from '../../domain/cases/life/visit.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ minimum: 0, maximum: 4_102_444_800_000, description: 'UTC ms' })

export const UnusualQuerySchema = Type.Object({ from: instant, to: instant }, strict)

const seen = {
  ratings: Type.Integer({ description: 'counting ratings: one of each case' }),
  dissatisfied: Type.Integer(),
  expected: Type.Number({ description: 'dissatisfied ones by the share of all' }),
  likelihood: nullable(
    Type.Number({
      description: 'of chance alone to be as far from it or farther; null: there is nothing to compare with',
    }),
  ),
  odd: Type.Boolean({ description: 'chance alone would hardly do it' }),
  own: Type.Integer({ description: 'from numbers that the unit is known by' }),
  excluded: Type.Integer(),
  recoded: Type.Integer(),
  kept: Type.Integer(),
}
const unit = { unit: nullable(Type.String()) }
const by = { by: Type.String({ description: 'who made the return visit; empty: the requester himself' }) }

export const UnusualSchema = Type.Object(
  {
    ratings: Type.Integer(),
    dissatisfied: Type.Integer(),
    oddBelow: Type.Number(),
    units: Type.Array(Type.Object({ ...unit, ...seen }, strict)),
    visitors: Type.Array(Type.Object({ ...by, ...seen }, strict)),
    pairs: Type.Array(Type.Object({ ...unit, ...by, ...seen }, strict), { description: 'who rated with whom' }),
    changed: Type.Array(
      Type.Object(
        {
          ...{ caseNo: Type.String(), ...unit, at: instant, ...by, score: Type.Enum([...scores]) },
          ...{ laterAt: instant, laterBy: Type.String(), laterScore: Type.Enum([...scores]) },
        },
        strict,
      ),
    ),
    rulings: Type.Array(
      Type.Object(
        {
          ...{
            caseNo: Type.String(),
            ...unit,
            ruling: Type.Enum([...adjudications]),
            state: Type.Enum([...rulingStates]),
          },
          ...{ by: Type.String(), at: instant, decidedBy: nullable(Type.String()), decidedAt: nullable(instant) },
        },
        strict,
      ),
    ),
  },
  strict,
)
