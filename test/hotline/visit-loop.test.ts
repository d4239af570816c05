import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers } from '../../scripts/city/behaviours.ts'
import { givenAgent } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'
import { as, givenCampaign } from './given-visits.ts'

const number = '13912345621'

interface CaseNow {
  readonly version: number
  readonly case: { readonly state: string }
}

test('given a case from a call, when its unit has replied, the citizen is rung, is dissatisfied, it is redone, he is rung again and satisfied, and it is closed', async t => {
  const { hotline, city, tasks, attemptsOf } = await givenCampaign(t, 'satisfaction_visit')
  const names = ['1001', 'review', 'dispatch', 'water', 'visit'] as const
  const [agent, review, dispatch, water, visit] = await Promise.all(names.map(name => as(hotline, name)))
  assert.ok(agent && review && dispatch && water && visit)
  const by = { review, dispatch, water, visit }
  let caseNo = ''
  const now = () => review<CaseNow>(`/api/cases/${caseNo}`)
  const step = async (name: keyof typeof by, wish: object) =>
    by[name](`/api/cases/${caseNo}/steps`, { wish, seen: (await now()).version })

  const desk = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 50 })
  const call = city.citizens.call({ number, patienceMs: 20_000, talkMs: 2_000 })
  await until('the citizen talks', () => desk.desk.agent?.state === 'talking')
  const callId = desk.desk.pops.at(-1)?.callId ?? ''
  const registered = await agent<{ caseNo: string }>(`/api/calls/${callId}/cases`, {
    ...{
      requestId: 'request-0000-0001',
      class: 'complaint',
      title: '路灯不亮',
      text: '解放路 88 号路灯三天不亮',
      place: '解放路 88 号',
    },
    ...{ requesterName: '王建国', contact: 'phone', urgent: false, confidential: null, anonymous: false },
    ...{ enterprise: false, specialNeeds: false, answer: '' },
  })
  caseNo = registered.caseNo
  await call.ended
  countCalls(1)
  await desk.desk.command({ name: 'pause', reason: 'break' })

  const handled = async (text: string) => {
    await step('water', { event: 'sign' })
    await step('water', { event: 'log_contact', contact: 'phone', note: '已电话联系' })
    await step('water', { event: 'reply', text, result: 'resolved', attachments: [] })
    await step('review', { event: 'review_reply' })
    await step('review', { event: 'accept_reply', note: '' })
  }
  await step('review', { event: 'pass_review', suggestedUnit: null, note: '' })
  await step('dispatch', { event: 'dispatch', unit: 'water', coUnits: [], note: '' })
  city.called.behave(number, answers({ ringMs: 300 }))
  const visitor = await givenAgent(t, hotline, city, 'visit', { answerAfterMs: 50 }, { extension: '2002' })

  /** The citizen is rung, answers, and says what he thinks. */
  const visited = async (answer: object): Promise<void> => {
    const rung = await until(
      'he is rung and talks',
      () => visitor.desk.task?.state === 'talking' && visitor.desk.task,
      {
        withinMs: 30_000,
      },
    )
    countCalls(1)
    const seen = await visit<{ case: { reply: { text: string } | null; rated: boolean } | null }>('/api/visits/current')
    assert.equal(seen.case?.rated, false)
    assert.doesNotMatch(JSON.stringify(seen), /已电话联系|resolved/, 'what the unit claims is hidden until he has said')
    await visit('/api/visits/conclusion', {
      ...{ callId: rung.callId, outcome: 'rated', appointment: null, note: '' },
      answers: { solved: null, contacted: true, reason: '', redo: false, ...answer },
    })
  }

  await handled('已安排维修')
  await visited({ score: 'dissatisfied', solved: false, reason: '还是不亮', redo: true })
  await until('it is with the unit again', async () => (await now()).case.state === 'dispatched')
  await handled('已更换灯头')
  await visited({ score: 'satisfied', solved: true })
  assert.equal((await now()).case.state, 'closed')

  const both = await until('both tasks are closed', async () => {
    const all = await tasks()
    return all.length === 2 && all.every(({ state }) => state === 'closed') && all
  })
  assert.deepEqual(
    both.map(({ result }) => result),
    ['rated', 'rated'],
  )
  for (const { taskId } of both)
    assert.deepEqual(
      (await attemptsOf(taskId)).attempts.map(({ outcome }) => outcome),
      ['rated'],
    )
  const records = city.called.calledRecord(number)
  assert.equal(records.length, 2)
  for (const { shown, answeredAt } of records) assert.deepEqual([shown, answeredAt !== null], ['12345', true])
})
