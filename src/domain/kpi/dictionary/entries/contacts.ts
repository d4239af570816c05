import { at, call, gaveUp, task, visit } from '../../example-rows.ts'
import { percent } from '../../rate.ts'
import type { Entry } from '../entry.ts'

const number = '+8613800000001'
const days = (count: number): number => at('05-06 10:00') + count * 86_400_000

const repeatCallRate: Entry = {
  key: 'repeat_call_rate',
  name: { zh: '重复来电率', en: 'Repeat-call rate' },
  unit: 'percent',
  needs: ['calls'],
  formula: 'answered calls of whose number another one was answered within 7 days before / answered calls',
  base: {
    zh: '当期到达、由人工接听、号码已知的市民来电',
    en: 'inbound hotline calls of the period from a known number that a person answered',
  },
  edges: [
    {
      zh: '隐藏号码不计；恰好 7 天的算；同一号码的多次来电不分事由。',
      en: 'Withheld numbers are left out; seven days sharp count; of whatever matter they were.',
    },
  ],
  version: 1,
  of: ({ contacts: { repeated, numbered } }) => percent(repeated, numbered),
  example: {
    rows: {
      calls: [
        call({ number, answered: 9 }),
        call({ callId: 'b', number, answered: 9, arrivedAt: days(7) }),
        call({ callId: 'c', number, answered: 9, arrivedAt: days(15) }),
        call({ callId: 'd', answered: 9 }),
        gaveUp(60, { callId: 'e', number, arrivedAt: days(16) }),
      ],
    },
    gives: 33.33,
    why: {
      zh: '三次有号码的接听中，只有第二次在 7 天内重复；放弃的与无号码的不计。',
      en: 'Of three answered ones with a number the second repeats within 7 days; one that was lost and one without a number do not count.',
    },
  },
}

const lostCallReturnRate: Entry = {
  key: 'lost_call_return_rate',
  name: { zh: '漏接回拨率', en: 'Rate of lost calls made good' },
  unit: 'percent',
  needs: ['calls'],
  formula: 'lost calls whose caller was rung back, or called again, and was answered within 24 h / lost calls',
  base: {
    zh: '当期到达、号码已知、放弃或溢出或失败的市民来电',
    en: 'inbound hotline calls of the period from a known number that were abandoned, overflowed or failed',
  },
  edges: [
    {
      zh: '24 小时为本系统的规则；语音信箱不算接通；速挂的也在分母。',
      en: '24 h are a rule of this house; a machine is no answer; short abandons are in the base.',
    },
  ],
  version: 1,
  of: ({ contacts: { returned, lost } }) => percent(returned, lost),
  example: {
    rows: {
      calls: [
        gaveUp(60, { number }),
        visit({ callId: 'b', purpose: 'missed_call_return', number, answered: 8, arrivedAt: days(1) }),
        gaveUp(60, { callId: 'c', number, arrivedAt: days(3) }),
        call({ callId: 'd', number, answered: 9, arrivedAt: days(4) + 1 }),
        gaveUp(60, { callId: 'e', arrivedAt: days(3) }),
      ],
    },
    gives: 50,
    why: {
      zh: '一次恰在 24 小时内回拨接通；一次再来电已过 24 小时；无号码的不计。',
      en: 'One was rung back in 24 h sharp, one called again too late; without a number none counts.',
    },
  },
}

const visitRate: Entry = {
  key: 'visit_rate',
  name: { zh: '回访率', en: 'Visit rate' },
  unit: 'percent',
  needs: ['calls', 'callback_tasks'],
  formula: 'tasks of satisfaction visits that were dialled at least once / tasks of satisfaction visits',
  base: { zh: '当期生成的满意度回访任务', en: 'tasks of satisfaction visits that were made in the period' },
  edges: [{ zh: '归任务生成之日，不论何时拨打。', en: 'Of the day of the task, whenever it was dialled.' }],
  version: 1,
  of: ({ contacts: { attempted, tasks } }) => percent(attempted, tasks),
  example: {
    rows: { callback_tasks: [task('1'), task('2')], calls: [visit({ taskId: '1' }), visit({ callId: 'b' })] },
    gives: 50,
    why: { zh: '不属于任务的拨打不计。', en: 'A dial that belongs to no task does not count.' },
  },
}

const attemptConnectRate: Entry = {
  key: 'attempt_connect_rate',
  name: { zh: '回访拨打接通率（按次）', en: 'Connect rate by attempts' },
  unit: 'percent',
  needs: ['calls'],
  formula: 'dials of satisfaction visits that a person answered / dials of satisfaction visits',
  base: { zh: '当期拨打、已结束的满意度回访', en: 'dials of satisfaction visits of the period that are over' },
  edges: [
    {
      zh: '公布的回访接通率按任务计，此处按次数计；语音助手或信箱不算接通（导入的拨打分不出）。',
      en: 'The published rate is by tasks, this one by dials; a machine is no answer (files of a past cannot tell).',
    },
  ],
  version: 1,
  of: ({ contacts: { answeredDials, dials } }) => percent(answeredDials, dials),
  example: {
    rows: {
      calls: [
        visit({ endCause: 'no_answer', ended: 30 }),
        visit({ callId: 'b', answered: 8, ended: 60 }),
        visit({ callId: 'c', purpose: 'missed_call_return', answered: 8 }),
      ],
    },
    gives: 50,
    why: { zh: '其他用途的拨打不计。', en: 'Dials of other purposes do not count.' },
  },
}

/** How often citizens called again, were rung back, and were reached. */
export const contacts: readonly Entry[] = [repeatCallRate, lostCallReturnRate, visitRate, attemptConnectRate]
