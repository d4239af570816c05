import { caseNumberOf } from '../../../src/domain/cases/case-number.ts'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import type { Actor } from '../../../src/domain/cases/role.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { at, GivenCase, people, wishes } from '../../domain/cases/given-case.ts'

/** An instant by the city’s clock, who, and what is done. */
export type Step = readonly [string, Actor, CaseCommand]

const { clerk, dispatcher, reviewer, supervisor, unitLeader, visitor } = people

/** Number of the case of March with this running number. */
export const caseOf = (running: number): string => caseNumberOf({ localDay: 20260302, running })

const when = (text: string): number => {
  const [date = '', time = ''] = text.split(' ')
  return at(date, time)
}

/** The facts of a case that water has, from its dispatch on. */
export const life = (running: number, dispatched: string, ...steps: readonly Step[]): readonly Fact[] => {
  const given = new GivenCase({}, when(dispatched))
  given.do(reviewer, wishes.pass).do(dispatcher, wishes.toWater)
  for (const [instant, by, wish] of steps) given.goTo(when(instant)).do(by, wish)
  const own = { caseNo: caseOf(running), requestId: `r${running}`, callId: `c${running}` }
  return given.facts.map(fact => ({
    ...fact,
    ...('caseNo' in fact && { caseNo: own.caseNo }),
    ...('requestId' in fact && { requestId: own.requestId, running }),
    ...('callId' in fact && { callId: own.callId }),
  })) as Fact[]
}

/** The clerk of water signs. */
export const sign = (instant: string): Step => [instant, clerk, wishes.sign]
const contact = (instant: string): Step => [instant, clerk, wishes.contact]
const nobody = (instant: string): Step => [
  instant,
  clerk,
  { event: 'log_contact', contact: 'not_reached', note: '无人接听' },
]
const reply = (instant: string): Step => [instant, clerk, wishes.reply]
const passed = (instant: string): readonly Step[] => [
  [instant, reviewer, wishes.review],
  [instant, reviewer, wishes.accept],
]
const rated = (instant: string, how: 'satisfied' | 'dissatisfied'): Step => [instant, visitor, wishes[how]]

/** March 2026 of water and housing, small enough to be counted by hand: what each case adds stands beside it. */
export const givenMonth = (): readonly Fact[] => [
  // all in time, satisfied
  ...life(
    1,
    '2026-03-02 10:00',
    sign('2026-03-02 11:00'),
    contact('2026-03-03 23:59'),
    reply('2026-03-05 10:00'),
    ...passed('2026-03-05 11:00'),
    rated('2026-03-06 10:00', 'satisfied'),
  ),
  // never signed, never replied
  ...life(2, '2026-03-02 10:00'),
  // contact and reply at 24:00 sharp are late; one reply bounced; dissatisfied, and that was excluded
  ...life(
    3,
    '2026-03-02 10:00',
    sign('2026-03-02 11:00'),
    contact('2026-03-04 00:00'),
    reply('2026-03-09 15:00'),
    ['2026-03-09 15:30', reviewer, wishes.review],
    ['2026-03-09 16:00', reviewer, wishes.bounce],
    reply('2026-03-10 00:00'),
    ...passed('2026-03-10 09:00'),
    rated('2026-03-11 10:00', 'dissatisfied'),
    ['2026-03-11 15:00', reviewer, wishes.exclude],
    ['2026-03-11 16:00', supervisor, wishes.confirm],
  ),
  // given back in time, then housing's, which does nothing
  ...life(
    4,
    '2026-03-02 10:00',
    ['2026-03-03 09:00', clerk, wishes.giveBack],
    ['2026-03-03 10:00', dispatcher, wishes.grant],
    ['2026-03-03 10:30', dispatcher, wishes.toHousing],
  ),
  // extended in time to the 16th and replied on it
  ...life(
    5,
    '2026-03-02 10:00',
    sign('2026-03-02 11:00'),
    nobody('2026-03-02 12:00'),
    [
      '2026-03-04 10:00',
      unitLeader,
      { event: 'ask_extension', reason: '需要开挖', until: '2026-03-16', citizenTold: true },
    ],
    ['2026-03-04 11:00', dispatcher, { event: 'grant_extension', note: '' }],
    reply('2026-03-16 23:59'),
    ...passed('2026-03-17 09:00'),
  ),
  // due in April, but its sign limit is one of March
  ...life(6, '2026-03-27 10:00', sign('2026-03-28 10:00')),
  // redone once, and satisfied then: of its two ratings the latest counts
  ...life(
    7,
    '2026-03-02 10:00',
    sign('2026-03-02 11:00'),
    contact('2026-03-02 12:00'),
    reply('2026-03-04 10:00'),
    ...passed('2026-03-04 11:00'),
    rated('2026-03-05 10:00', 'dissatisfied'),
    ['2026-03-06 10:00', supervisor, wishes.redo],
    sign('2026-03-06 11:00'),
    nobody('2026-03-06 12:00'),
    reply('2026-03-10 10:00'),
    ...passed('2026-03-10 11:00'),
    rated('2026-03-11 10:00', 'satisfied'),
  ),
]

const count = (counted: number, base: number) => ({ counted, base })

/** What the month comes to, by hand. */
export const ofWater = {
  signed_in_time: count(6, 7),
  handled_in_time: count(4, 6),
  contacted_in_time: count(2, 6),
  satisfaction_raw: count(2, 3),
  satisfaction_adjusted: count(2, 2),
  resolved: count(2, 3),
  returns_asked: count(1, 7),
  returns_granted: count(1, 7),
  redone: count(1, 5),
  replies_bounced: count(1, 6),
}
export const ofHousing = {
  signed_in_time: count(0, 1),
  handled_in_time: count(0, 1),
  contacted_in_time: count(0, 1),
  satisfaction_raw: count(0, 0),
  satisfaction_adjusted: count(0, 0),
  resolved: count(0, 0),
  returns_asked: count(0, 1),
  returns_granted: count(0, 1),
  redone: count(0, 0),
  replies_bounced: count(0, 0),
}
