import { Type } from 'typebox'
import { indicators } from '../../domain/scoring/indicator.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const points = Type.Integer({ description: 'hundredths of a point' })
const rate = Type.Integer({ description: 'hundredths of a percent' })
const indicator = Type.Enum([...indicators])
const month = Type.String({ pattern: '^(19|20|21)\\d\\d-(0[1-9]|1[0-2])$', description: 'such as 2026-03' })
const version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })
const unit = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })
const said = Type.String({ minLength: 1, maxLength: 2_000 })

export const MonthSchema = Type.Object({ month }, strict)
export const ScoresQuerySchema = Type.Object({ month, version: Type.Optional(version) }, strict)
export const ScoreCasesQuerySchema = Type.Object(
  { month, unit, indicator, counted: Type.Boolean({ description: 'false: those in the base that are not counted' }) },
  strict,
)

const item = Type.Object(
  {
    indicator,
    counted: count,
    base: count,
    rate: nullable(rate),
    points: nullable(points),
    notScored: nullable(Type.Enum(['nothing_counted', 'too_few'])),
  },
  strict,
)

const row = Type.Object(
  {
    unit: Type.String(),
    kind: Type.Enum(['ranked', 'small_volume', 'no_orders']),
    items: Type.Array(item),
    others: Type.Array(item),
    total: points,
    outOf: points,
    place: nullable(Type.Integer()),
  },
  strict,
)

const step = Type.Union([
  Type.Object({ step: Type.Literal('full'), rate, points, high: Type.Boolean() }, strict),
  Type.Object({ step: Type.Literal('taken_off'), points, high: Type.Boolean() }, strict),
  Type.Object({ step: Type.Literal('never_below'), points, fromRate: nullable(rate) }, strict),
  Type.Object({ step: Type.Literal('too_few'), below: Type.Integer() }, strict),
])

export const FormulaSchema = Type.Object(
  {
    month: Type.String(),
    sheet: Type.String(),
    sheetVersion: Type.Integer({ description: '0: the sheet that holds until the house sets one' }),
    validFrom: Type.String(),
    items: Type.Array(Type.Object({ indicator, weight: points, steps: Type.Array(step) }, strict)),
  },
  strict,
)

const correction = Type.Object({ indicator, counted: count, base: count }, strict)

export const ObjectionSchema = Type.Object(
  {
    id: Type.String(),
    month: Type.String(),
    version: Type.Integer(),
    unit: Type.String(),
    indicator: nullable(indicator),
    caseNo: nullable(Type.String()),
    reason: Type.String(),
    by: Type.String(),
    at: instant,
    ruleBy: instant,
    state: Type.Enum(['open', 'accepted', 'refused']),
    ruledBy: nullable(Type.String()),
    ruledAt: nullable(instant),
    ruling: nullable(Type.String()),
    correction: nullable(correction),
    issued: nullable(Type.Integer()),
  },
  strict,
)

export const ScoresSchema = Type.Object(
  {
    month: Type.String(),
    from: instant,
    to: instant,
    version: nullable(Type.Integer({ description: 'null: not final yet, as it stands now' })),
    at: instant,
    sheet: Type.String(),
    sheetVersion: Type.Integer(),
    rows: Type.Array(row),
    ranked: Type.Integer({ description: 'units that have a place' }),
    issues: Type.Array(
      Type.Object(
        { version: Type.Integer(), at: instant, by: Type.String(), objectionId: nullable(Type.String()) },
        strict,
      ),
    ),
    objections: Type.Array(ObjectionSchema),
    may: Type.Object({ freeze: Type.Boolean(), object: Type.Boolean(), rule: Type.Boolean() }, strict),
  },
  strict,
)

export const ObjectionBodySchema = Type.Object(
  {
    month,
    version,
    indicator: nullable(indicator),
    caseNo: nullable(Type.String({ minLength: 1, maxLength: 40 })),
    reason: said,
  },
  strict,
)
export const ObjectionIdSchema = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }, strict)
export const RulingBodySchema = Type.Object(
  {
    accepted: Type.Boolean(),
    reason: said,
    correction: nullable(correction),
    seen: version,
  },
  strict,
)

export const ScoreCasesSchema = Type.Object({ cases: Type.Array(Type.String()), more: Type.Boolean() }, strict)

export const NamedListSchema = Type.Object(
  {
    units: Type.Array(
      Type.Object(
        {
          unit: Type.String(),
          cases: Type.Array(
            Type.Object(
              {
                caseNo: Type.String(),
                dueAt: instant,
                workdays: nullable(Type.Integer()),
                supervised: Type.Boolean(),
              },
              strict,
            ),
          ),
        },
        strict,
      ),
    ),
    more: Type.Boolean(),
  },
  strict,
)
