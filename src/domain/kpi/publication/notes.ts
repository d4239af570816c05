import { figureOf, type Metric } from '../metric.ts'
import type { Tally } from '../tally.ts'
import { numberWords } from './words.ts'

/** Values of another print of the same report, by the keys of the figures. */
export type PrintedValues = ReadonlyMap<string, number>

/** How a rate follows from the integers beside it; empty for other figures and where there is nothing. */
const calculation = (metric: Metric, tally: Tally): string => {
  const [part, base] = metric.parts?.(tally) ?? [0, 0]
  return base === 0 ? '' : `＝${part}÷${base}×100%`
}

/** The notes beneath a table: figures of one base share a note. `numberOf`: the number of a figure's note, from 1. */
export const notesOf = (
  metrics: readonly Metric[],
  tally: Tally,
): { readonly texts: readonly string[]; numberOf(metric: Metric): number } => {
  const groups = new Map<string, Metric[]>()
  for (const metric of metrics) {
    const rule = `${metric.base.zh}。口径第${metric.version}版。`
    groups.set(rule, [...(groups.get(rule) ?? []), metric])
  }
  const rules = [...groups.keys()]
  const texts = rules.map(rule => {
    const named = groups.get(rule)?.map(metric => `${metric.name.zh}${calculation(metric, tally)}`) ?? []
    return `${named.join('、')}：${rule}`
  })
  return { texts, numberOf: metric => rules.findIndex(rule => groups.get(rule)?.includes(metric)) + 1 }
}

/**
 * Where another print has another value: both, and from what ours follows; null: it has none, or the same. A rate that its own integers do not give is no other truth
 * (DOMAIN.md 1.2).
 */
export const differenceOf = (metric: Metric, tally: Tally, printed: PrintedValues): string | null => {
  const theirs = printed.get(metric.key)
  const ours = figureOf(metric, tally)
  if (theirs === undefined || typeof ours !== 'number' || theirs === ours) return null
  const [theirWords, ourWords] = [theirs, ours].map(value => numberWords(value, metric.unit))
  const why = metric.parts ? `按同表整数计算${calculation(metric, tally)}` : `按原始记录计算（${metric.base.zh}）`
  return `${metric.name.zh}：原件印作${theirWords}，${why}，应为${ourWords}。`
}
