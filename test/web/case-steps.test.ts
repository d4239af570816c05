import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseEvent, caseTable } from '../../src/domain/cases/case-table.ts'
import { type Role, roles } from '../../src/domain/cases/role.ts'
import { deskSteps } from '../../src/web/cases/desk-steps.ts'
import { steps } from '../../src/web/office/steps.ts'
import { type StepName, stepNames } from '../../src/web/unit/steps/offered-steps.ts'

const officeEvents: readonly CaseEvent[] = steps.map(({ event }) => event)

/** What a call comes to, and what may be added while a case is read. */
const deskEvents: readonly CaseEvent[] = ['register', 'follow_up', 'urge', 'supplement', ...deskSteps]

const unitEvents: Readonly<Record<StepName, CaseEvent>> = {
  sign: 'sign',
  reply: 'reply',
  draft: 'draft_reply',
  send_back: 'send_back_draft',
  contact: 'log_contact',
  hand_down: 'sub_dispatch',
  extension: 'ask_extension',
  return: 'request_return',
}
const atUnit = stepNames.map(name => unitEvents[name])

/** What citizens do at `/12345`, and by WeChat. */
const citizenEvents: readonly CaseEvent[] = ['register', 'send_to_review', 'urge', 'supplement', 'withdraw', 'visit']

/** What is offered to a role where it works. */
const offered: Readonly<Partial<Record<Role | 'citizen', readonly CaseEvent[]>>> = {
  agent: deskEvents,
  shift_leader: [...deskEvents, ...officeEvents],
  reviewer: officeEvents,
  dispatcher: officeEvents,
  supervisor: officeEvents,
  callback_agent: officeEvents,
  policy_specialist: officeEvents,
  unit_clerk: atUnit,
  unit_handler: atUnit,
  unit_leader: atUnit,
  citizen: citizenEvents,
}

/** Roles that the table names and that have no page for cases yet. */
const withoutPage: readonly string[] = ['internet_agent']

const caused = Object.entries(caseTable).flatMap(([state, rules]) =>
  Object.entries(rules).flatMap(([event, { by }]) =>
    by.filter(role => role !== 'system').map(role => ({ state, event: event as CaseEvent, role })),
  ),
)

test('given what each role may cause in each state, then the page where it works has a step for it', () => {
  const without = caused
    .filter(({ role }) => !withoutPage.includes(role))
    .filter(({ role, event }) => offered[role as Role | 'citizen']?.includes(event) !== true)
  assert.deepEqual(without, [])
})

test('given the steps of the pages, then each is caused by somebody whom the page is for', () => {
  const causedBy = (event: CaseEvent, by: readonly string[]) =>
    caused.some(each => each.event === event && by.includes(each.role))
  assert.deepEqual(
    deskSteps.filter(event => !causedBy(event, ['agent'])),
    [],
  )
  assert.deepEqual(
    officeEvents.filter(
      event =>
        !causedBy(event, [
          ...(['reviewer', 'dispatcher', 'supervisor', 'callback_agent'] as const),
          ...(['policy_specialist', 'shift_leader'] as const),
        ]),
    ),
    [],
  )
  assert.deepEqual(
    atUnit.filter(event => !causedBy(event, ['unit_clerk', 'unit_handler', 'unit_leader'])),
    [],
  )
})

test('given a role that has no page for cases, then it is a role, and has none', () => {
  assert.deepEqual(
    withoutPage.filter(each => !roles.includes(each as Role) || each in offered),
    [],
  )
})
