import { aCase, at, dispatch, rating } from '../../example-rows.ts'
import { hours, percent } from '../../rate.ts'
import type { Entry } from '../entry.ts'
import { nearestRank } from '../nearest-rank.ts'

const handlingInOfficeHours: Entry = {
  key: 'handling_mean_office_h',
  name: { zh: '平均办理时长（工作小时）', en: 'Mean handling in office hours' },
  unit: 'hour',
  needs: ['cases', 'dispatches'],
  formula: 'sum(office hours between first dispatch and completion) / cases',
  base: {
    zh: '首次派单与办结都在当期的诉求',
    en: 'cases whose first dispatch and whose completion lie in the period',
  },
  edges: [
    {
      zh: '按单位的工作日历与办公时间；办结取未退回交办中最晚的答复；跨入未加载日历的年度即为空。',
      en: 'By the calendar and the office hours of the house; the completion is the latest reply that was not returned; empty where one of them lies in a year whose calendar is not loaded.',
    },
  ],
  version: 1,
  of: ({ cases: { handling } }) => handling && hours(handling.officeMs, handling.cases),
  example: {
    rows: {
      cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3' })],
      dispatches: [
        dispatch('1', { dispatchedAt: at('04-30 16:30'), repliedAt: at('05-09 16:30') }),
        dispatch('2', { dispatchedAt: at('05-06 09:00'), repliedAt: at('05-06 11:00') }),
        dispatch('3', { repliedAt: null }),
      ],
    },
    gives: 20,
    why: {
      zh: '一件 38 小时：四月三十日 1.5，五月六日至八日各 9.5，九日（周六调休上班）8；一件 2 小时；未办结的不计。',
      en: 'One of 38 hours: 1.5 on 30 April, 9.5 each on 6 to 8 May, 8 on the 9th, a Saturday that works; one of 2; an open one does not count.',
    },
  },
}

const redoRate: Entry = {
  key: 'redo_rate',
  name: { zh: '重办率', en: 'Redo rate' },
  unit: 'percent',
  needs: ['cases', 'dispatches'],
  formula: 'closed dispatched cases that were in the hands of units in several rounds / closed dispatched cases',
  base: { zh: '当期办结、曾派单的诉求', en: 'cases closed in the period that a unit was given' },
  edges: [
    {
      zh: '退回的交办不算轮次；因新情况重开再派的也算。',
      en: 'A round whose dispatches were all returned is none; a case that was reopened for new facts and given again counts too.',
    },
  ],
  version: 1,
  of: ({ cases: { redone, closedDispatched } }) => percent(redone, closedDispatched),
  example: {
    rows: {
      cases: [
        aCase({ closedAt: at('05-20') }),
        aCase({ caseNo: '2', closedAt: at('05-20') }),
        aCase({ caseNo: '3' }),
        aCase({ caseNo: '4', closedAt: at('05-20') }),
      ],
      dispatches: [
        dispatch('1'),
        dispatch('1', { round: 2 }),
        dispatch('2', { returned: true }),
        dispatch('2', { round: 2 }),
        dispatch('3'),
        dispatch('3', { round: 2 }),
      ],
    },
    gives: 50,
    why: {
      zh: '未办结的、未派单的不计；退回的一轮不算。',
      en: 'Neither an open case nor one that nobody was given counts; a returned round is none.',
    },
  },
}

const closingRate: Entry = {
  key: 'closing_rate',
  name: { zh: '办结率', en: 'Closing rate' },
  unit: 'percent',
  needs: ['cases', 'dispatches'],
  formula: 'closed dispatched cases / (those + open cases whose time to reply was over at the end)',
  base: {
    zh: '当期办结、曾派单的诉求，与期末已到期而未办结的诉求',
    en: 'dispatched cases that were closed in the period, and those that were due and open at its end',
  },
  edges: [
    {
      zh: '从不以受理量为分母；期限取未退回交办中最晚的一个。',
      en: 'Never of what was accepted; due is the latest limit of what was not returned.',
    },
  ],
  version: 1,
  of: ({ cases: { closedDispatched, openOverdue } }) => percent(closedDispatched, closedDispatched + openOverdue),
  example: {
    rows: {
      cases: [
        aCase({ closedAt: at('05-20') }),
        aCase({ caseNo: '2' }),
        aCase({ caseNo: '3' }),
        aCase({ caseNo: '4', closedAt: at('05-20') }),
      ],
      dispatches: [
        dispatch('1', { dueAt: at('05-11 18:00') }),
        dispatch('2', { dueAt: at('05-11 18:00') }),
        dispatch('3', { dueAt: at('05-11 18:00') }),
        dispatch('3', { round: 2, dueAt: at('01-01 18:00', 2021) }),
      ],
    },
    gives: 50,
    why: {
      zh: '一件办结，一件到期未办结；重办未到期的、在线解答的不计。',
      en: 'One was closed, one was due and open; neither one whose second round is not due yet nor one answered online counts.',
    },
  },
}

const openCases: Entry = {
  key: 'open_cases',
  name: { zh: '期末未办结', en: 'Cases open at the end' },
  unit: 'case',
  needs: ['cases'],
  formula: 'count(cases accepted before the end of the period and not closed before it)',
  base: {
    zh: '期末未办结的诉求，不论何时受理',
    en: 'cases open at the end of the period, whenever they were accepted',
  },
  edges: [],
  version: 1,
  of: ({ cases: { ages } }) => ages.length,
  example: {
    rows: {
      cases: [
        aCase({ acceptedAt: at('12-31 23:00', 2019) }),
        aCase({ caseNo: '2', closedAt: at('01-01 00:00', 2021) }),
        aCase({ caseNo: '3', closedAt: at('12-31 23:59') }),
      ],
    },
    gives: 2,
    why: {
      zh: '次年元旦零点整办结的期末仍未办结。',
      en: 'One closed at midnight of the next year was open at the end.',
    },
  },
}

const ageRows = {
  cases: [1, 2, 3, 4].map(days => aCase({ caseNo: String(days), acceptedAt: at('01-01', 2021) - days * 86_400_000 })),
}

const ageOf = (percentile: number, gives: number): Entry => ({
  ...openCases,
  key: percentile === 100 ? 'open_age_max_h' : percentile === 50 ? 'open_age_median_h' : `open_age_p${percentile}_h`,
  name:
    percentile === 100
      ? { zh: '未办结诉求最长时长', en: 'Age of the oldest open case' }
      : percentile === 50
        ? { zh: '未办结诉求时长中位数', en: 'Median age of open cases' }
        : { zh: `未办结诉求时长第${percentile}百分位`, en: `${percentile}th percentile of the age of open cases` },
  unit: 'hour',
  formula: percentile === 100 ? 'max(end - accepted_at)' : `nearest_rank(end - accepted_at, ${percentile} %)`,
  edges: [
    {
      zh: '日历小时；时期未结束时算到出报告的时刻；最近秩法。',
      en: 'Hours of the clock; of a period that is not over up to when the report is made; nearest rank.',
    },
  ],
  of: ({ cases: { ages } }) => {
    const age = nearestRank(ages, percentile)
    return age === null ? null : hours(age, 1)
  },
  example: { rows: ageRows, gives, why: { zh: '受理已 1 至 4 天的各一件。', en: 'One each of 1 to 4 days.' } },
})

const resolvedRate: Entry = {
  key: 'resolved_rate',
  name: { zh: '问题实际解决率', en: 'Rate of what was really resolved' },
  unit: 'percent',
  needs: ['cases', 'ratings'],
  formula: 'counting ratings that say resolved / counting ratings that answer the question',
  base: {
    zh: '当期受理的诉求中，计入的评价（不论来源，按键除外）回答了是否解决的',
    en: 'cases accepted in the period whose counting rating (of any source but the keypad) answers whether it was resolved',
  },
  edges: [{ zh: '与满意率是两个问题；没有回答的不计。', en: 'Another question than satisfaction; no answer is none.' }],
  version: 1,
  of: ({ cases: { resolved, askedWhetherResolved } }) => percent(resolved, askedWhetherResolved),
  example: {
    rows: {
      cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3' })],
      ratings: [
        rating('1', { resolved: false }),
        rating('2', { ratingId: '2', source: 'sms', score: 'dissatisfied', resolved: true }),
        rating('3', { ratingId: '3' }),
      ],
    },
    gives: 50,
    why: { zh: '满意而未解决的、未答的各一件。', en: 'One is satisfied and not resolved, one did not answer.' },
  },
}

const participation: Entry = {
  key: 'participation_rate',
  name: { zh: '参评率（占已派单）', en: 'Share of dispatched cases with a rating' },
  unit: 'percent',
  needs: ['cases', 'dispatches', 'ratings'],
  formula: 'dispatched cases with a counting rating / dispatched cases',
  base: { zh: '当期受理、曾派单的诉求', en: 'cases accepted in the period that a unit was given' },
  edges: [
    { zh: '不回答不是评价；按键评价的是座席，不计。', en: 'Silence is no rating, and by keypad the agent is rated.' },
  ],
  version: 1,
  of: ({ tally, cases: { ratedDispatched } }) => percent(ratedDispatched, tally.total.cases.dispatched),
  example: {
    rows: {
      cases: [aCase(), aCase({ caseNo: '2' }), aCase({ caseNo: '3' })],
      dispatches: [dispatch('1'), dispatch('2')],
      ratings: [rating('1'), rating('2', { ratingId: '2', source: 'keypad' }), rating('3', { ratingId: '3' })],
    },
    gives: 50,
    why: { zh: '按键的、在线解答的都不计。', en: 'Neither one by keypad counts nor that of a case answered online.' },
  },
}

/** Cases (DOMAIN.md 2.3). */
export const caseEntries: readonly Entry[] = [
  handlingInOfficeHours,
  redoRate,
  closingRate,
  openCases,
  ageOf(50, 48),
  ageOf(90, 96),
  ageOf(100, 96),
  resolvedRate,
  participation,
]
