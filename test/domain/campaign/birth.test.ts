import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { missedReturnOf, taskCreated, visitEventOf, visitOf } from '../../../src/domain/campaign/birth.ts'
import { contactWays } from '../../../src/domain/cases/case.ts'
import { at } from '../calendar/given-calendar.ts'
import { wishes } from '../cases/given-case.ts'
import { contextOf, monday, returns, visits } from './given-task.ts'

const numbers = { homeArea: '0513', own: new Set(['+8651382112345']) }
const aCase = {
  caseNo: '20260302000018',
  round: 1,
  contact: 'phone',
  number: '+8613812345678',
  order: monday('11:55'),
} as const
const context = contextOf(monday('11:55'))

describe('what makes a task', () => {
  it('is an accepted reply: a visit in the order of that, named by case and round', () => {
    const { standing, taskId, order } = taskCreated(visits, visitOf(aCase, numbers), true, context)
    assert.deepEqual([standing.state, standing.due, order], ['waiting', monday('11:55'), monday('11:55')])
    assert.equal(taskId, 'visits.case-20260302000018-1')
  })

  it('rings only who wants to be rung, under a number that can be', () => {
    for (const contact of contactWays)
      assert.equal(visitOf({ ...aCase, contact }, numbers).number !== null, contact === 'phone', contact)
    for (const number of [null, '12345', '+14155550100', '+8651382112345'])
      assert.equal(visitOf({ ...aCase, number }, numbers).number, null)
  })

  it('asks by link for seven days whom the draw has not chosen, or who cannot be rung', () => {
    for (const [wish, drawn] of [
      [visitOf(aCase, numbers), false],
      [visitOf({ ...aCase, number: null }, numbers), true],
    ] as const) {
      const { standing } = taskCreated(visits, wish, drawn, context)
      assert.deepEqual([standing.state, standing.due, standing.drawn], ['linked', at('2026-03-09 11:55'), drawn])
    }
  })

  it('is a missed call from a number that can be rung, and one that cannot is over at once', () => {
    const missed = { at: monday('11:55'), callId: 'c', number: '+8613812345678' }
    const wish = missedReturnOf(missed, numbers) ?? assert.fail()
    assert.equal(
      taskCreated(returns, wish, true, contextOf(monday('11:55'), { campaign: returns })).standing.due,
      monday('11:55'),
    )
    assert.equal(missedReturnOf({ ...missed, number: '95598' }, numbers), null)
    const { state, result, due } = taskCreated(returns, { ...wish, number: null }, true, context).standing
    assert.deepEqual([state, result, due], ['closed', 'bad_number', null])
  })

  it('is followed by what happens to its case', () => {
    const state = (of: 'pending_callback' | 'closed' | 'withdrawn' | 'reply_review' | 'dispatched') => ({ state: of })
    assert.equal(visitEventOf(state('reply_review'), state('pending_callback'), wishes.accept), 'born')
    assert.deepEqual(visitEventOf(state('pending_callback'), state('pending_callback'), wishes.dissatisfied), {
      event: 'rated',
    })
    assert.deepEqual(visitEventOf(state('pending_callback'), state('closed'), wishes.satisfied), { event: 'rated' })
    for (const result of ['refused', 'unreached'] as const)
      assert.deepEqual(
        visitEventOf(state('pending_callback'), state('closed'), { ...wishes.satisfied, result, score: null }),
        { event: 'drop', result, why: 'visit' },
      )
    assert.deepEqual(visitEventOf(state('pending_callback'), state('dispatched'), wishes.redo), {
      event: 'drop',
      result: 'overtaken',
      why: 'redo',
    })
    assert.equal(visitEventOf(state('pending_callback'), state('pending_callback'), { event: 'urge', note: '' }), null)
    assert.equal(visitEventOf(state('reply_review'), state('dispatched'), wishes.bounce), null)
  })
})
