import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normaliseCaller } from '../../../src/domain/number/normalise.ts'
import { givenServer } from '../http/given-server.ts'
import { caseNoOf, registered } from '../store/given-cases.ts'
import { fact, morning } from '../store/given-facts.ts'
import { givenView } from './given-page.ts'

test('given a known number with cases, when it calls and asks for a dialect, then the pop says so, and nothing of what is confidential', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  await server.phoneUp('1001')
  const wishes = { wantsStandingLeg: false, autoAccept: false }
  const speaks = { id: '1001', name: '王小梅', extension: '1001', group: 'phone', ...wishes }
  const skills = [{ skill: 'haimen', level: 5 }]
  await server.engine.hotline.tell({ type: 'agent_set', at: server.clock.now(), agent: { ...speaks, skills } })
  await server.engine.hotline.command('1001', { name: 'ready' })
  await server.store.append([
    ...registered({ running: 1, at: morning, class: 'report', title: '举报某处' }),
    ...registered({ running: 2, at: morning + 1, title: '路灯不亮' }),
    ...registered({ running: 3, at: morning + 2, title: '老年卡', answer: '已答' }),
    fact(morning, {
      kind: 'person_confirmed',
      callId: 'call-1',
      agentId: '1001',
      personId: 'p1',
      number: '+8613812345678',
      name: '王建国',
      place: '解放路',
      elder: true,
      minor: false,
      disabled: false,
      contact: 'sms',
      note: '听力不好',
    }),
  ])
  await server.engine.hotline.tell({
    type: 'call_arrived',
    at: server.clock.now(),
    callId: 'now',
    dialled: '12345',
    caller: normaliseCaller('13812345678', '0513'),
    wants: [{ skill: 'haimen', level: 1 }],
    adopted: false,
  })
  assert.deepEqual((await desk.change('pop')).pop.skillsAsked, ['haimen'])
  const { history } = await desk.change('pop_history')
  assert.deepEqual(
    history.people.map(({ name, elder, contact, note }) => ({ name, elder, contact, note })),
    [{ name: '王建国', elder: true, contact: 'sms', note: '听力不好' }],
  )
  assert.deepEqual(
    history.openMatters.map(({ caseNo, title, acceptedAt }) => [caseNo, title, acceptedAt]),
    [
      [caseNoOf(1), null, morning],
      [caseNoOf(2), '路灯不亮', morning + 1],
    ],
  )
  assert.deepEqual(
    history.closedMatters.map(({ title }) => title),
    ['老年卡'],
  )
  assert.doesNotMatch(JSON.stringify(desk.frames), /举报某处|13812345678/)
})
