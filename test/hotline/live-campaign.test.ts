import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { ringsOut } from '../../scripts/city/behaviours.ts'
import { givenAgent } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'
import { givenCampaign } from './given-visits.ts'

const [first, second] = ['13912345641', '13912345642']
/** A task is looked for each second while an agent is ready; after so long he was passed over more than once. */
const passedOverMs = 3_500
const slow = { withinMs: 30_000 }

/** Two have called in vain; the first one's phone rings for his task, and the second waits for his. */
const givenDialling = async (t: TestContext) => {
  const given = await givenCampaign(t, 'missed_call_return', { ringMs: 90_000 })
  const { hotline, city, tasks, attemptsOf } = given
  for (const number of [first, second]) {
    city.called.behave(number, ringsOut())
    await city.citizens.call({ number, patienceMs: 300 }).ended
  }
  await until('both are tasks', async () => (await tasks()).length === 2, slow)
  const { desk } = await givenAgent(t, hotline, city, 'visit', { answerAfterMs: 50 }, { extension: '2002' })
  const citizen = await until(
    'the first one’s phone rings',
    () => city.called.current.find(({ record }) => record.ringingAt !== null),
    slow,
  )
  countCalls(3)
  assert.match(citizen.record.dialled, new RegExp(`${first}$`))
  const results = async () => (await tasks()).map(({ state, result }) => `${state} ${result}`).sort()
  return {
    ...given,
    ...{ desk, citizen, results },
    /** The first one answers, is heard, and the agent says what came of it; nobody else's hand ended the talk. */
    talkIsConcluded: async () => {
      if (citizen.record.answeredAt === null) citizen.answer()
      await until('they talk', () => desk.task?.state === 'talking', slow)
      await until('the citizen hears somebody', async () => ((await citizen.audio())?.received ?? 0) > 10, slow)
      assert.equal(citizen.record.endedAt, null)
      const said = { outcome: 'done', appointment: null, note: '' } as const
      assert.deepEqual(await desk.command({ name: 'conclude', said }), { ok: true })
      await citizen.ended
      const task = await until(
        'his task is closed',
        async () => (await tasks()).find(({ state, result }) => state === 'closed' && result === 'done'),
        slow,
      )
      const { attempts } = await attemptsOf(task.taskId)
      assert.deepEqual(
        attempts.map(({ outcome }) => outcome),
        ['done'],
      )
    },
    /** The agent is ready and is given nothing. */
    nobodyElseIsRung: async () => {
      const isPassedOver = () => {
        const { agent } = desk
        return agent?.state === 'ready' && desk.task === null && Date.now() - agent.since > passedOverMs
      }
      await until('the agent is passed over', isPassedOver, slow)
      assert.equal(city.called.calledRecord().length, 1)
    },
    secondIsRung: async () => {
      await until('the second is rung', () => city.called.calledRecord(second).length === 1, slow)
      countCalls(1)
    },
  }
}

test('given a campaign that is paused while it dials, what rings goes on to its end, nobody else is rung, and when it runs again the next one is', async t => {
  const { set, talkIsConcluded, nobodyElseIsRung, secondIsRung, results } = await givenDialling(t)
  await set({ state: 'paused' })
  await talkIsConcluded()
  await nobodyElseIsRung()
  assert.deepEqual(await results(), ['closed done', 'waiting null'])
  await set({ state: 'running' })
  await secondIsRung()
})

test('given a campaign whose hours are changed while it dials, so that it may ring in the evening only, what rings goes on, and nobody is rung before the new hours', async t => {
  const { campaign, set, talkIsConcluded, nobodyElseIsRung, secondIsRung, results } = await givenDialling(t)
  const evening = [
    { from: 20 * 60, to: 20 * 60 + 30 },
    { from: 20 * 60 + 30, to: 21 * 60 },
  ]
  const { hours: before } = campaign
  await set({ hours: evening })
  await talkIsConcluded()
  await nobodyElseIsRung()
  assert.deepEqual(await results(), ['closed done', 'waiting null'])
  await set({ hours: before })
  await secondIsRung()
})

test('given a campaign that is ended during a talk, who waits is taken back and never rung, and the talk is concluded as any other', async t => {
  const { set, talkIsConcluded, nobodyElseIsRung, results, citizen, desk } = await givenDialling(t)
  citizen.answer()
  await until('they talk', () => desk.task?.state === 'talking', slow)
  await set({ state: 'ended' })
  await until('who waits is taken back', async () => (await results()).includes('closed taken_back'), slow)
  await talkIsConcluded()
  await nobodyElseIsRung()
  assert.deepEqual(await results(), ['closed done', 'closed taken_back'])
})
