import { highIsGood, type Indicator } from './indicator.ts'
import type { ScoringSheet, SheetItem } from './sheet.ts'

/**
 * One step of a formula, as a page says it in words: "98 % 得满分 25", "每低 1 个百分点扣 0.5", "最低 12.5", "不足 3 件不计分". Points in hundredths of a point, rates in
 * hundredths of a percent.
 */
export type FormulaStep =
  | { readonly step: 'full'; readonly rate: number; readonly points: number; readonly high: boolean }
  | { readonly step: 'taken_off'; readonly points: number; readonly high: boolean }
  | { readonly step: 'never_below'; readonly points: number; readonly fromRate: number | null }
  | { readonly step: 'too_few'; readonly below: number }

/** How one indicator is scored, step by step. */
export interface ItemFormula {
  readonly indicator: Indicator
  readonly weight: number
  readonly steps: readonly FormulaStep[]
}

/** The rate at which the floor is reached; null: it never is. */
const floorRate = ({ indicator, weight, fullAt, slope, floor }: SheetItem): number | null => {
  if (slope === 0 || weight === floor) return null
  const distance = Math.ceil(((weight - floor) * 100) / slope)
  const rate = highIsGood(indicator) ? fullAt - distance : fullAt + distance
  return rate >= 0 && rate <= 10_000 ? rate : null
}

const steps = (item: SheetItem): readonly FormulaStep[] => {
  const high = highIsGood(item.indicator)
  return [
    { step: 'full', rate: item.fullAt, points: item.weight, high },
    { step: 'taken_off', points: item.slope, high },
    { step: 'never_below', points: item.floor, fromRate: floorRate(item) },
    { step: 'too_few', below: item.minVolume },
  ]
}

/** The whole sheet as it is shown to those who are scored by it. */
export const formulaOf = ({ items }: ScoringSheet): readonly ItemFormula[] =>
  items.map(item => ({ indicator: item.indicator, weight: item.weight, steps: steps(item) }))
