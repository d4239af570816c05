import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { caseStates, finalStates } from '../../../src/domain/cases/case.ts'
import { type CaseEvent, caseOwners, caseTable } from '../../../src/domain/cases/case-table.ts'
import type { CaseCommand, CaseEventName } from '../../../src/domain/cases/life/commands.ts'
import { fileOf } from '../../../src/domain/cases/life/file.ts'
import { at, GivenCase, inState, people, wishes } from './given-case.ts'

/** A wish of each event, whatever it says: whether the table takes it does not depend on that. */
const anyWish = (event: CaseEventName): CaseCommand =>
  ({
    event,
    note: 'x',
    reason: 'x',
    unit: 'water',
    coUnits: [],
    corrections: {},
    whereTo: 'x',
    attachments: [],
  }) as never

const events = [...new Set(Object.values(caseTable).flatMap(rules => Object.keys(rules)))].filter(
  (event): event is CaseEventName => event !== 'register' && event !== 'follow_up',
)

/** A case as it would stand in a state, by force. */
const forced = (state: (typeof caseStates)[number]): GivenCase => {
  const given = inState('handling')
  given.file = { ...given.file, standing: { ...given.standing, state } }
  return given
}

describe('the table of cases', () => {
  it('refuses every pair of state and event that is not in it, by a code, and changes nothing', () => {
    let refused = 0
    for (const state of caseStates)
      for (const event of events) {
        if (caseTable[state][event as CaseEvent]) continue
        const given = forced(state)
        for (const by of Object.values(people)) {
          const before = JSON.stringify(given.file)
          assert.equal(given.try(by, anyWish(event)), 'case_event_impossible', `${event} in ${state}`)
          assert.equal(JSON.stringify(given.file), before)
        }
        refused += 1
      }
    assert.ok(refused > 400, `${refused} pairs`)
  })

  it('refuses who has no role for it, in every pair that is in it', () => {
    for (const state of caseStates)
      for (const event of events) {
        const rule = caseTable[state][event]
        if (!rule) continue
        const given = forced(state)
        const nobody = { ...people.clerk, roles: ['analyst'] as const, unit: null }
        assert.equal(given.try(nobody, anyWish(event)), 'case_not_yours', `${event} in ${state}`)
        const admin = { ...people.clerk, roles: ['admin'] as const, unit: null }
        assert.equal(given.try(admin, anyWish(event)), 'case_not_yours', `${event} in ${state}`)
      }
  })

  it('leads only to states that it names, and each open state has an owner and a deadline', () => {
    for (const state of caseStates) assert.equal(caseOwners[state] === null, finalStates.includes(state), state)
    for (const state of ['dispatched', 'signed', 'handling', 'replied', 'reply_review', 'pending_callback'] as const)
      assert.ok((inState(state).standing.deadline ?? 0) > at('2026-03-02'), state)
  })
})

describe('the way of a case', () => {
  it('goes from the agent by reviewer, dispatcher and unit to the return visit, and is closed', () => {
    const given = inState('closed')
    assert.equal(given.state, 'closed')
    assert.equal(given.standing.score, 'satisfied')
    assert.equal(given.standing.assignment?.ended, 'replied')
    assert.equal(given.standing.deadline, null)
    assert.deepEqual(fileOf(given.facts), given.file, 'its facts alone make the same file')
  })

  it('answered on the line it is closed at once, and no unit ever had it', () => {
    const given = new GivenCase({ answer: '已告知' })
    assert.equal(given.state, 'answered_online')
    assert.equal(given.standing.assignment, null)
    assert.equal(given.standing.firstClosedAt, given.now)
  })

  it('goes to another unit when its return is granted, with a new clock; the citizen’s runs on', () => {
    const given = inState('dispatched').goTo(at('2026-03-02', '16:00'))
    assert.equal(given.try(people.clerk, { ...wishes.giveBack, clause: ' ' }), 'words_missing')
    given.do(people.clerk, wishes.giveBack).do(people.dispatcher, wishes.grant)
    assert.equal(given.state, 'pending_dispatch')
    given.goTo(at('2026-03-04')).do(people.dispatcher, wishes.toHousing)
    assert.equal(given.standing.assignment?.unit, 'housing')
    assert.equal(given.standing.assignment?.dueAt, at('2026-03-12', '00:00'))
    assert.equal(given.standing.acceptedAt, at('2026-03-02'))
    assert.equal(given.standing.firstDispatchedAt, at('2026-03-02'))
  })

  it('stays where it is when its return is refused, and its due date was running', () => {
    const given = inState('signed')
    const due = given.standing.assignment?.dueAt
    given.do(people.clerk, wishes.giveBack).goTo(at('2026-03-03'))
    given.do(people.dispatcher, { event: 'refuse_return', reason: '属本单位职责' })
    assert.equal(given.state, 'signed')
    assert.equal(given.standing.assignment?.dueAt, due)
  })

  it('is assigned by ruling after two returns, and cannot be returned then', () => {
    const given = inState('dispatched')
    assert.equal(
      given.try(people.supervisor, { event: 'assign_by_ruling', unit: 'gone', coUnits: [], reason: '编办裁定' }),
      'unit_unknown',
    )
    given.do(people.clerk, wishes.giveBack).do(people.dispatcher, wishes.grant).do(people.dispatcher, wishes.toHousing)
    const ruling = { event: 'assign_by_ruling', unit: 'water', coUnits: ['housing'], reason: '编办裁定' } as const
    given.do(people.otherClerk, wishes.giveBack)
    assert.equal(given.try(people.dispatcher, { ...ruling, coUnits: ['water'] }), 'unit_unknown')
    given.do(people.dispatcher, wishes.grant)
    assert.equal(given.try(people.dispatcher, wishes.toWater), 'ruling_needed')
    given.do(people.dispatcher, ruling)
    assert.equal(given.standing.assignment?.ruled, true)
    assert.equal(given.try(people.clerk, wishes.giveBack), 'return_ruled')
  })

  it('is not returned after a working day', () => {
    const given = inState('signed').goTo(at('2026-03-04', '00:00'))
    assert.equal(given.try(people.clerk, wishes.giveBack), 'return_too_late')
  })

  it('is handed down to an office below the unit, which drafts the reply that the unit gives', () => {
    const given = inState('signed')
    assert.equal(given.try(people.clerk, { event: 'sub_dispatch', unit: 'housing-north', note: '' }), 'unit_not_below')
    given.do(people.clerk, { event: 'sub_dispatch', unit: 'water-east', note: '' })
    given.do(people.handler, { ...wishes.reply, event: 'draft_reply' })
    assert.equal(given.try(people.handler, wishes.reply), 'case_not_yours')
    given.do(people.clerk, wishes.reply)
    assert.equal(given.state, 'replied')
  })

  it('needs the sign-off of the leader where the unit wants it', () => {
    const given = inState('pending_dispatch').do(people.dispatcher, wishes.toHousing).do(people.otherClerk, wishes.sign)
    given.do(people.otherClerk, wishes.contact)
    assert.equal(given.try(people.otherClerk, wishes.reply), 'sign_off_needed')
    given.do(people.otherClerk, { ...wishes.reply, event: 'draft_reply' })
    assert.equal(given.standing.draftReply, true)
    given.do({ ...people.otherClerk, roles: ['unit_leader'] }, wishes.reply)
    assert.equal(given.state, 'replied')
  })

  it('goes back to the unit when the reply is bounced, and its completion is void', () => {
    const given = inState('reply_review')
    const due = given.standing.assignment?.dueAt
    given.do(people.reviewer, wishes.bounce)
    assert.equal(given.state, 'handling')
    assert.equal(given.standing.assignment?.repliedAt, null)
    assert.equal(given.standing.assignment?.dueAt, due)
  })

  it('is redone once for who is dissatisfied, then it is a matter for supervision', () => {
    const given = inState('pending_callback')
    assert.equal(given.try(people.visitor, wishes.redo), 'not_dissatisfied')
    given.do(people.visitor, wishes.dissatisfied)
    assert.equal(given.state, 'pending_callback')
    given.do(people.visitor, wishes.redo)
    assert.equal(given.state, 'dispatched')
    assert.equal(given.standing.round, 2)
    given.do(people.clerk, wishes.sign).do(people.clerk, wishes.contact).do(people.clerk, wishes.reply)
    given.do(people.reviewer, wishes.review).do(people.reviewer, wishes.accept).do(people.visitor, wishes.dissatisfied)
    assert.equal(given.try(people.visitor, wishes.redo), 'redo_used')
    given.do(people.supervisor, wishes.redo)
    assert.equal(given.standing.supervised, true)
  })

  it('may not be rated by the unit that is rated', () => {
    const given = inState('pending_callback')
    assert.equal(given.try({ ...people.visitor, unit: 'water' }, wishes.satisfied), 'scored_unit')
  })

  it('is closed without a return visit where there is no way to the requester', () => {
    const given = inState('reply_review', { anonymous: true })
    given.do(people.reviewer, wishes.accept)
    assert.equal(given.state, 'closed')
  })

  it('is merged into another and taken out again', () => {
    const given = inState('signed').do(people.dispatcher, { event: 'merge', masterNo: '20260302000026' })
    assert.equal(given.state, 'merged')
    assert.equal(given.standing.assignment?.ended, 'merged')
    assert.equal(given.standing.closedAt, null)
    given.do(people.system, { event: 'answer_with_master', answer: '已修复' })
    assert.equal(given.standing.closedAt, given.now)
    given.do(people.reviewer, { event: 'unmerge', note: '不是同一件事' })
    assert.equal(given.state, 'pending_review')
    assert.equal(given.try(people.reviewer, { event: 'merge', masterNo: given.file.caseNo }), 'merge_itself')
  })

  it('is not accepted with where to go, handed to the emergency services, withdrawn or terminated, and can be reopened by new facts', () => {
    const open = () => new GivenCase()
    const where = { event: 'reject', reason: 'litigation', whereTo: '人民法院' } as const
    assert.equal(open().try(people.reviewer, { ...where, whereTo: '' }), 'words_missing')
    assert.equal(open().do(people.reviewer, where).state, 'rejected')
    const emergency = { event: 'hand_to_emergency', service: '120', note: '' } as const
    assert.equal(open().do(people.agent, emergency).state, 'transferred_emergency')
    assert.equal(inState('handling').do(people.citizen, { event: 'withdraw', note: '' }).state, 'withdrawn')
    const given = inState('handling')
    given.do(people.supervisor, { event: 'terminate', reason: 'law_bars', note: '法律禁止' })
    assert.equal(given.standing.assignment?.ended, 'terminated')
    given.do(people.supervisor, { event: 'reopen', newFacts: '新的证据' })
    assert.equal(given.state, 'pending_review')
    assert.equal(given.standing.round, 2)
  })

  it('goes to a unit before its review only when it is urgent', () => {
    const given = new GivenCase()
    assert.equal(given.try(people.leader, wishes.toWater), 'urgent_only')
    given.do(people.leader, { event: 'mark_urgent', urgent: true, reason: '老人被困' })
    assert.equal(given.standing.deadline, given.now + 5 * 60_000)
    assert.equal(given.do(people.leader, wishes.toWater).state, 'dispatched')
  })

  it('comes back to be dispatched when its unit is removed', () => {
    for (const state of ['dispatched', 'signed', 'handling'] as const) {
      const given = inState(state).do(people.system, { event: 'unit_removed' })
      assert.equal(given.state, 'pending_dispatch')
      assert.equal(given.standing.assignment?.ended, 'unit_removed')
    }
  })

  it('is urged by its requester once a day, and no clock is touched', () => {
    const given = inState('handling')
    const due = given.standing.assignment?.dueAt
    given.do(people.citizen, { event: 'urge', note: '' })
    assert.equal(given.try(people.citizen, { event: 'urge', note: '' }), 'urged_today')
    assert.equal(given.try(people.agent, { event: 'urge', note: '' }), null, 'an agent notes each call')
    given.goTo(at('2026-03-03', '00:00')).do(people.citizen, { event: 'urge', note: '' })
    assert.equal(given.standing.urges, 3)
    assert.equal(given.standing.assignment?.dueAt, due)
  })

  it('says so to the second of two who change it at once', () => {
    const given = inState('pending_dispatch')
    const { version } = given.standing
    given.do(people.dispatcher, wishes.toWater)
    assert.equal(given.try(people.dispatcher, wishes.toHousing, version), 'case_changed')
    assert.equal(given.try(people.clerk, wishes.sign, version), 'case_changed')
  })

  it('holds its whole content in the fact of a correction, and a report becomes confidential', () => {
    const given = new GivenCase().do(people.reviewer, {
      event: 'correct',
      corrections: { class: 'report', place: ' 人民路 ' },
    })
    const wish = given.facts.at(-1)
    assert.ok(wish?.kind === 'case_moved' && wish.wish.event === 'correct')
    assert.equal(wish.wish.corrections.text, '解放路停水两天')
    assert.equal(wish.wish.corrections.place, '人民路')
    assert.equal(given.standing.confidential, true)
    assert.equal(given.try(people.otherAgent, { event: 'correct', corrections: { text: 'x' } }), 'case_not_yours')
  })
})
