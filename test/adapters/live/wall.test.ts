import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWallFeed } from '../../../src/adapters/live/wall-feed.ts'
import { emptyLine } from '../../../src/domain/line/line.ts'
import { step } from '../../../src/domain/line/step.ts'
import { closeCodes } from '../../../src/wire/live.ts'
import type { AlarmView } from '../../../src/wire/views.ts'
import { until } from '../../helpers/until.ts'
import { givenServer, hotlineQueue } from '../http/given-server.ts'
import { givenView } from './given-page.ts'

test('given a wall that was idle, when much happens, then it is sent at once, and then once a second with the last state', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let now = 0
  const sent: number[] = []
  const feed = createWallFeed({ everyMs: 1_000, monotonic: () => now, send: () => sent.push(now) })
  const pass = (ms: number) => {
    now += ms
    t.mock.timers.tick(ms)
  }
  pass(5_000)
  feed.dirty()
  assert.deepEqual(sent, [], 'never on the path of the call itself')
  pass(0)
  t.mock.timers.tick(1)
  assert.deepEqual(sent, [5_000])
  for (let n = 0; n < 25; n += 1) {
    pass(100)
    feed.dirty()
  }
  assert.deepEqual(sent, [5_000, 6_000, 7_000])
  pass(10_000)
  assert.equal(sent.length, 4)
  pass(10_000)
  assert.equal(sent.length, 4, 'nothing is sent while nothing happens')
})

test('given a wall, when calls come and go, then it shows counts and agents and no number of a caller', async t => {
  const server = await givenServer(t, { hub: { limits: { wallMs: 20 } } })
  const host = await server.listen()
  const cookie = await server.signIn('leader')
  const wall = await givenView(t, host, cookie, 'wall')
  await server.arrives('call-1')
  await server.arrives('call-2', '051383456789')
  const { wall: state } = await wall.change('wall', change => change.wall.today.offered === 2)
  const [queue] = state.queues
  assert.deepEqual([queue?.id, queue?.waiting, queue?.ringing, queue?.talking], ['hotline', 2, 0, 0])
  assert.equal(state.today.stillWaiting, 2)
  const { wall: shown } = await wall.frame('snapshot')
  assert.deepEqual(
    shown?.agents.map(({ id }) => id),
    ['1001', '1002', '2001'],
  )
  assert.deepEqual(
    state.waiting.first.map(({ callId, ahead, why }) => [callId, ahead, why.en]),
    [
      ['call-1', null, 'nobody is signed in'],
      ['call-2', null, 'nobody is signed in'],
    ],
  )
  const { waiting } = (await server.app.inject({ url: '/api/waiting', headers: { cookie } })).json()
  assert.deepEqual(waiting, [
    { callId: 'call-1', number: '+8613812345678', masked: '138****5678', withheld: false },
    { callId: 'call-2', number: '+8651383456789', masked: '513****6789', withheld: false },
  ])
  assert.doesNotMatch(JSON.stringify(wall.frames), /13812345678|5678|83456789|secret-of/)
})

/** A line of agents who are all called the same. */
const lineOfMany = (count: number, name: string) => {
  let line = emptyLine()
  for (let n = 0; n < count; n += 1) {
    const agent = {
      id: `a${n}`,
      name,
      extension: `${n}`,
      group: 'phone',
      skills: [],
      wantsStandingLeg: false,
      autoAccept: false,
    }
    line = step(line, { type: 'agent_set', at: 0, agent }, 0).line
  }
  return line
}

test('given two thousand agents of whom one changes, when the wall is sent, then it carries him alone, and the board stays small', async t => {
  const server = await givenServer(t, { hub: { limits: { wallMs: 1, lookMs: 60_000, beatMs: 60_000 } } })
  const host = await server.listen()
  const cookie = await server.signIn('leader')
  const line = lineOfMany(2_000, '甲')
  server.hub.publish({ now: server.clock.now(), facts: [], line })
  const wall = await givenView(t, host, cookie, 'wall')
  const screen = await givenView(t, host, cookie, 'screen')
  const agent = {
    id: 'a7',
    name: '乙',
    extension: '7',
    group: 'phone',
    skills: [],
    wantsStandingLeg: false,
    autoAccept: false,
  }
  server.hub.publish({
    now: server.clock.now(),
    facts: [],
    line: step(line, { type: 'agent_set', at: 0, agent }, 0).line,
  })
  const { agents } = await wall.change('wall_agents', change => change.agents.some(({ name }) => name === '乙'))
  assert.deepEqual(
    agents.map(({ id }) => id),
    ['a7'],
  )
  const board = await wall.change('wall')
  assert.ok(JSON.stringify(board).length < 4_000, `${JSON.stringify(board).length} characters`)
  await screen.change('wall')
  const { wall: shown } = await screen.frame('snapshot')
  assert.deepEqual(shown?.agents, [])
  assert.doesNotMatch(JSON.stringify(screen.frames), /甲|乙/, 'a screen for the hall names no agent')
})

test('given an alarm that is raised, when the wall looks again, then it shows it, and no more once it has ended', async t => {
  let alarms: readonly AlarmView[] = []
  const server = await givenServer(t, { hub: { alarms: () => alarms, limits: { wallMs: 20, beatMs: 20 } } })
  const wall = await givenView(t, await server.listen(), await server.signIn('leader'), 'wall')
  alarms = [{ alarm: 'nobody_at_work', since: 5 }]
  await wall.change('wall', change => change.wall.alarms[0]?.since === 5)
  alarms = []
  await until('it has gone', () => {
    const last = wall.frames.at(-1)
    return last?.type === 'event' && last.change.name === 'wall' && last.change.wall.alarms.length === 0
  })
})

test('given a quiet wall, when a minute has passed, then it is sent again, since calls may have left the last 24 h', async t => {
  const server = await givenServer(t, { hub: { limits: { wallMs: 1, lookMs: 60_000, beatMs: 5 } } })
  const wall = await givenView(t, await server.listen(), await server.signIn('leader'), 'wall')
  const { wall: before } = await wall.frame('snapshot')
  server.clock.forward(30 * 60_000)
  const { wall: after } = await wall.change(
    'wall',
    ({ wall: { curve } }) => curve.today.offered.length !== before?.curve.today.offered.length,
  )
  assert.equal(after.today.offered, 0)
})

test('given a wall that does not read, when it falls behind, then it is cut with that reason and others are served', async t => {
  const server = await givenServer(t, { hub: { limits: { wallMs: 1, lookMs: 60_000, maxUnread: 256 * 1024 } } })
  const host = await server.listen()
  const cookie = await server.signIn('leader')
  const slow = await givenView(t, host, cookie, 'wall')
  const good = await givenView(t, host, cookie, 'wall')
  const lines = ['甲', '乙'].map(name => lineOfMany(2_000, name))
  let turn = 0
  slow.socket.pause()
  await until(
    'the slow one is cut',
    () => {
      turn += 1
      server.hub.publish({ now: server.clock.now(), facts: [], line: lines[turn % 2] ?? emptyLine() })
      return server.hub.stats().ended.slow === 1
    },
    { everyMs: 2 },
  )
  assert.equal(server.hub.stats().walls, 1)
  await good.change('wall_agents', change => change.agents.length === 2_000)
  assert.equal(good.socket.readyState, good.socket.OPEN)
  slow.socket.resume()
  const { code } = await slow.closed()
  assert.ok(code === closeCodes.slow || code === 1006, `closed with ${code}`)
})

test('given a store that spills and then loses facts, when the wall looks again, then it says so, and calls go on', async t => {
  let line = { state: 'ok' as 'ok' | 'spilling' | 'losing', lost: 0 }
  const server = await givenServer(t, { hub: { store: () => line, limits: { wallMs: 20, beatMs: 20 } } })
  const wall = await givenView(t, await server.listen(), await server.signIn('leader'), 'wall')
  line = { state: 'spilling', lost: 0 }
  await wall.change('wall', change => change.wall.store === 'spilling')
  line = { state: 'losing', lost: 12 }
  await wall.change('wall', change => change.wall.store === 'losing' && change.wall.lost === 12)
  await server.arrives('call-1')
  await wall.change('wall', change => change.wall.today.offered === 1)
})

const second = { ...hotlineQueue, id: 'firm', dialledNumbers: ['12346'] }

test('given a queue with a target of its own, the wall has the rate of each queue and how far it is from its target', async t => {
  const server = await givenServer(t, { hub: { limits: { wallMs: 1 } } })
  const at = server.clock.now()
  await server.engine.hotline.tell({ type: 'queue_set', at, queue: { ...second, answerTarget: 9_700 } })
  const cookie = await server.signIn('leader')
  const wall = await givenView(t, await server.listen(), cookie, 'wall')
  await server.arrives('call-1')
  await server.engine.hotline.tell({ type: 'caller_left', at: server.clock.now(), callId: 'call-1', how: 'normal' })
  const { wall: state } = await wall.change('wall', change => change.wall.today.abandoned === 1)
  assert.deepEqual(
    state.queues.map(({ id, rolling }) => [id, rolling?.decided, rolling?.target, rolling?.answersNeeded]),
    [
      ['firm', 0, 97, null],
      ['hotline', 1, 95, 19],
    ],
  )
})

test('given limits of states, a wall that begins has them and the frames that follow do not, and the screen of the hall has none', async t => {
  const overLong = { reserved: 1, talking: 2, wrap_up: 3, paused: 4, pauses: { break: 5 } }
  const server = await givenServer(t, { hub: { overLong, limits: { wallMs: 1 } } })
  const host = await server.listen()
  const cookie = await server.signIn('leader')
  const wall = await givenView(t, host, cookie, 'wall')
  const screen = await givenView(t, host, cookie, 'screen')
  assert.deepEqual((await wall.frame('snapshot')).wall?.overLong, overLong)
  assert.equal((await screen.frame('snapshot')).wall?.overLong, undefined)
  await server.arrives('call-1')
  const { wall: board } = await wall.change('wall')
  assert.equal('overLong' in board, false)
})

test('given a house that wants names on the screen of the hall, it is sent names and states, how they change, and nothing else of anybody', async t => {
  const server = await givenServer(t, { hub: { screenNames: true, limits: { wallMs: 1 } } })
  const host = await server.listen()
  const screen = await givenView(t, host, await server.signIn('leader'), 'screen')
  const { wall } = await screen.frame('snapshot')
  assert.deepEqual(
    wall?.agents.map(({ name, state }) => [name, state]),
    ['1001', '1002', '2001'].map(id => [`话务员${id}`, 'offline']),
  )
  await server.arrives('call-1', '051383456789')
  await server.signIn('1001')
  await server.engine.hotline.tell({ type: 'console_up', at: server.clock.now(), agentId: '1001' })
  await server.phoneUp('1001')
  await server.engine.hotline.command('1001', { name: 'pause', reason: 'meal' })
  const { agents } = await screen.change('wall_agents', change => change.agents.some(({ state }) => state === 'paused'))
  const [agent] = agents
  assert.deepEqual([agent?.reason, agent?.extension, agent?.group], [null, '', ''])
  assert.doesNotMatch(JSON.stringify(screen.frames), /83456789|meal|secret-of|"extension":"\d/)
})
