import { hundredthsOf } from '../kpi/rate.ts'
import { type Count, highIsGood, type Indicator, indicators, type UnitCounts } from './indicator.ts'
import type { ScoringSheet, SheetItem } from './sheet.ts'

/** Why an item has no points: nothing was counted (0/0, printed as —), or fewer cases than the sheet asks for. */
export type NotScored = 'nothing_counted' | 'too_few'

/** One item of a unit's row. Rate in hundredths of a percent, points in hundredths of a point; null: there are none. */
export interface ScoredItem extends Count {
  readonly indicator: Indicator
  readonly rate: number | null
  readonly points: number | null
  readonly notScored: NotScored | null
}

/** `no_orders` and `small_volume` are listed apart and have no place. */
export type RowKind = 'ranked' | 'small_volume' | 'no_orders'

/** What a unit has got in a period. */
export interface ScoreRow {
  readonly unit: string
  readonly kind: RowKind
  readonly items: readonly ScoredItem[]
  /** Counted and not scored: what the sheet has no item for. */
  readonly others: readonly ScoredItem[]
  /** Sum of the points there are, and of the weights they are out of. */
  readonly total: number
  readonly outOf: number
  /** Among those that are ranked; the same for the same total. null: it has none. */
  readonly place: number | null
}

/** By how much a rate misses what full points ask for, in hundredths of a percent. */
const missing = ({ indicator, fullAt }: SheetItem, rate: number): number =>
  Math.max(0, highIsGood(indicator) ? fullAt - rate : rate - fullAt)

/**
 * The points of a rate (hundredths of a percent): weight, less `slope` for each percentage point that is missing, never below the floor; half up.
 * Piecewise linear after the sheets published by Lianyungang (DOMAIN.md 2.5).
 */
export const pointsOf = (item: SheetItem, rate: number): number =>
  Math.max(item.floor, Math.floor((item.weight * 100 - item.slope * missing(item, rate) + 50) / 100))

const scored = (item: SheetItem, { counted, base }: Count): ScoredItem => {
  const rate = hundredthsOf(counted, base)
  const { indicator } = item
  if (rate === null) return { indicator, counted, base, rate, points: null, notScored: 'nothing_counted' }
  if (base < item.minVolume) return { indicator, counted, base, rate, points: null, notScored: 'too_few' }
  return { indicator, counted, base, rate, points: pointsOf(item, rate), notScored: null }
}

const unscored = (indicator: Indicator, { counted, base }: Count): ScoredItem => ({
  ...{ indicator, counted, base },
  rate: hundredthsOf(counted, base),
  points: null,
  notScored: null,
})

/** One unit's row, without its place. Only where every item has points can it be compared with others. */
export const scoreUnit = (sheet: ScoringSheet, unit: string, counts: UnitCounts): ScoreRow => {
  const items = sheet.items.map(item => scored(item, counts[item.indicator]))
  const others = indicators
    .filter(indicator => !sheet.items.some(item => item.indicator === indicator))
    .map(indicator => unscored(indicator, counts[indicator]))
  const nothing = indicators.every(indicator => counts[indicator].base === 0)
  const whole = items.every(({ points }) => points !== null)
  return {
    unit,
    kind: nothing ? 'no_orders' : whole ? 'ranked' : 'small_volume',
    items,
    others,
    total: items.reduce((sum, { points }) => sum + (points ?? 0), 0),
    outOf: sheet.items.reduce((sum, { weight }, at) => sum + (items[at]?.points === null ? 0 : weight), 0),
    place: null,
  }
}

const kindOrder: readonly RowKind[] = ['ranked', 'small_volume', 'no_orders']

const before = (a: ScoreRow, b: ScoreRow): number =>
  kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind) ||
  (a.kind === 'ranked' ? b.total - a.total : 0) ||
  (a.unit < b.unit ? -1 : 1)

/** All rows by place; those that cannot be compared come after them, by their unit. */
export const ranked = (rows: readonly ScoreRow[]): readonly ScoreRow[] => {
  const sorted = rows.toSorted(before)
  const totals = sorted.filter(({ kind }) => kind === 'ranked').map(({ total }) => total)
  return sorted.map(row => ({ ...row, place: row.kind === 'ranked' ? totals.indexOf(row.total) + 1 : null }))
}

/** The counts a row was made of. */
export const countsOfRow = ({ items, others }: ScoreRow): UnitCounts =>
  Object.fromEntries(
    [...items, ...others].map(({ indicator, counted, base }) => [indicator, { counted, base }]),
  ) as unknown as UnitCounts
