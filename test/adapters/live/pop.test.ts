import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createUpgradeGate } from '../../../src/adapters/http/upgrade-gate.ts'
import { createLiveHub } from '../../../src/adapters/live/hub.ts'
import { get } from '../../../src/domain/sorted.ts'
import type { HistoryView } from '../../../src/wire/views.ts'
import { until } from '../../helpers/until.ts'
import { type GivenServer, givenServer } from '../http/given-server.ts'
import { type GivenPage, givenView } from './given-page.ts'

/** An agent at his desk, ready for a call. */
const givenReady = async (t: Parameters<typeof givenView>[0], server: GivenServer, host: string, agentId: string) => {
  const desk = await givenView(t, host, await server.signIn(agentId), 'desk')
  await server.phoneUp(agentId)
  desk.send({ type: 'command', id: `ready-${agentId}`, command: { name: 'ready' } })
  await desk.frame('answer')
  return desk
}

const names = (page: GivenPage) => page.frames.flatMap(frame => (frame.type === 'event' ? [frame.change.name] : []))

test('given a ready agent, when a caller arrives, then the pop goes to that desk alone, in the same turn that rings his phone', async t => {
  const sent: string[] = []
  const server = await givenServer(t, {
    hub: {
      onPopSent: offerId =>
        sent.push(`${offerId} after ${server.effects.filter(effect => effect.do === 'ring').length} rings`),
    },
  })
  const host = await server.listen()
  const other = await givenView(t, host, await server.signIn('1002'), 'desk')
  const desk = await givenReady(t, server, host, '1001')
  await server.arrives('call-1')

  const { pop } = await desk.change('pop')
  assert.deepEqual([pop.callId, pop.number, pop.rawNumber, pop.acceptBy], ['call-1', '138****5678', null, 'phone'])
  assert.deepEqual(sent, [`${pop.offerId} after 1 rings`])
  const { history, offerId } = await desk.change('pop_history')
  assert.equal(offerId, pop.offerId)
  assert.deepEqual(history, {
    earlier: [],
    callsInSevenDays: 0,
    missed: null,
    shared: null,
    people: [],
    openMatters: [],
    closedMatters: [],
  })
  assert.equal(names(other).includes('pop'), false)
})

test('given a pop on the screen, when the page says so, then the delay is counted once and only from that agent', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const other = await givenView(t, host, await server.signIn('1002'), 'desk')
  const desk = await givenReady(t, server, host, '1001')
  await server.arrives('call-1')
  const { offerId } = (await desk.change('pop')).pop
  const counted = async () => /yihao_pop_painted_seconds_count (\d+)/.exec(await server.metrics.metrics())?.[1]

  other.send({ type: 'painted', offerId })
  other.send({ type: 'ping' })
  await other.frame('pong')
  assert.equal(await counted(), '0')
  desk.send({ type: 'painted', offerId })
  desk.send({ type: 'painted', offerId })
  desk.send({ type: 'ping' })
  await desk.frame('pong')
  assert.equal(await counted(), '1')
})

test('given a ringing offer, when the caller leaves, then the pop is withdrawn with the reason', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const desk = await givenReady(t, server, host, '1001')
  const callId = await server.arrives('call-1')
  const { pop } = await desk.change('pop')
  await server.engine.hotline.tell({ type: 'caller_left', at: server.clock.now(), callId, how: 'normal' })
  assert.deepEqual(await desk.change('pop_withdrawn'), {
    name: 'pop_withdrawn',
    offerId: pop.offerId,
    why: 'caller_left',
  })
})

test('given an answered call, when it ends and wrap-up is extended and over, then the desk shows each step and a reload shows the same', async t => {
  const server = await givenServer(t, { hub: { limits: { lookMs: 60_000 } } })
  const host = await server.listen()
  const desk = await givenReady(t, server, host, '1001')
  const callId = await server.arrives('call-1')
  const { offerId: leg } = (await desk.change('pop')).pop
  const tell = server.engine.hotline.tell
  await tell({ type: 'leg_answered', at: server.clock.now(), leg })
  const { call } = await desk.change('call')
  assert.deepEqual([call?.callId, call?.endedAt, call?.number], [callId, null, '138****5678'])

  await tell({ type: 'caller_left', at: server.clock.now(), callId, how: 'normal' })
  await tell({ type: 'leg_ended', at: server.clock.now(), leg, how: 'normal' })
  await desk.change('call', change => change.call !== null && change.call.endedAt !== null)
  const wrapUp = (await desk.change('desk', change => change.desk.agent.state === 'wrap_up')).desk
  assert.equal(wrapUp.today.answered, 1)

  const again = await givenView(t, host, await server.signIn('1001'), 'desk')
  const { desk: state } = await again.frame('snapshot')
  assert.equal(state?.agent.state, 'wrap_up')
  assert.equal(state?.call?.callId, callId)
  assert.notEqual(state?.call?.endedAt, null)
  assert.notEqual(state?.call?.history, null)

  desk.send({ type: 'command', id: 'longer', command: { name: 'extend_wrap_up' } })
  await desk.change('desk', change => Number(change.desk.agent.until) > Number(wrapUp.agent.until))
  desk.send({ type: 'command', id: 'done', command: { name: 'ready' } })
  await desk.change('call', change => change.call === null)
})

test('given the same offer, when an agent and a shift leader take calls, then only the leader sees the number whole', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const leader = await givenReady(t, server, host, '2001')
  await server.arrives('call-1')
  assert.equal((await leader.change('pop')).pop.number, '+8613812345678')
  const agent = await givenReady(t, server, host, '1001')
  await server.arrives('call-2')
  assert.equal((await agent.change('pop')).pop.number, '138****5678')
  assert.equal(JSON.stringify(agent.frames).includes('13812345678'), false)
})

test('given two desks of one agent, when a caller arrives, then both show the same pop', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const first = await givenReady(t, server, host, '1001')
  const second = await givenView(t, host, await server.signIn('1001'), 'desk')
  await server.arrives('call-1')
  const pops = [await first.change('pop'), await second.change('pop')]
  assert.equal(pops[0]?.pop.offerId, pops[1]?.pop.offerId)
})

test('given a history that cannot be read, when a caller arrives, then the pop comes all the same', async t => {
  const history = (): Promise<HistoryView> => Promise.reject(new Error('the store is away'))
  const server = await givenServer(t, { hub: { history } })
  const host = await server.listen()
  const desk = await givenReady(t, server, host, '1001')
  await server.arrives('call-1')
  assert.equal((await desk.change('pop')).pop.history, null)
  await until('the failure is logged', () => server.log.lines.some(({ message }) => message.includes('history')))
})

test('given a talk that telephony cut off, when its call ends as failed, then the desk is told why', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const desk = await givenReady(t, server, host, '1001')
  const callId = await server.arrives('call-1')
  const { offerId: leg } = (await desk.change('pop')).pop
  await server.engine.hotline.tell({ type: 'leg_answered', at: server.clock.now(), leg })
  assert.equal((await desk.change('call')).call?.endCause, null)
  await server.engine.hotline.tell({ type: 'caller_left', at: server.clock.now(), callId, how: 'died' })
  const { call } = await desk.change('call', change => change.call !== null && change.call.endedAt !== null)
  assert.equal(call?.endCause, 'failed')
})

test('given telephony that is away, when a desk looks, then it is told since when, and that it is back', async t => {
  let up = true
  const server = await givenServer(t, { hub: { telephony: () => up, limits: { beatMs: 10 } } })
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  const before = server.clock.now()
  up = false
  const down = (await desk.change('desk', change => !change.desk.telephony)).desk.telephonyDownSince
  assert.ok(down !== null && down >= before && down <= server.clock.now())
  const again = await givenView(t, host, await server.signIn('1001'), 'desk')
  assert.equal((await again.frame('snapshot')).desk?.telephonyDownSince, down)
  up = true
  await again.change('desk', change => change.desk.telephony && change.desk.telephonyDownSince === null)
})

test('given a restart, when talk, wrap-up and offer are restored, then each desk shows its call with its history again', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const ringing = await givenReady(t, server, host, '1002')
  await server.arrives('call-rings', '13900000001')
  const { pop } = await ringing.change('pop')
  const call = get(server.engine.hotline.line().calls, 'call-rings')
  assert.ok(call)
  const asked: string[] = []
  const answer: HistoryView = {
    earlier: [],
    callsInSevenDays: 3,
    missed: null,
    shared: null,
    people: [],
    openMatters: [],
    closedMatters: [],
  }
  const hub = createLiveHub({
    hotline: server.engine.hotline,
    targets: { commandOf: () => 'no_such_target' },
    history: async (_number, callId) => {
      asked.push(callId)
      return answer
    },
    figures: server.board,
    telephony: () => true,
    ledgerBrokenAt: () => null,
    store: () => ({ state: 'ok', lost: 0 }),
    log: server.log,
    clock: server.clock,
  })
  t.after(hub.close)
  const http = createServer()
  hub.attach(http, createUpgradeGate({ reads: server.store.read, clock: server.clock, cookieSecure: false }))
  await new Promise<void>(resolve => http.listen(0, '127.0.0.1', resolve))
  t.after(() => http.close())
  const restarted = `127.0.0.1:${(http.address() as AddressInfo).port}`
  const talk = { ...call, id: 'call-talks', offer: null }
  const answeredAt = server.clock.now() - 60_000
  hub.restore([
    { agentId: '1001', call: talk, offerId: 'o-talk', answeredAt, endedAt: null, endCause: null },
    {
      agentId: '2001',
      call: { ...talk, id: 'call-wraps' },
      offerId: 'o-wrap',
      answeredAt,
      endedAt: answeredAt + 1,
      endCause: null,
    },
  ])
  await until('each history is asked for once', () => asked.length === 3)

  const shown = async (name: string) =>
    (await (await givenView(t, restarted, await server.signIn(name), 'desk')).frame('snapshot')).desk
  const talking = await shown('1001')
  assert.deepEqual(
    [talking?.call?.callId, talking?.call?.answeredAt, talking?.call?.endedAt, talking?.call?.number],
    ['call-talks', answeredAt, null, '139****0001'],
  )
  assert.deepEqual(talking?.call?.history, answer)
  const wrapping = await shown('2001')
  assert.deepEqual([wrapping?.call?.callId, wrapping?.call?.endedAt], ['call-wraps', answeredAt + 1])
  const rings = await shown('1002')
  assert.deepEqual([rings?.pop?.offerId, rings?.pop?.history], [pop.offerId, answer])
})
