import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { causes, ringsOut } from '../../scripts/city/behaviours.ts'
import type { RungCitizen } from '../../scripts/city/rung-citizen.ts'
import { givenAgent } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'
import { givenCampaign } from './given-visits.ts'

const number = '13912345631'
/** How long it rings: longer than any restart, or as short as may be. */
const longMs = 90_000
const shortMs = 10_000

/** A citizen whose phone rings for a task when the server is killed. */
const givenKilledWhileItRings = async (t: TestContext, ringMs = longMs) => {
  const given = await givenCampaign(t, 'missed_call_return', { ringMs })
  const { hotline, city, tasks, attemptsOf } = given
  city.called.behave(number, ringsOut())
  const call = city.citizens.call({ number, patienceMs: 300 })
  await call.ended
  await until('the missed call is a task', async () => (await tasks()).length === 1)
  const { desk, phone } = await givenAgent(t, hotline, city, 'visit', { answerAfterMs: 50 }, { extension: '2002' })
  const citizen = await until('his phone rings', () =>
    city.called.current.find(({ record }) => record.ringingAt !== null),
  )
  countCalls(2)
  hotline.server.kill()
  await hotline.server.exited
  return {
    ...{ desk, phone, citizen },
    restart: async () => {
      await hotline.restart()
      await until('the desk is back', () => desk.connected)
    },
    /** The only attempt, once it is closed and its task is told; nobody was dialled beside it. */
    closed: async () => {
      const [task] = await until('the task has its end', async () => {
        const all = await tasks()
        return all.every(({ state }) => state !== 'assigned') && all
      })
      const { attempts } = await attemptsOf(task?.taskId ?? '')
      assert.equal(attempts.length, 1)
      assert.equal(city.called.calledRecord(number).length, 1, 'he was rung once')
      return attempts[0] ?? assert.fail('no attempt')
    },
    /** The agent is free, and so is his phone. */
    isFree: () =>
      until('the agent is free', () => desk.agent?.state === 'ready' && phone.calls.at(-1)?.endedAt !== null),
  }
}

/** Both hear each other, and the hotline has ended nothing. */
const talk = async (citizen: RungCitizen) => {
  const before = await until('somebody is heard', async () => {
    const heard = await citizen.audio()
    return heard && heard.received > 10 && heard
  })
  await until('and goes on being heard', async () => {
    const heard = await citizen.audio()
    return heard !== null && heard.received > before.received + 20 && heard.sent > before.sent
  })
  assert.equal(citizen.record.endedAt, null)
}

for (const [when, answersIn] of [
  ['while there is no server', 'absence'],
  ['after it is back', 'presence'],
] as const)
  test(`given a server that is killed while a citizen’s phone rings, when he answers ${when}, then he talks to the agent who waited for him, and it is closed once`, async t => {
    const { desk, citizen, restart, closed, isFree } = await givenKilledWhileItRings(t)
    if (answersIn === 'absence') {
      citizen.answer()
      await until('he has answered', () => citizen.record.answeredAt !== null)
    }
    await restart()
    if (answersIn === 'presence') {
      await until('the desk has the task again', () => desk.task !== null)
      citizen.answer()
    }
    await until('the desk talks', () => desk.task?.state === 'talking')
    await talk(citizen)
    const said = { outcome: 'done', appointment: null, note: '' } as const
    assert.deepEqual(await desk.command({ name: 'conclude', said }), { ok: true })
    const { outcome, byAgent, answeredAt } = await closed()
    assert.deepEqual([outcome, byAgent], ['done', 'done'])
    assert.notEqual(answeredAt, null)
    await citizen.ended
    assert.equal(citizen.record.endedBy, 'hotline')
    await isFree()
  })

for (const [what, cause, booked] of [
  ['is busy', causes.busy486, 'busy'],
  ['presses the red key', causes.decline603, 'rejected'],
] as const)
  for (const when of ['while there is no server', 'after it is back'] as const)
    test(`given a server that is killed while a citizen’s phone rings, when he ${what} ${when}, then it is booked as ${booked}, once, and the agent is free`, async t => {
      const { citizen, desk, restart, closed, isFree } = await givenKilledWhileItRings(t)
      if (when === 'after it is back') {
        await restart()
        await until('the desk has the task again', () => desk.task !== null)
      }
      citizen.hangUp(cause)
      await citizen.ended
      if (when === 'while there is no server') await restart()
      const { outcome, byNetwork, answeredAt } = await closed()
      assert.deepEqual([outcome, byNetwork, answeredAt], [booked, booked, null])
      await isFree()
    })

test('given a server that is killed while a citizen’s phone rings, when he answers and hangs up again before it is back, then nobody says that he was not reached', async t => {
  const { citizen, restart, closed, isFree } = await givenKilledWhileItRings(t)
  citizen.answer()
  await until('he has answered', () => citizen.record.answeredAt !== null)
  citizen.hangUp()
  await citizen.ended
  await restart()
  assert.equal((await closed()).outcome, 'unknown')
  await isFree()
})

test('given a server that is killed while a citizen’s phone rings, when the agent hangs up before it is back, then the ringing ends, so that nobody answers to silence', async t => {
  const { citizen, phone, restart, closed, isFree } = await givenKilledWhileItRings(t)
  phone.calls.at(-1)?.hangUp()
  await until('the agent is gone', () => phone.calls.at(-1)?.endedAt !== null)
  assert.equal(citizen.record.endedAt, null)
  await restart()
  await citizen.ended
  assert.deepEqual([citizen.record.endedBy, citizen.record.answeredAt], ['hotline', null])
  assert.equal((await closed()).outcome, 'cancelled')
  await isFree()
})

for (const when of ['before it is over', 'long afterwards'] as const)
  test(`given a server that is killed while a citizen’s phone rings, when he lets it ring and the server is back ${when}, then it rings no longer than ever and is no answer`, async t => {
    const { citizen, restart, closed, isFree } = await givenKilledWhileItRings(t, shortMs)
    if (when === 'before it is over') await restart()
    await until('it rings no more', () => citizen.record.endedAt !== null, { withinMs: shortMs + 20_000 })
    assert.equal(citizen.record.endedBy, 'hotline')
    if (when === 'long afterwards') await restart()
    assert.equal((await closed()).outcome, 'no_answer')
    await isFree()
  })
