import { figureOf, type Metric } from '../metric.ts'
import { hundredthsOf } from '../rate.ts'
import type { Tally } from '../tally.ts'
import type { Cell, Table } from './document.ts'
import { dash, numberWords, periodWords } from './words.ts'

const signed = (hundredths: number, behind: string): string =>
  `${hundredths > 0 ? '+' : hundredths < 0 ? '−' : ''}${(Math.abs(hundredths) / 100).toFixed(2)}${behind}`

/**
 * How a figure has changed: rates by the points between what is printed, others in percent of before, half up from integers. A dash where there is nothing to compare with, such
 * as a leap day, or where it was 0 before.
 */
export const changeOf = (metric: Metric, now: unknown, before: unknown): string => {
  if (typeof now !== 'number' || typeof before !== 'number') return dash
  if (metric.unit === 'percent') return signed(Math.round(now * 100) - Math.round(before * 100), '个百分点')
  return changeWords(now, before)
}

/** How a count has changed, in percent of before, half up from integers; a dash where it was 0. */
export const changeWords = (now: number, before: number): string => {
  const share = hundredthsOf(Math.abs(now - before), before)
  return share === null ? dash : signed(Math.sign(now - before) * share, '%')
}

/** Figures beside those of a year before. */
export const comparison = (metrics: readonly Metric[], tally: Tally, before: Tally): Table => {
  const plain = (text: string, figure: string | null = null): Cell => ({ text, figure, notes: [] })
  return {
    kind: 'table',
    caption: '主要指标',
    asOf: periodWords(tally.period),
    columns: [periodWords(tally.period), periodWords(before.period), '增减'],
    rows: metrics.map(metric => {
      const [now, then] = [figureOf(metric, tally), figureOf(metric, before)]
      return {
        head: metric.name.zh,
        cells: [
          plain(numberWords(now, metric.unit), metric.key),
          plain(numberWords(then, metric.unit)),
          plain(changeOf(metric, now, then)),
        ],
      }
    }),
    notes: [
      '比率的增减为所印百分率之差（百分点），其他为相对上年同期的百分比，四舍五入到两位小数；上年同期为零或无数据的不作比较。',
    ],
  }
}
