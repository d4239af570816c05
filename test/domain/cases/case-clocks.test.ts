import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, caseContext, GivenCase, inState, people, wishes } from './given-case.ts'

describe('the clocks of a case', () => {
  it('count five working days for a request and three for a question, from the dispatch and not from the signing', () => {
    const given = inState('dispatched')
    assert.equal(given.standing.assignment?.dueAt, at('2026-03-10', '00:00'))
    assert.equal(given.standing.deadline, at('2026-03-04', '00:00'), 'until then it must be signed for')
    given.goTo(at('2026-03-03')).do(people.clerk, wishes.sign)
    assert.equal(given.standing.assignment?.dueAt, at('2026-03-10', '00:00'))
    assert.equal(given.standing.deadline, at('2026-03-10', '00:00'))
    const question = inState('dispatched', { class: 'consultation' })
    assert.equal(question.standing.assignment?.dueAt, at('2026-03-06', '00:00'))
  })

  it('give 15 minutes to sign for what endangers life, by night and on holidays', () => {
    const given = new GivenCase({}, at('2026-10-01', '02:00'))
    given.do(people.reviewer, { event: 'correct', corrections: { danger: 'life' } })
    given.do(people.reviewer, wishes.pass).do(people.dispatcher, wishes.toWater)
    assert.equal(given.standing.deadline, at('2026-10-01', '02:15'))
    assert.equal(
      given.standing.assignment?.dueAt,
      at('2026-10-14', '00:00'),
      '8, 9, 10 (a Saturday), 12 and 13 October',
    )
  })

  it('are extended once, before the due date, by no more than the first length, with the citizen told', () => {
    const ask = { event: 'ask_extension', reason: '需更换管道', until: '2026-03-13', citizenTold: true } as const
    const given = inState('handling')
    assert.equal(given.try(people.clerk, ask), 'case_not_yours')
    assert.equal(given.try(people.unitLeader, { ...ask, citizenTold: false }), 'citizen_not_told')
    assert.equal(given.try(people.unitLeader, { ...ask, until: '2026-03-09' }), 'until_passed')
    assert.equal(given.try(people.unitLeader, { ...ask, until: '2026-03-17' }), 'extension_too_long')
    given.do(people.unitLeader, ask)
    assert.equal(given.try(people.unitLeader, ask), 'extension_once')
    assert.equal(
      given.try({ ...people.dispatcher, unit: 'water' }, { event: 'grant_extension', note: '' }),
      'own_overdue',
    )
    given.do(people.dispatcher, { event: 'grant_extension', note: '' })
    assert.equal(given.standing.assignment?.dueAt, at('2026-03-14', '00:00'))
    assert.equal(given.standing.deadline, at('2026-03-14', '00:00'))
    assert.deepEqual([given.standing.extended, given.standing.assignment?.extended], [true, true])
    assert.equal(given.try(people.unitLeader, { ...ask, until: '2026-03-16' }), 'extension_once')
  })

  it('are not extended at the due date itself, and what is granted after it stays late', () => {
    const ask = { event: 'ask_extension', reason: '需更换管道', until: '2026-03-13', citizenTold: true } as const
    const late = inState('handling').goTo(at('2026-03-10', '00:00'))
    assert.equal(late.try(people.unitLeader, ask), 'extension_too_late')
    const given = inState('handling').do(people.unitLeader, ask).goTo(at('2026-03-11'))
    const { dueAt } = given.standing.assignment ?? {}
    assert.equal(given.try(people.dispatcher, { event: 'grant_extension', note: '' }), 'extension_too_late')
    given.do(people.supervisor, { event: 'grant_extension', note: '' })
    assert.deepEqual([given.standing.assignment?.dueAt, given.standing.assignment?.extended], [dueAt, true])
  })

  it('stand while a case is suspended, and go on by as many working days', () => {
    const given = inState('handling').goTo(at('2026-03-03'))
    const suspend = {
      event: 'suspend',
      reason: 'waiting_for_citizen',
      note: '等待补充材料',
      until: at('2026-03-20'),
    } as const
    given.do(people.dispatcher, suspend)
    assert.equal(given.standing.deadline, at('2026-03-20'))
    given.goTo(at('2026-03-06')).do(people.dispatcher, { event: 'resume', note: '' })
    assert.equal(given.state, 'handling')
    assert.equal(given.standing.assignment?.dueAt, at('2026-03-13', '00:00'), 'three working days later')
  })

  it('run on while a return is undecided, and start anew with the next unit', () => {
    const given = inState('dispatched').do(people.clerk, wishes.giveBack)
    assert.equal(given.standing.assignment?.dueAt, at('2026-03-10', '00:00'))
  })

  it('count a reply at 24:00 sharp as late: due is the first instant that is too late', () => {
    const given = inState('handling')
    assert.equal(given.standing.assignment?.dueAt, at('2026-03-10', '00:00'))
    given.goTo(at('2026-03-10', '00:00') - 1).do(people.clerk, wishes.reply)
    const { repliedAt = 0, dueAt = 0 } = given.standing.assignment ?? {}
    assert.ok((repliedAt ?? 0) < dueAt)
  })

  it('promise no date in a year that is not loaded: it is provisional', () => {
    const given = new GivenCase({}, at('2026-12-30')).do(people.reviewer, wishes.pass)
    given.do(people.dispatcher, wishes.toWater)
    assert.equal(given.standing.assignment?.provisional, true)
    assert.equal(given.standing.assignment?.dueAt, at('2027-01-07', '00:00'))
  })

  it('are counted again by the calendar that holds then, and nothing moves where it says the same', () => {
    const given = inState('handling')
    const before = given.standing.assignment?.dueAt
    given.do(people.system, { event: 'recount' })
    assert.equal(given.standing.assignment?.dueAt, before)
    assert.equal(given.standing.assignment?.contactBy, at('2026-03-04', '00:00'), 'the end of the next working day')
    assert.ok(caseContext(0).clocks.due('sign', at('2026-03-02'), given.standing).limitId === 'sign')
  })
})
