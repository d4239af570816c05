import type { PlainDate } from '../calendar/day.ts'
import { parsePlainDate } from '../calendar/day.ts'
import { type Indicator, indicators } from './indicator.ts'

/**
 * One line of a scoring sheet, piecewise linear (DOMAIN.md 2.5). Points in hundredths of a point, rates in hundredths of a percent: 2,500 is 25 points,
 * 9,800 is 98 %.
 */
export interface SheetItem {
  readonly indicator: Indicator
  /** All the points that can be had. */
  readonly weight: number
  /** The rate from which on they are had; of indicators whose low rate is good, up to which. */
  readonly fullAt: number
  /** Points taken off for each percentage point that is missing, or too many. */
  readonly slope: number
  /** It never falls below these points. */
  readonly floor: number
  /** With fewer cases than this it is not scored. */
  readonly minVolume: number
}

/** A scoring sheet 评分办法 as it holds from a month on, until a later one does. */
export interface ScoringSheet {
  readonly id: string
  /** The first day of a month: a month is scored by one sheet. */
  readonly validFrom: PlainDate
  readonly items: readonly SheetItem[]
}

/** A month in the city's zone: `2026-03`. */
export type Month = string

const wholes = (...values: readonly number[]): boolean =>
  values.every(value => Number.isSafeInteger(value) && value >= 0)

const itemStands = ({ weight, fullAt, slope, floor, minVolume }: SheetItem): boolean =>
  wholes(weight, fullAt, slope, floor, minVolume) &&
  weight > 0 &&
  weight <= 100_000 &&
  fullAt <= 10_000 &&
  slope <= 100_000 &&
  floor <= weight &&
  minVolume >= 1

/** Why a sheet cannot stand; null: it can. */
export const sheetFault = ({ validFrom, items }: ScoringSheet): 'not_first_of_month' | 'items' | null => {
  if (parsePlainDate(validFrom) === null || !validFrom.endsWith('-01')) return 'not_first_of_month'
  const named = new Set(items.map(item => item.indicator))
  const known = items.every(item => indicators.includes(item.indicator))
  return items.length > 0 && named.size === items.length && known && items.every(itemStands) ? null : 'items'
}

/**
 * Whether a sheet may be set in the place of `before` (null: there was none) while months up to `frozen` (null: none) are frozen: what has been
 * published is never scored by another sheet afterwards.
 */
export const touchesFrozen = (
  sheet: Pick<ScoringSheet, 'validFrom'>,
  before: Pick<ScoringSheet, 'validFrom'> | null,
  frozen: Month | null,
): boolean =>
  frozen !== null && [sheet, ...(before ? [before] : [])].some(({ validFrom }) => validFrom <= `${frozen}-01`)

/** The sheet that holds in a month: the latest that began by then; of two from the same day the later by its id. */
export const sheetFor = (sheets: readonly ScoringSheet[], month: Month): ScoringSheet | null =>
  sheets
    .filter(({ validFrom }) => validFrom <= `${month}-01`)
    .toSorted((a, b) => (`${a.validFrom} ${a.id}` < `${b.validFrom} ${b.id}` ? -1 : 1))
    .at(-1) ?? null

const item = (indicator: Indicator, weight: number, fullAt: number, slope: number, floor: number): SheetItem => ({
  ...{ indicator, weight, fullAt, slope, floor },
  minVolume: 3,
})

/**
 * What holds until the house sets a sheet of its own. Timeliness, satisfaction and resolution as recovered from published pairs (DOMAIN.md 2.5); the other items,
 * their weights and the least number of cases are a rule of this house.
 */
export const defaultSheet: ScoringSheet = {
  id: 'default',
  validFrom: '2012-01-01',
  items: [
    item('handled_in_time', 2_500, 10_000, 100, 0),
    item('satisfaction_adjusted', 2_500, 9_800, 50, 1_250),
    item('resolved', 2_500, 9_500, 50, 1_250),
    item('signed_in_time', 1_000, 10_000, 50, 0),
    item('contacted_in_time', 1_000, 9_500, 50, 0),
    item('replies_bounced', 500, 500, 25, 0),
  ],
}
