import { defaultCounting } from '../../../src/domain/calendar/counting.ts'
import { defaultLimits } from '../../../src/domain/calendar/limit-table.ts'
import { makeCalendar } from '../../../src/domain/calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../../src/domain/calendar/notices/notices.ts'
import type { CaseForm } from '../../../src/domain/cases/case.ts'
import type { CaseFactBody } from '../../../src/domain/cases/case-facts.ts'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import { countedClocks } from '../../../src/domain/cases/life/counted-clocks.ts'
import { decideCase } from '../../../src/domain/cases/life/decide.ts'
import { afterFact, type CaseFile } from '../../../src/domain/cases/life/file.ts'
import { type CompleteForm, registrationFacts } from '../../../src/domain/cases/life/register.ts'
import type { CaseContext } from '../../../src/domain/cases/life/turn.ts'
import { type Actor, citizenActor, type Role, systemActor } from '../../../src/domain/cases/role.ts'
import type { Unit } from '../../../src/domain/cases/unit.ts'
import type { Fact } from '../../../src/domain/fact.ts'

const zone = 'Asia/Shanghai'

/** An instant by the city's clock: `at('2026-03-02', '10:00')`. */
export const at = (date: string, time = '10:00'): number => Date.parse(`${date}T${time}:00+08:00`)

const unit = (id: string, tier: 1 | 2, parent: string | null, signsOff = false, active = true): Unit => ({
  id,
  name: { zh: id, en: id },
  tier,
  parent,
  signsOff,
  mobile: '',
  email: '',
  active,
})

/** Water and housing (whose leader signs off), two offices below water, and one that was removed. */
export const units: ReadonlyMap<string, Unit> = new Map(
  [
    unit('water', 1, null),
    unit('housing', 1, null, true),
    unit('water-east', 2, 'water'),
    unit('housing-north', 2, 'housing'),
    unit('gone', 1, null, false, false),
  ].map(each => [each.id, each]),
)

const made = makeCalendar(stateCouncilNotices)
if (made.kind !== 'calendar') throw new Error('the notices make no calendar')

export const clocks = countedClocks({
  limits: defaultLimits,
  calendar: made.calendar,
  counting: defaultCounting,
  topicsAbove: topic => [topic],
})

export const caseContext = (now: number): CaseContext => ({
  now,
  clocks,
  units,
  dayOf: instant =>
    Number(
      Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(zone)
        .toPlainDate()
        .toString()
        .replaceAll('-', ''),
    ),
  ratingWindowMs: 7 * 86_400_000,
})

/** The agent who takes a call. */
export const taker = (agentId: string): Actor => ({
  kind: 'user',
  name: agentId,
  roles: ['agent'],
  unit: null,
  agentId,
})

/** Somebody of the hotline with a role, or somebody of a unit. */
export const who = (role: Role, unitId: string | null = null): Actor => ({
  kind: 'user',
  name: unitId === null ? role : `${role}@${unitId}`,
  roles: [role],
  unit: unitId,
  agentId: null,
})

export const people = {
  agent: taker('1001'),
  otherAgent: taker('1002'),
  leader: who('shift_leader'),
  reviewer: who('reviewer'),
  dispatcher: who('dispatcher'),
  supervisor: who('supervisor'),
  otherSupervisor: { ...who('supervisor'), name: 'supervisor-2' },
  visitor: who('callback_agent'),
  clerk: who('unit_clerk', 'water'),
  unitLeader: who('unit_leader', 'water'),
  handler: who('unit_handler', 'water-east'),
  otherClerk: who('unit_clerk', 'housing'),
  citizen: citizenActor,
  system: systemActor,
} as const

export const form: CaseForm = {
  class: 'help',
  title: '',
  text: '解放路停水两天',
  place: '解放路 88 号',
  requesterName: '王建国',
  contact: 'phone',
  urgent: false,
  confidential: null,
  anonymous: false,
  enterprise: false,
  specialNeeds: false,
  answer: '',
}

/** A case in the test, with all that has happened to it. */
export class GivenCase {
  now: number
  facts: Fact[] = []
  file: CaseFile

  constructor(change: Partial<CaseForm> = {}, now = at('2026-03-02')) {
    this.now = now
    const registration = {
      caseNo: '20260302000018',
      requestId: 'r',
      localDay: 20260302,
      running: 1,
      callId: 'c1',
      agentId: '1001',
      number: '+8613812345678',
    }
    const whole = { ...form, ...change } as CompleteForm
    let file: CaseFile | null = null
    for (const body of registrationFacts(registration, whole, people.agent, caseContext(now))) {
      const fact: Fact = { at: now, received: now, ...body }
      this.facts.push(fact)
      file = afterFact(file, fact)
    }
    if (!file) throw new Error('nothing was registered')
    this.file = file
  }

  get state() {
    return this.file.standing.state
  }

  get standing() {
    return this.file.standing
  }

  /** What is wished, and the code it is refused with; null: done. */
  try(by: Actor, wish: CaseCommand, seen: number | null = this.standing.version): string | null {
    const decided = decideCase(this.file, by, wish, seen, caseContext(this.now))
    if ('refused' in decided) return decided.refused
    const fact: Fact = { at: this.now, received: this.now, ...(decided.fact satisfies CaseFactBody) }
    this.facts.push(fact)
    this.file = afterFact(this.file, fact) as CaseFile
    return null
  }

  /** Does it; throws where it is refused. */
  do(by: Actor, wish: CaseCommand): this {
    const refused = this.try(by, wish)
    if (refused !== null) throw new Error(`${wish.event} in ${this.state}: ${refused}`)
    return this
  }

  /** Goes on to an instant. */
  goTo(now: number): this {
    this.now = now
    return this
  }
}

const note = ''
export const wishes = {
  pass: { event: 'pass_review', suggestedUnit: null, note },
  toWater: { event: 'dispatch', unit: 'water', coUnits: [], note },
  toHousing: { event: 'dispatch', unit: 'housing', coUnits: ['water'], note },
  sign: { event: 'sign' },
  giveBack: { event: 'request_return', reason: '不属本单位', clause: '三定方案第二条', suggestedUnit: 'housing' },
  grant: { event: 'grant_return', note },
  contact: { event: 'log_contact', contact: 'phone', note: '已联系' },
  reply: { event: 'reply', text: '已恢复供水', result: 'resolved', attachments: [] },
  review: { event: 'review_reply' },
  accept: { event: 'accept_reply', note },
  bounce: { event: 'bounce_reply', reason: '未说明原因' },
  satisfied: rating('satisfied'),
  dissatisfied: rating('dissatisfied'),
  redo: { event: 'redo', reason: '仍未来水', unit: null },
  exclude: { event: 'propose_ruling', ruling: 'excluded', reason: '诉求人撤回评价' },
  confirm: { event: 'confirm_ruling', note },
  refuse: { event: 'refuse_ruling', reason: '证据不足' },
} as const satisfies Record<string, CaseCommand>

function rating(score: 'satisfied' | 'dissatisfied') {
  return {
    event: 'visit',
    result: 'rated',
    source: 'callback',
    score,
    solved: score === 'satisfied',
    contacted: true,
    reason: '',
  } as const
}

/** A case that water has, in a state on the way to its end. */
export const inState = (
  state:
    | 'pending_dispatch'
    | 'dispatched'
    | 'signed'
    | 'handling'
    | 'replied'
    | 'reply_review'
    | 'pending_callback'
    | 'closed',
  change: Partial<CaseForm> = {},
): GivenCase => {
  const given = new GivenCase(change).do(people.reviewer, wishes.pass)
  const steps: readonly [Actor, CaseCommand][] = [
    [people.dispatcher, wishes.toWater],
    [people.clerk, wishes.sign],
    [people.clerk, wishes.contact],
    [people.clerk, wishes.reply],
    [people.reviewer, wishes.review],
    [people.reviewer, wishes.accept],
    [people.visitor, wishes.satisfied],
  ]
  for (const [by, wish] of steps) {
    if (given.state === state) return given
    given.do(by, wish)
  }
  return given
}
