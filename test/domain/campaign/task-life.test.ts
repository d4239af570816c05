import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { taskRefusals } from '../../../src/domain/campaign/decide-task.ts'
import { attemptOutcomes } from '../../../src/domain/campaign/outcome.ts'
import { type TaskState, taskStates } from '../../../src/domain/campaign/task.ts'
import { type TaskEvent, type TaskEventName, taskOwners, taskTable } from '../../../src/domain/campaign/task-table.ts'
import { errors } from '../../../src/wire/errors.ts'
import { at } from '../calendar/given-calendar.ts'
import { GivenTask, missedOf, monday, returns, standingOf, taskOf, visits } from './given-task.ts'

const now = monday('10:00')

const closedAs = (outcome: (typeof attemptOutcomes)[number], callId = 'c'): TaskEvent => ({
  event: 'attempt_closed',
  callId,
  beganAt: now,
  outcome,
  appointment: null,
})

/** An event of each kind as it usually is. */
const usual: { readonly [E in TaskEventName]: Extract<TaskEvent, { event: E }> } = {
  assign: { event: 'assign', agentId: '1001', callId: 'c' },
  give_back: { event: 'give_back', callId: 'c', why: 'caller_waits' },
  attempt_closed: { event: 'attempt_closed', callId: 'c', beganAt: now, outcome: 'no_answer', appointment: null },
  rated: { event: 'rated' },
  appoint: { event: 'appoint', at: monday('16:00') },
  drop: { event: 'drop', result: 'taken_back', why: 'campaign_ended' },
  link_over: { event: 'link_over' },
  overdue: { event: 'overdue' },
  recount: { event: 'recount' },
}

const inState = (state: TaskState, purpose: 'visit' | 'missed' = 'visit'): GivenTask => {
  const standing = standingOf({
    state,
    due: state === 'waiting' || state === 'linked' ? monday('09:00') : null,
    agentId: state === 'assigned' ? '1001' : null,
    callId: state === 'assigned' ? 'c' : null,
    result: state === 'closed' ? 'unreached' : null,
  })
  const old = { standing, createdAt: at('2026-01-05 09:00'), order: at('2026-01-05 09:00') }
  return purpose === 'visit' ? new GivenTask(taskOf(old)) : new GivenTask(missedOf(old), returns)
}

const events = Object.keys(usual) as TaskEventName[]

describe('the table of callback tasks', () => {
  it('refuses every pair of state and event that is not in it, and leads where it says with the others', () => {
    for (const purpose of ['visit', 'missed'] as const)
      for (const state of taskStates)
        for (const event of events) {
          const decided = inState(state, purpose).ask(now, usual[event])
          const to = taskTable[state][event]
          assert.equal('standing' in decided, to !== undefined, `${state} ${event}`)
          if ('standing' in decided) assert.ok(to?.includes(decided.standing.state), `${state} ${event}`)
        }
  })

  it('leads where it says with every outcome, and every state but the last has an owner and a deadline', () => {
    for (const purpose of ['visit', 'missed'] as const)
      for (const state of taskStates)
        for (const outcome of attemptOutcomes) {
          const given = inState(state, purpose)
          const { state: after, due, result, agentId } = given.happens(now, closedAs(outcome))
          assert.ok(taskTable[state].attempt_closed?.includes(after), `${state} ${outcome} → ${after}`)
          assert.equal(result !== null, after === 'closed', `${state} ${outcome}`)
          assert.equal(due !== null, after === 'waiting' || after === 'linked', `${state} ${outcome}`)
          assert.equal(agentId, null)
        }
    assert.deepEqual(
      taskStates.filter(state => taskOwners[state] === null),
      ['closed'],
    )
  })

  it('has words for every refusal in the catalogue of errors', () => {
    for (const code of taskRefusals) assert.ok(code in errors, code)
  })
})

describe('a satisfaction visit', () => {
  it('is rung three times on three days, then asked by link for seven days, then not rated', () => {
    const given = new GivenTask()
    assert.equal(given.dialled(monday('10:00'), 'no_answer').due, at('2026-03-03 09:00'))
    assert.equal(
      given.dialled(at('2026-03-03 09:00'), 'no_answer').due,
      at('2026-03-04 14:00'),
      'another part of the day',
    )
    const linked = given.dialled(at('2026-03-04 14:00'), 'machine')
    assert.equal(linked.state, 'linked')
    assert.equal(linked.due, at('2026-03-11 14:01'))
    assert.equal(given.refused(at('2026-03-11 14:00'), { event: 'link_over' }), 'task_not_yet_over')
    assert.equal(given.happens(at('2026-03-11 14:01'), { event: 'link_over' }).result, 'unreached')
  })

  it('ends with a rating by whatever way it comes, also while an agent talks, and the attempt is noted after it', () => {
    const given = new GivenTask()
    given.happens(now, usual.assign)
    assert.deepEqual(
      [given.happens(now, { event: 'rated' })].map(({ state, result, callId }) => [state, result, callId])[0],
      ['closed', 'rated', null],
    )
    const noted = given.happens(now + 1, closedAs('rated'))
    assert.deepEqual([noted.result, noted.attempts.length], ['rated', 1])
    assert.equal(given.refused(now + 2, { event: 'rated' }), 'task_closed')
  })

  it('is never asked again after a refusal, even one that is told of late', () => {
    const given = new GivenTask()
    given.happens(now, usual.assign)
    given.happens(now, usual.give_back)
    given.happens(now + 1, { event: 'assign', agentId: '1002', callId: 'other' })
    assert.equal(given.happens(now + 2, closedAs('refused')).result, 'refused')
  })

  it('goes on by link where the number is wrong or empty, or who was rung did not rate', () => {
    for (const outcome of ['empty_number', 'wrong_person', 'done'] as const) {
      const given = new GivenTask()
      assert.equal(given.dialled(now, outcome).state, 'linked')
      assert.equal(given.why, outcome)
    }
  })

  it('is rung when the citizen has asked for it, after all attempts too, and goes on after that by the rules', () => {
    const given = new GivenTask()
    given.dialled(monday('10:00'), 'no_answer')
    given.dialled(at('2026-03-03 10:00'), 'no_answer')
    const asked = given.dialled(at('2026-03-04 15:00'), 'appointment', at('2026-03-04 20:30'))
    assert.deepEqual(
      [asked.state, asked.due, asked.appointment],
      ['waiting', at('2026-03-04 20:30'), at('2026-03-04 20:30')],
    )
    assert.equal(given.dialled(at('2026-03-04 20:30'), 'no_answer').state, 'linked')
  })

  it('gives no sixth time: who only ever says later is asked by link', () => {
    const given = new GivenTask()
    let day = 2
    for (; given.standing.state === 'waiting'; day++)
      given.dialled(
        at(`2026-03-${String(day).padStart(2, '0')} 10:00`),
        'appointment',
        at(`2026-03-${String(day + 1).padStart(2, '0')} 10:00`),
      )
    assert.equal(given.standing.state, 'linked')
    assert.equal(given.standing.attempts.length, 6)
  })

  it('goes on by link when its citizen has called by himself, and is over when its case goes another way', () => {
    const called = new GivenTask()
    assert.equal(called.happens(now, { event: 'drop', result: 'got_through', why: 'follow_up' }).state, 'linked')
    assert.equal(called.happens(now, { event: 'drop', result: 'overtaken', why: 'withdraw' }).result, 'overtaken')
  })

  it('comes back from the link when a time is asked for', () => {
    const given = new GivenTask(taskOf({ standing: standingOf({ state: 'linked', due: at('2026-03-09 10:00') }) }))
    const { state, due } = given.happens(now, { event: 'appoint', at: monday('20:45') })
    assert.deepEqual([state, due], ['waiting', monday('20:45')])
  })

  it('refuses a time that is past, in the hours of quiet, too far away, or of nobody who can be rung', () => {
    const given = new GivenTask()
    const at_ = (instant: number) => given.refused(now, { event: 'appoint', at: instant })
    assert.equal(at_(now), 'appointment_past')
    assert.equal(at_(monday('21:00')), 'appointment_quiet')
    assert.equal(at_(at('2026-03-03 07:59')), 'appointment_quiet')
    assert.equal(at_(at('2026-03-20 10:00')), 'appointment_too_far')
    assert.equal(new GivenTask(taskOf({ number: null })).refused(now, usual.appoint), 'task_no_number')
  })

  it('is not dialled for ever where the line is always busy', () => {
    const given = new GivenTask()
    for (let dialled = 0; given.standing.state === 'waiting'; dialled++) {
      assert.ok(dialled < 12)
      given.dialled(given.standing.due ?? assert.fail(), 'busy')
    }
    assert.deepEqual([given.standing.state, given.standing.attempts.length], ['linked', 12])
  })

  it('that nobody has rung for three weeks is asked by link', () => {
    const given = new GivenTask()
    assert.equal(given.refused(at('2026-03-23 08:29'), { event: 'overdue' }), 'task_not_yet_over')
    assert.equal(given.happens(at('2026-03-23 08:30'), { event: 'overdue' }).state, 'linked')
  })
})

describe('a task and its agent', () => {
  it('is given once: twice the same call changes nothing, another one is refused', () => {
    const given = new GivenTask()
    const before = given.happens(now, usual.assign)
    assert.equal(given.happens(now, usual.assign), before)
    assert.equal(given.refused(now, { event: 'assign', agentId: '1002', callId: 'other' }), 'task_taken')
  })

  it('comes back at once when a caller needed the agent, and a while later when he hesitated', () => {
    for (const [why, due] of [
      ['caller_waits', now],
      ['phone_gone', now],
      ['given_back', now + visits.retry.busyMs],
      ['too_long', now + visits.retry.busyMs],
    ] as const) {
      const given = new GivenTask()
      given.happens(now, usual.assign)
      const after = given.happens(now, { event: 'give_back', callId: 'c', why })
      assert.deepEqual([after.state, after.due, after.agentId, after.attempts.length], ['waiting', due, null, 0], why)
    }
  })

  it('is not freed by word of an older call, and an attempt counts once', () => {
    const given = new GivenTask()
    given.dialled(now, 'busy')
    given.happens(monday('11:00'), { event: 'assign', agentId: '1002', callId: 'second' })
    assert.equal(
      given.happens(monday('11:00'), { event: 'give_back', callId: 'call-1', why: 'agent_gone' }).state,
      'assigned',
    )
    const again = given.happens(monday('11:00'), closedAs('busy', 'call-1'))
    assert.deepEqual([again.state, again.attempts.length], ['assigned', 1])
  })

  it('cannot be used up by an agent who cancels', () => {
    const given = new GivenTask()
    for (const day of [2, 3, 4, 5]) {
      assert.equal(given.standing.state, 'waiting')
      given.dialled(at(`2026-03-0${day} 10:00`), 'cancelled')
    }
    assert.equal(given.standing.state, 'waiting')
  })
})

describe('a missed call that is returned', () => {
  it('is settled by a talk, dropped when its caller got through, and closed where the number is none', () => {
    const after = (event: TaskEvent) => new GivenTask(missedOf(), returns).happens(now, event).result
    assert.equal(after(closedAs('done')), 'done')
    assert.equal(after({ event: 'drop', result: 'got_through', why: 'call' }), 'got_through')
    assert.equal(after(closedAs('empty_number')), 'bad_number')
    assert.equal(
      after({ event: 'attempt_closed', callId: 'c', beganAt: now, outcome: 'rated', appointment: null }),
      'done',
    )
  })

  it('has no link: after its attempts it is closed as not reached', () => {
    const given = new GivenTask(missedOf(), returns)
    for (const time of ['2026-03-02 10:00', '2026-03-03 10:00', '2026-03-04 15:00'])
      given.dialled(at(time), 'no_answer')
    assert.deepEqual([given.standing.state, given.standing.result], ['closed', 'unreached'])
  })
})

describe('a campaign that is changed', () => {
  it('counts the time of its tasks again, and changes nothing where it stays', () => {
    const given = new GivenTask()
    given.dialled(now, 'no_answer')
    const before = given.standing
    assert.equal(given.happens(monday('12:00'), { event: 'recount' }), before)
    const evening = new GivenTask(given.task, { ...visits, hours: [{ from: 18 * 60, to: 20 * 60 }] })
    assert.equal(evening.happens(monday('12:00'), { event: 'recount' }).due, at('2026-03-03 18:00'))
    const once = new GivenTask(given.task, { ...visits, attempts: { ...visits.attempts, most: 1 } })
    assert.equal(once.happens(monday('12:00'), { event: 'recount' }).state, 'linked')
  })

  it('says so where it counts into a year whose holidays are not loaded', () => {
    const last = at('2026-12-31 19:30')
    const given = new GivenTask(taskOf({ order: last, createdAt: last }))
    assert.equal(given.dialled(last, 'no_answer').due, at('2027-01-01 09:00'), '1 January 2027 is a Friday')
    assert.match(given.why, /no_calendar_2027/)
  })
})
