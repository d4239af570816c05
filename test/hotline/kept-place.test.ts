import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { answers } from '../../scripts/city/behaviours.ts'
import { asLeader, givenAgent, leaderCookie } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'
import { givenCampaign } from './given-visits.ts'

interface Places {
  readonly places: readonly { readonly id: string; readonly number: string | null }[]
}

/** A hotline whose callers are offered to be rung back in their turn, and a city in which they press what they are told to. */
const givenKeepPlace = async (t: TestContext) => {
  const given = await givenCampaign(t, 'missed_call_return')
  const keepPlace = { afterMs: 0, forMs: 600_000 }
  await given.admin('/api/queues/hotline/kept-places', { keepPlace }, 'PUT')
  const kept = async () => (await asLeader<Places>(given.hotline, '/api/kept-places')).places
  /** Somebody calls, hears the offer and takes it. */
  const keep = async (number: string) => {
    given.city.called.behave(number, answers({ ringMs: 300 }))
    const call = given.city.citizens.call({ number, patienceMs: 60_000, keys: [{ afterMs: 1_500, key: '1' }] })
    await call.ended
    assert.equal(call.how, 'sent_away', 'the hotline says goodbye to him')
    countCalls(1)
  }
  return { ...given, kept, keep }
}

test('given a caller who takes the offer and one who came later and waits, the first is rung in his turn and talks before the other is connected', async t => {
  const { hotline, city, keep, kept, tasks, attemptsOf, admin } = await givenKeepPlace(t)
  await keep('13912345701')
  assert.equal((await kept()).length, 1)
  const { queues } = await asLeader<{ queues: readonly { id: string; kept?: number }[] }>(hotline, '/api/queues')
  assert.equal(queues.find(({ id }) => id === 'hotline')?.kept, 1)
  await until('his wish is a task', async () => (await tasks()).length === 1)
  const later = city.citizens.call({ number: '13912345702', patienceMs: 120_000 })
  await until('the later one waits', () => later.answeredByNetworkAt !== null)
  const { desk } = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  await until('they talk', () => desk.task?.state === 'talking')
  countCalls(2)
  const [record] = city.called.calledRecord('13912345701')
  assert.equal(record?.shown, '12345')
  assert.notEqual(record?.answeredAt, null)
  assert.equal(later.connectedAt, null, 'nobody overtakes him')
  assert.equal((await kept()).length, 0)
  const audio = await until('the citizen hears somebody', async () => {
    const heard = await city.called.current[0]?.audio()
    return heard && heard.received > 10 && heard
  })
  assert.ok(audio.sent > 0)
  const said = { outcome: 'done', appointment: null, note: '' } as const
  assert.deepEqual(await desk.command({ name: 'conclude', said }), { ok: true })
  await until('the later one is connected', () => later.connectedAt !== null)
  assert.ok((record?.answeredAt ?? 0) < (later.connectedAt ?? 0))
  const task = await until('the task is closed', async () => (await tasks()).find(({ state }) => state === 'closed'))
  assert.equal(task.result, 'done')
  assert.equal((await attemptsOf(task.taskId)).attempts.length, 1)
  const missed = await admin<{ missed: readonly unknown[] }>('/api/missed-calls')
  assert.equal(missed.missed.length, 0)
  later.hangUp()
  await later.ended
})

test('given a kept place that a shift leader gives up, its caller is not rung', async t => {
  const { hotline, city, keep, kept, tasks } = await givenKeepPlace(t)
  await keep('13912345711')
  const [place] = await kept()
  assert.ok(place)
  await until('his wish is a task', async () => (await tasks()).length === 1)
  const answer = await fetch(new URL(`/api/kept-places/${place.id}`, hotline.server.url), {
    method: 'DELETE',
    headers: { cookie: await leaderCookie(hotline), origin: new URL(hotline.server.url).origin },
  })
  assert.equal(answer.status, 204)
  await until('the task is taken back', async () => (await tasks()).every(({ result }) => result === 'taken_back'))
  await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  const later = city.citizens.call({ number: '13912345712', patienceMs: 60_000 })
  await until('the next caller is connected', () => later.connectedAt !== null)
  countCalls(1)
  assert.equal(city.called.calledRecord('13912345711').length, 0)
  later.hangUp()
  await later.ended
})

test('given a server that dies while a place is kept, the one that starts rings its caller in his turn', async t => {
  const { hotline, city, keep, kept, tasks } = await givenKeepPlace(t)
  await keep('13912345721')
  await until('his wish is a task', async () => (await tasks()).length === 1)
  hotline.server.kill()
  await hotline.server.exited
  await hotline.restart()
  await until('the place is there again', async () => (await kept()).length === 1)
  const { desk } = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  await until('they talk', () => desk.task?.state === 'talking')
  countCalls(1)
  assert.equal(city.called.calledRecord('13912345721').length, 1)
})
