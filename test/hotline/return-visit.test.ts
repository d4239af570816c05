import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import {
  answers,
  type Behaviour,
  busy,
  emptyNumber,
  networkFailure,
  rejects,
  switchedOff,
} from '../../scripts/city/behaviours.ts'
import { givenAgent } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'
import { givenCampaign } from './given-visits.ts'

/** A hotline that rings missed callers back at once, with one who does so, and a city in which they behave as they are told. */
const givenRingBack = async (t: TestContext) => {
  const given = await givenCampaign(t, 'missed_call_return')
  const { city } = given
  /** Somebody calls and gives up. */
  const miss = async (number: string, then: Behaviour) => {
    city.called.behave(number, then)
    const call = city.citizens.call({ number, patienceMs: 300 })
    await call.ended
    assert.equal(call.how, 'gave_up')
    countCalls(1)
  }
  return { ...given, miss }
}

test('given somebody who called in vain, he is rung back by the next free visitor, sees the hotline’s number and is on the list no more', async t => {
  const { hotline, city, miss, tasks, attemptsOf, admin } = await givenRingBack(t)
  await miss('13912345601', answers({ ringMs: 500 }))
  await until('the missed call is a task', async () => (await tasks()).length === 1)
  const visitor = await givenAgent(t, hotline, city, 'visit', { answerAfterMs: 100 }, { extension: '2002' })
  await until('they talk', () => visitor.desk.task?.state === 'talking')
  countCalls(1)
  const [record] = city.called.calledRecord('13912345601')
  assert.equal(record?.shown, '12345')
  assert.notEqual(record?.answeredAt, null)
  const audio = await until('the citizen hears somebody', async () => {
    const heard = await city.called.current[0]?.audio()
    return heard && heard.received > 10 && heard
  })
  assert.ok(audio.sent > 0)
  const done = await visitor.desk.command({
    name: 'conclude',
    said: { outcome: 'done', appointment: null, note: '' },
  })
  assert.deepEqual(done, { ok: true })
  const task = await until('the task is closed', async () => (await tasks()).find(({ state }) => state === 'closed'))
  assert.equal(task.result, 'done')
  const { attempts } = await attemptsOf(task.taskId)
  assert.deepEqual(
    attempts.map(({ outcome }) => outcome),
    ['done'],
  )
  await until('the city saw the hotline end it', () => record?.endedBy === 'hotline')
  const missed = await admin<{ missed: readonly unknown[] }>('/api/missed-calls')
  assert.equal(missed.missed.length, 0)
})

test('given citizens who do not answer, each attempt is booked as the city saw it, and nobody is rung again at once', async t => {
  const { hotline, city, miss, tasks, attemptsOf } = await givenRingBack(t)
  const people: readonly (readonly [number: string, behaviour: Behaviour, outcome: string, sip: number])[] = [
    ['13912345611', busy(), 'busy', 486],
    ['13912345612', rejects({ ringMs: 300 }), 'rejected', 603],
    ['13912345613', switchedOff({ announced: true }), 'unreachable', 480],
    ['13912345614', emptyNumber(), 'empty_number', 404],
    ['13912345615', networkFailure(), 'network_failure', 503],
  ]
  for (const [number, behaviour] of people) await miss(number, behaviour)
  await until('all are tasks', async () => (await tasks()).length === people.length)
  await givenAgent(t, hotline, city, 'visit', { answerAfterMs: 50 }, { extension: '2002' })
  const closed = await until(
    'each was rung once and closed',
    async () => {
      const all = await Promise.all((await tasks()).map(({ taskId }) => attemptsOf(taskId)))
      const attempts = all.flatMap(each => each.attempts)
      return attempts.length === people.length && attempts.every(({ outcome }) => outcome !== null) && attempts
    },
    { withinMs: 90_000, everyMs: 200 },
  )
  countCalls(people.length)
  assert.deepEqual(
    closed.map(({ outcome, sip }) => `${outcome} ${sip}`).sort(),
    people.map(([, , outcome, sip]) => `${outcome} ${sip}`).sort(),
  )
  for (const [number] of people) assert.equal(city.called.calledRecord(number).length, 1, `${number} was rung once`)
})
