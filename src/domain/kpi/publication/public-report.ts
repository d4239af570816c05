import type { Limit } from '../../calendar/limit.ts'
import type { Breakdown } from '../breakdown/breakdown.ts'
import { definitionsVersion, metrics } from '../catalogue.ts'
import { checksOf } from '../checks.ts'
import { type FigureValue, figureOf, type Metric } from '../metric.ts'
import { asOf } from '../period.ts'
import type { Tally } from '../tally.ts'
import { answeredChart, channelChart, classChart, satisfactionChart } from './charts.ts'
import { comparison } from './comparison.ts'
import type { Block, Cell, Part, Publication, Table } from './document.ts'
import { differenceOf, notesOf, type PrintedValues } from './notes.ts'
import { topicsPart } from './topics-part.ts'
import { unitsPart } from './units-part.ts'
import { dash, dateWords, daysWords, limitsWords, numberWords, periodWords, unitWords } from './words.ts'

/** What a report needs beside its figures. */
export interface PublicationOptions {
  /** As it stands in the title: 海门, 南通市. */
  readonly city: string
  /** How long a unit has for a case, as the house's table of limits says at the end of the period: each limit that holds for one of the classes. */
  readonly deadlines: { readonly consultation: readonly Limit[]; readonly nonConsultation: readonly Limit[] }
  /** By unit and topic; null: not told. */
  readonly breakdown: Breakdown | null
  /** Counts of units and topics below it and above 0 are hidden; 0: none are, for a report that stays in the house. */
  readonly threshold: number
  readonly printed: PrintedValues
  /** The same stretch a year before, where there is anything of it. */
  readonly before: Tally | null
}

/** What is compared with the year before. */
const compared = [
  ...['cases_total', 'cases_answered_online', 'cases_dispatched', 'online_answer_rate_printed'],
  ...['inbound_calls_answered', 'inbound_answer_rate', 'inbound_avg_wait_s', 'inbound_avg_talk_s'],
  ...['callback_calls', 'callback_connect_rate', 'on_time_rate', 'public_satisfaction_rate'],
] as const

const byKey = new Map(metrics.map(metric => [metric.key, metric]))

const metricOf = (key: string): Metric => {
  const metric = byKey.get(key)
  if (!metric) throw new Error(`there is no figure ${key}`)
  return metric
}

/** A cell is the key of a figure, or plain words behind `=`. */
const isFigure = (content: string): boolean => !content.startsWith('=')

/** Writes figures of one tally. */
const createWriter = (tally: Tally) => {
  const figure = (key: string): FigureValue | undefined => figureOf(metricOf(key), tally)
  const isKnown = (key: string): boolean => typeof figure(key) === 'number'

  /** A sentence of a template: `{key}` is a figure with its unit. Null where one of them is not known, or 0 where it must not be. */
  const sentence = (template: string): readonly Part[] | null => {
    const parts: Part[] = []
    let at = 0
    for (const found of template.matchAll(/\{(\w+)\}/g)) {
      const key = found[1] ?? ''
      if (!isKnown(key)) return null
      const { unit } = metricOf(key)
      const text = `${numberWords(figure(key), unit)}${unit === 'percent' ? '' : unitWords[unit]}`
      parts.push(template.slice(at, found.index), { figure: key, text })
      at = found.index + found[0].length
    }
    return [...parts, template.slice(at)].filter(part => part !== '')
  }

  /** A table; the rule of each of its figures stands beneath. */
  const table = (
    caption: string,
    covered: string,
    columns: readonly string[],
    rows: readonly (readonly [head: string, ...cells: readonly string[]])[],
    also: readonly string[] = [],
  ): Table => {
    const named = rows.flatMap(([, ...cells]) => cells.filter(isFigure).map(metricOf))
    const notes = notesOf(named, tally)
    const cellOf = (content: string): Cell => {
      if (!isFigure(content)) return { text: content.slice(1), figure: null, notes: [] }
      const metric = metricOf(content)
      const text = numberWords(figure(content), metric.unit)
      return { text, figure: content, notes: [notes.numberOf(metric)] }
    }
    return {
      kind: 'table',
      caption,
      asOf: covered,
      columns,
      rows: rows.map(([head, ...cells]) => ({ head, cells: cells.map(cellOf) })),
      notes: [...notes.texts, ...also],
    }
  }
  return { figure, sentence, table }
}

const ordinals = [...'一二三四五六七八九十']

/** Figures of a year that the prose says roundly: more than 34 000 as 超3.4万. */
const overThousands = (value: number): string => `${Math.floor(value / 1_000) / 10}万`

/**
 * The public report of a period in the form of a district's yearly publication: prose drafted from the figures, its tables with the rule of each figure beneath, and the
 * reconciliation. A sentence whose figures are not known is left out; nothing is filled in.
 */
export const publicReport = (
  tally: Tally,
  { city, deadlines, breakdown, threshold, printed, before }: PublicationOptions,
): Publication => {
  const { period, regulations } = tally
  const write = createWriter(tally)
  const when = periodWords(period).replace(/度$/, '')
  const platform = `${city}12345在线平台`
  const days = daysWords(period)
  const staffDay = `截至${dateWords(asOf(period))}`
  const paragraph = (...templates: readonly string[]): readonly Block[] => {
    const parts = templates.flatMap(template => write.sentence(template) ?? [])
    return parts.length === 0 ? [] : [{ kind: 'paragraph', parts }]
  }
  const heading = (level: 1 | 2, text: string): Block => ({ kind: 'heading', level, text })
  const parts = (sections: readonly (readonly [title: string, blocks: readonly Block[]])[]): readonly Block[] =>
    sections
      .filter(([, blocks]) => blocks.length > 0)
      .flatMap(([title, blocks], index) => [heading(2, `（${ordinals[index] ?? index + 1}）${title}`), ...blocks])
  const differences = metrics.flatMap(metric => differenceOf(metric, tally, printed) ?? [])
  const epidemic = write.figure('epidemic_cases_min')
  const ofUnits = breakdown?.units
    ? unitsPart({ period, units: breakdown.units, names: breakdown.names.units, threshold })
    : []
  const ofTopics = breakdown?.topics
    ? topicsPart({ topics: breakdown.topics, names: breakdown.names.topics, threshold })
    : []

  return {
    title: `${platform}${periodWords(period)}工作情况发布`,
    blocks: [
      heading(1, '一、总体情况'),
      heading(2, '（一）公众诉求办理'),
      ...paragraph(
        `${when}，${platform}共受理企业群众诉求{cases_total}，其中电话端{cases_by_phone}、互联网端{cases_by_internet}、其他渠道{cases_by_other}。`,
        '在线解答{cases_answered_online}，在线解答率{online_answer_rate_printed}；交成员单位办理{cases_dispatched}，成员单位承办率{dispatch_rate_printed}。',
        '热线接听市民来电{inbound_calls_answered}，接通率{inbound_answer_rate}。',
        '热线主动回访征集评价{ratings_collected}，公众有效参评满意率{effective_participating_satisfaction}。',
      ),
      ...(typeof epidemic === 'number' && epidemic >= 1_000
        ? [
            {
              kind: 'paragraph',
              parts: [
                '其中疫情诉求超',
                { figure: 'epidemic_cases_min', text: `${overThousands(epidemic)}件` },
                ...(write.sentence('，疫情诉求单日最多{peak_daily_cases_printed}。') ?? ['。']),
              ],
            } satisfies Block,
          ]
        : []),
      heading(2, '（二）平台基础支撑'),
      ...paragraph(
        '平台有热线服务代表{service_reps_total}，其中话务服务代表{reps_phone}、网络服务代表{reps_network}、企业服务代表{reps_enterprise}、便民服务代表{reps_convenience}。',
      ),
      heading(1, '二、主要数据'),
      ...parts([
        [
          '话务座席',
          [
            write.table(
              '话务座席',
              staffDay,
              ['话务人员总数（人）', '接诉人员数量（人）', '政策专员数量（人）'],
              [['数量', 'seat_staff_total', 'call_taking_staff', 'policy_specialists']],
            ),
          ],
        ],
        [
          '话务与诉求',
          [
            write.table(
              '1. 话务服务',
              days,
              ['话务量（次）', '接通率', '平均等待时长（秒）', '平均通话时长（秒）', '最大通话时长（秒）'],
              [
                [
                  '接听',
                  'inbound_calls_answered',
                  'inbound_answer_rate',
                  'inbound_avg_wait_s',
                  'inbound_avg_talk_s',
                  'inbound_max_talk_s',
                ],
                [
                  '回访',
                  'callback_calls',
                  'callback_connect_rate',
                  'callback_avg_wait_s',
                  'callback_avg_talk_s',
                  'callback_max_talk_s',
                ],
                ['合计', 'call_volume_total', `=${dash}`, `=${dash}`, `=${dash}`, `=${dash}`],
              ],
              ['回访话务量为任务数，接听话务量为次数，两者基数不同；合计仅为两数之和，比率与时长不合计。'],
            ),
            ...answeredChart(tally),
            write.table(
              '2. 诉求办理',
              days,
              ['诉求总量', '电话端', '互联网端', '其他渠道', '在线解答', '部门工单办理'],
              [
                [
                  '数量（件）',
                  'cases_total',
                  'cases_by_phone',
                  'cases_by_internet',
                  'cases_by_other',
                  'cases_answered_online',
                  'cases_dispatched',
                ],
              ],
            ),
            ...channelChart(tally, metricOf),
            write.table(
              '3. 接听服务水平',
              days,
              ['人工来电量（次）', '放弃量（次）', '其中速挂（次）', '15秒接通率', '20秒接通率', '30秒接通率'],
              [['接听', 'offered', 'abandoned', 'abandoned_short_5s', 'sl_15', 'sl_20', 'sl_30']],
            ),
          ],
        ],
        [
          '政府部门服务效能',
          [
            write.table(
              '1. 诉求类别与办理时长',
              days,
              ['诉求数量（件）', '办理时限（工作日）', '平均办理时长（小时）'],
              [
                [
                  '咨询类',
                  'cases_consultation',
                  `=${limitsWords(deadlines.consultation)}`,
                  'avg_handle_consultation_h',
                ],
                [
                  '非咨询类',
                  'cases_non_consultation',
                  `=${limitsWords(deadlines.nonConsultation)}`,
                  'avg_handle_non_consultation_h',
                ],
              ],
              ['诉求数量含在线解答的诉求；平均办理时长只计交办的诉求，为自然小时；办理时限为期末有效的一般时限。'],
            ),
            ...(breakdown?.topics ? classChart(breakdown.topics.now) : []),
            write.table(
              '2. 回访评价',
              days,
              ['热线主动回访征集评价（件）', '群众满意率', '统计满意率', '按时办结率'],
              [
                [
                  '回访',
                  'ratings_collected',
                  'public_satisfaction_rate',
                  'statistical_satisfaction_rate',
                  'on_time_rate',
                ],
              ],
            ),
            ...satisfactionChart(tally, metricOf),
          ],
        ],
        ['承办单位', ofUnits],
        ['热点诉求', ofTopics],
        [
          '制度规范建设',
          [
            ...paragraph('制度规范共{regulations_count}。'),
            ...(regulations.length > 0 ? [{ kind: 'list', items: regulations } satisfies Block] : []),
          ],
        ],
        [
          '与上年同期比较',
          before === null || before.known.size === 0 ? [] : [comparison(compared.map(metricOf), tally, before)],
        ],
      ]),
      heading(1, '三、数据核对'),
      reconciliation(tally),
      ...(differences.length > 0
        ? [heading(1, '四、与原件的差异'), { kind: 'list', items: differences } satisfies Block]
        : []),
    ],
    marks: [
      ...(threshold === 0 && breakdown !== null ? ['内部使用：分单位、分主题的小数目未隐去，不得公开。'] : []),
      `统计期：${days}（起止均含，本市时区）。`,
      `指标口径第${definitionsVersion}版。百分率由同表整数四舍五入到两位小数，秒与小时四舍五入到整数；“${dash}”表示无可计算的数据。`,
    ],
  }
}

/** Every check with both sides; where one does not hold, its gap. */
const reconciliation = (tally: Tally): Table => {
  const plain = (text: string): Cell => ({ text, figure: null, notes: [] })
  const side = (value: number | null): string => (value === null ? dash : String(value))
  return {
    kind: 'table',
    caption: '核对表',
    asOf: daysWords(tally.period),
    columns: ['左边', '关系', '右边', '差额', '结果'],
    rows: checksOf(tally).map(({ name, relation, left, right, gap, holds }) => ({
      head: name.zh,
      cells: [
        plain(side(left)),
        plain(relation === '=' ? '＝' : '≤'),
        plain(side(right)),
        plain(holds === false ? side(gap) : ''),
        plain(holds === null ? dash : holds ? '相符' : '不符'),
      ],
    })),
    notes: [],
  }
}
