import { metrics } from '../../src/domain/kpi/catalogue.ts'
import { entries } from '../../src/domain/kpi/dictionary/dictionary.ts'
import type { Entry, EntryValue } from '../../src/domain/kpi/dictionary/entry.ts'
import type { FigureUnit, Metric, RowKind, Words } from '../../src/domain/kpi/metric.ts'

const units: Readonly<Record<FigureUnit | 'instant', string>> = {
  instant: '时刻 instant',
  case: '件 case',
  call: '次 call',
  task: '件 task',
  rating: '件 rating',
  person: '人 person',
  document: '项 document',
  percent: '% percent',
  second: '秒 second',
  hour: '小时 hour',
  'case/day': '件/日 case/day',
}

const rowWords: Readonly<Record<RowKind, string>> = {
  calls: '来电与回访通话 calls',
  cases: '诉求 cases',
  handled: '已办结的交办诉求 handled cases',
  tasks: '回访任务 callback tasks',
  dues: '到期的交办 what units had due',
}

const shown = (value: EntryValue | undefined): string => {
  if (value === undefined) return 'left out'
  if (value === null) return '—'
  return typeof value === 'object' ? value.join(', ') : String(value)
}

/** A published figure, or one of the dictionary. */
interface Definition extends Omit<Entry, 'of' | 'example'>, Pick<Metric, 'rows'> {
  readonly example: { readonly gives: EntryValue | undefined; readonly why: Words }
}

const section = ({ key, name, unit, needs, formula, base, edges, version, example, rows }: Definition): string =>
  [
    `## ${name.zh} ${name.en}`,
    '',
    `\`${key}\` · ${units[unit]} · 第 ${version} 版 version ${version}${needs.length > 0 ? ` · ${needs.map(kind => `${kind}.csv`).join(', ')}` : ''}`,
    '',
    `- 公式 Formula: \`${formula}\``,
    `- 基数 Base: ${base.zh} / ${base.en}`,
    ...(rows ? [`- 明细 Rows (\`--rows ${key}\`): ${rows.map(kind => rowWords[kind]).join(', ')}`] : []),
    ...edges.map(({ zh, en }) => `- ${zh} / ${en}`),
    `- 例 Example: ${shown(example.gives)}. ${example.why.zh} / ${example.why.en}`,
  ].join('\n')

/** docs/figures.md: every published figure as it is defined, in the order of the report, and behind them those for the house. */
export const definitionsPage = (): string =>
  `${[
    '# 指标口径 What each published figure means',
    'Written by `npm run figures-page` out of `src/domain/kpi/metrics`; a test holds both together. Each example is a test.',
    'Percentages are rounded half up to two decimals from the integers beside them, seconds and hours half up to integers; 0/0, and a maximum over nothing, is printed as —. A call belongs to the day it arrived, a case to the day it was accepted, a callback task to the day it was made, what is due to the day it is due, a rating to the period in which its case was accepted. Days are those of the city.',
    '百分率由同表整数四舍五入到两位小数，秒与小时四舍五入到整数；0/0 与无对象的最大值印作 —。来电归到达之日，诉求归受理之日，回访任务归生成之日，应办结归到期之日，评价归其诉求受理的时期。日期按本市时区。',
    ...metrics.map(section),
    '# 内部指标 Figures for the house',
    'Not published: what `report.json` has under `dictionary`, out of `src/domain/kpi/dictionary/entries`. Beside them it has there the service level of other seconds (`service_levels`), what became of all arrivals (`loss_tree`; null: the books do not say it of each) how signing came out (`signing`), ratings by source (`ratings_by_source`), and whether it adds up (`checks`).',
    '不公布：见 `report.json` 的 `dictionary`。其中另有各秒数的接通率（`service_levels`）、全部到达的去向（`loss_tree`，空为账上未逐一记明）、签收（`signing`）、各来源的评价（`ratings_by_source`）及核对（`checks`）。',
    ...entries.map(section),
  ].join('\n\n')}\n`
