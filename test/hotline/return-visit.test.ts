import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { freeUdpPort } from '../../scripts/asterisk/ports.ts'
import {
  answers,
  type Behaviour,
  busy,
  emptyNumber,
  networkFailure,
  rejects,
  switchedOff,
} from '../../scripts/city/behaviours.ts'
import type { Campaign } from '../../src/domain/campaign/campaign.ts'
import { demoPassword, givenAgent, givenCity, givenHotline, type Hotline } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'

/** A zone in which it is ten in the morning now: nobody is rung at night. */
const zoneOfTheMorning = (): string => {
  const ahead = 10 - new Date().getUTCHours()
  const hours = ahead < -11 ? ahead + 24 : ahead
  return `Etc/GMT${hours >= 0 ? '-' : '+'}${Math.abs(hours)}`
}

const as = async ({ server }: Hotline, name: string) => {
  const signedIn = await fetch(new URL('/api/session', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: demoPassword }),
  })
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  return async <T>(path: string, body?: object): Promise<T> => {
    const answer = await fetch(new URL(path, server.url), {
      method: body ? 'PUT' : 'GET',
      headers: { cookie, origin: new URL(server.url).origin, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    assert.ok(answer.ok, `${path}: ${await answer.clone().text()}`)
    return (await answer.json()) as T
  }
}

type Campaigns = { campaigns: readonly { campaign: Campaign; version: number }[] }
type Attempts = {
  task: { state: string; result: string | null }
  attempts: readonly {
    outcome: string | null
    byNetwork: string | null
    answeredAt: number | null
    sip: number | null
  }[]
}
type Tasks = { tasks: readonly { taskId: string; state: string; result: string | null }[] }

/** A hotline that rings missed callers back at once, with one who does so, and a city in which they behave as they are told. */
const givenRingBack = async (t: TestContext) => {
  const cityPort = await freeUdpPort('127.0.0.1')
  const hotline = await givenHotline(
    t,
    { YIHAO_DEMO_NOTICE: '0', YIHAO_ZONE: zoneOfTheMorning() },
    { values: { TRUNK_CONTACT: `sip:127.0.0.1:${cityPort}` } },
  )
  const city = await givenCity(t, hotline.asterisk.sipPort, cityPort)
  const admin = await as(hotline, 'admin')
  const { campaigns } = await admin<Campaigns>('/api/campaigns')
  const known = campaigns.find(({ campaign }) => campaign.purpose === 'missed_call_return')
  assert.ok(known, 'the house has a campaign for missed calls')
  const campaign: Campaign = { ...known.campaign, mode: 'progressive', keepReady: 0, onDaysOff: true, ringMs: 10_000 }
  await admin(`/api/campaigns/${campaign.id}`, { seen: known.version, campaign })
  /** Somebody calls and gives up. */
  const miss = async (number: string, then: Behaviour) => {
    city.called.behave(number, then)
    const call = city.citizens.call({ number, patienceMs: 300 })
    await call.ended
    assert.equal(call.how, 'gave_up')
    countCalls(1)
  }
  const tasks = async () => (await admin<Tasks>(`/api/campaigns/${campaign.id}/tasks`)).tasks
  const attemptsOf = (taskId: string) => admin<Attempts>(`/api/tasks/${taskId}`)
  return { hotline, city, miss, tasks, attemptsOf, admin }
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
