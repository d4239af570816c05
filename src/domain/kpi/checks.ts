import type { HistoryKind } from '../history/history.ts'
import type { Words } from './metric.ts'
import { staffAtEnd } from './staff-at-end.ts'
import type { Tally } from './tally.ts'

/**
 * One line of the reconciliation: `left` and `right` must be equal, or `left` not more than `right`. `holds` and the sides are null where there is nothing to
 * compare; `gap` = left − right.
 */
export interface Check {
  readonly id: string
  readonly name: Words
  readonly relation: '=' | '<='
  readonly left: number | null
  readonly right: number | null
  readonly gap: number | null
  readonly holds: boolean | null
}

interface Rule {
  readonly id: string
  readonly name: Words
  readonly relation: '=' | '<='
  readonly needs: readonly HistoryKind[]
  /** Null: nothing to compare. */
  readonly sides: (tally: Tally) => readonly [number, number] | null
}

/** A mean and a maximum of times in ms, as seconds; null where there is none. */
const meanAndMost = (ms: number, count: number, most: number | null): readonly [number, number] | null =>
  most === null ? null : [Math.round(ms / count) / 1_000, most / 1_000]

/** What must be so whatever the figures are (DOMAIN.md 1.5). Chances of the first report, such as as many calls as cases, are none of these. */
const rules: readonly Rule[] = [
  {
    id: 'channels',
    name: { zh: '各渠道之和 = 诉求总量', en: 'Channels add up to the cases' },
    relation: '=',
    needs: ['cases'],
    sides: ({ total: { cases } }) => [cases.phone + cases.internet + cases.otherChannel, cases.accepted],
  },
  {
    id: 'paths',
    name: { zh: '在线解答 + 部门工单 = 诉求总量', en: 'Answered online and dispatched add up to the cases' },
    relation: '=',
    needs: ['cases', 'dispatches'],
    sides: ({ total: { cases } }) => [cases.online + cases.dispatched, cases.accepted],
  },
  {
    id: 'paths_as_written',
    name: { zh: '所记办理方式与派单记录不符的诉求 = 0', en: 'No case whose path differs from its dispatches' },
    relation: '=',
    needs: ['cases', 'dispatches'],
    sides: ({ total: { cases } }) => [cases.pathDiffers, 0],
  },
  {
    id: 'classes',
    name: { zh: '咨询类 + 非咨询类 = 诉求总量', en: 'Consultations and others add up to the cases' },
    relation: '=',
    needs: ['cases'],
    sides: ({ total: { cases } }) => [cases.consultation + cases.nonConsultation, cases.accepted],
  },
  {
    id: 'calls',
    name: {
      zh: '来电量 = 接听 + 放弃 + 溢出 + 失败 + 仍在等待',
      en: 'Offered = answered + abandoned + overflowed + failed + still waiting',
    },
    relation: '=',
    needs: ['calls'],
    sides: ({ total: { calls } }) => [
      calls.offered,
      calls.answered + calls.abandoned + calls.overflowed + calls.failed + calls.stillWaiting,
    ],
  },
  {
    id: 'short_abandons',
    name: { zh: '速挂 ≤ 放弃', en: 'Short abandons are abandons' },
    relation: '<=',
    needs: ['calls'],
    sides: ({ total: { calls } }) => [calls.abandonedShort, calls.abandoned],
  },
  {
    id: 'answered_of_offered',
    name: { zh: '接听 ≤ 来电量', en: 'No more were answered than offered' },
    relation: '<=',
    needs: ['calls'],
    sides: ({ total: { calls } }) => [calls.answered, calls.offered],
  },
  {
    id: 'inbound_talk',
    name: { zh: '接听平均通话时长 ≤ 最大（秒）', en: 'Mean talk is not longer than the longest' },
    relation: '<=',
    needs: ['calls'],
    sides: ({ total: { calls } }) => meanAndMost(calls.talkMs, calls.talks, calls.longestTalkMs),
  },
  {
    id: 'visit_talk',
    name: { zh: '回访平均通话时长 ≤ 最大（秒）', en: 'Mean talk of visits is not longer than the longest' },
    relation: '<=',
    needs: ['calls'],
    sides: ({ total: { visits } }) => meanAndMost(visits.talkMs, visits.talks, visits.longestTalkMs),
  },
  {
    id: 'reached_tasks',
    name: { zh: '接通的回访任务 ≤ 回访任务', en: 'Tasks reached are tasks' },
    relation: '<=',
    needs: ['callback_tasks', 'calls'],
    sides: ({ total: { tasks } }) => [tasks.reached, tasks.tasks],
  },
  {
    id: 'rated_tasks',
    name: { zh: '回访得到评价的任务 ≤ 接通的任务', en: 'Tasks rated by callback were reached' },
    relation: '<=',
    needs: ['callback_tasks', 'calls', 'ratings'],
    sides: ({ total: { tasks } }) => [tasks.rated, tasks.reached],
  },
  {
    id: 'satisfied_ratings',
    name: { zh: '满意的评价 ≤ 评价', en: 'Satisfied ratings are ratings' },
    relation: '<=',
    needs: ['cases', 'ratings'],
    sides: ({ total: { cases } }) => [cases.satisfied, cases.rated],
  },
  {
    id: 'epidemic_peak',
    name: { zh: '疫情诉求日均 ≤ 日高峰（同一范围）', en: 'Mean day is not above the peak of the same scope' },
    relation: '<=',
    needs: ['cases'],
    sides: tally => {
      const { epidemic } = tally.total.cases
      const peak = Math.max(...tally.days.map(({ cases }) => cases.epidemic))
      return epidemic === 0 ? null : [Math.round((100 * epidemic) / tally.days.length) / 100, peak]
    },
  },
  {
    id: 'backlog',
    name: { zh: '期初未办结 + 受理 − 办结 = 期末未办结', en: 'Opening backlog + accepted − closed = closing backlog' },
    relation: '=',
    needs: ['cases'],
    sides: ({ backlog, total: { cases } }) => [backlog.opening + cases.accepted - backlog.closed, backlog.closing],
  },
  {
    id: 'staff',
    name: { zh: '各类服务代表之和 = 话务人员总数', en: 'Representatives add up to the seat staff' },
    relation: '=',
    needs: ['staff'],
    sides: tally => [
      ['phone', 'network', 'enterprise', 'convenience'].reduce(
        (sum, wanted) => sum + staffAtEnd(tally, ({ post }) => post === wanted),
        0,
      ),
      staffAtEnd(tally, ({ post }) => post !== 'policy_specialist'),
    ],
  },
]

const checkOf = ({ id, name, relation, needs, sides }: Rule, tally: Tally): Check => {
  const both = needs.every(kind => tally.known.has(kind)) ? sides(tally) : null
  if (both === null) return { id, name, relation, left: null, right: null, gap: null, holds: null }
  const [left, right] = both
  return {
    id,
    name,
    relation,
    left,
    right,
    gap: left - right,
    holds: relation === '=' ? left === right : left <= right,
  }
}

/** The reconciliation of a period, in its fixed order. */
export const checksOf = (tally: Tally): readonly Check[] => rules.map(rule => checkOf(rule, tally))
