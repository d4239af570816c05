import { dateOf } from '../../calendar/day.ts'
import { caseClasses } from '../../cases/case.ts'
import { classWords } from '../../cases/notice-words.ts'
import type { TopicTally } from '../breakdown/topic-tally.ts'
import { figureOf, type Metric } from '../metric.ts'
import { monthsOf } from '../period.ts'
import { sum } from '../sum.ts'
import type { Tally } from '../tally.ts'
import type { Chart, ChartPoint } from './document.ts'
import { dash, daysWords, numberWords } from './words.ts'

const plain = (label: string, value: number): ChartPoint => ({ label, value, text: String(value), figure: null })

/** More days than this are shown by month: a column for each could not be read. */
const mostDays = 31

/** A chart of calls that were answered, by month or, where the period is no longer than one, by day; nothing for a single day or where no call is known. */
export const answeredChart = ({ period, days, known }: Tally): readonly Chart[] => {
  const count = days.length
  if (!known.has('calls') || count < 2) return []
  const byDay = count <= mostDays
  const points = byDay
    ? days.map(({ calls }, index) =>
        plain(
          dateOf(period.firstDay + index)
            .slice(8)
            .replace(/^0/, ''),
          calls.answered,
        ),
      )
    : monthsOf(period).map(indexes => {
        const month = dateOf(period.firstDay + (indexes[0] ?? 0))
        const isOneYear = dateOf(period.firstDay).slice(0, 4) === dateOf(period.lastDay).slice(0, 4)
        const label = isOneYear ? `${Number(month.slice(5, 7))}月` : month.slice(2, 7)
        return plain(
          label,
          sum(indexes, index => days[index]?.calls.answered),
        )
      })
  return [
    {
      kind: 'chart',
      form: 'columns',
      caption: byDay ? '每日接听话务量' : '每月接听话务量',
      asOf: daysWords(period),
      unit: '次',
      points,
      most: null,
      inTable: false,
    },
  ]
}

/** Bars of figures of one unit, those that are known; nothing where fewer than two are. `most`: where their axis ends. */
const barsOf = (
  tally: Tally,
  caption: string,
  unit: string,
  most: number | null,
  bars: readonly (readonly [label: string, metric: Metric])[],
): readonly Chart[] => {
  const points = bars.map(([label, metric]): ChartPoint => {
    const value = figureOf(metric, tally)
    return {
      label,
      value: typeof value === 'number' ? value : null,
      text: numberWords(value, metric.unit),
      figure: metric.key,
    }
  })
  if (points.filter(({ value }) => value !== null).length < 2) return []
  return [{ kind: 'chart', form: 'bars', caption, asOf: daysWords(tally.period), unit, points, most, inTable: true }]
}

/** Cases by the channel they came by. */
export const channelChart = (tally: Tally, metricOf: (key: string) => Metric): readonly Chart[] =>
  barsOf(tally, '诉求来源', '件', null, [
    ['电话端', metricOf('cases_by_phone')],
    ['互联网端', metricOf('cases_by_internet')],
    ['其他渠道', metricOf('cases_by_other')],
  ])

/** How content people are, and how much of it came in time; all of a hundred. */
export const satisfactionChart = (tally: Tally, metricOf: (key: string) => Metric): readonly Chart[] =>
  barsOf(tally, '回访与办理', '%', 100, [
    ['回访接通率', metricOf('callback_connect_rate')],
    ['群众满意率', metricOf('public_satisfaction_rate')],
    ['统计满意率', metricOf('statistical_satisfaction_rate')],
    ['按时办结率', metricOf('on_time_rate')],
  ])

/** Cases by class; those of none stand apart. Nothing where there is no case. */
export const classChart = ({ period, cases, classes }: TopicTally): readonly Chart[] => {
  if (cases === 0) return []
  const unknown = classes.get(null) ?? 0
  return [
    {
      kind: 'chart',
      form: 'bars',
      caption: '诉求类别',
      asOf: daysWords(period),
      unit: '件',
      points: [
        ...caseClasses.map(kind => plain(classWords[kind], classes.get(kind) ?? 0)),
        ...(unknown === 0 ? [] : [plain(`未分类（${dash}）`, unknown)]),
      ],
      most: null,
      inTable: false,
    },
  ]
}
