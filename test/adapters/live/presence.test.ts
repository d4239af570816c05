import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signInMs } from '../../../src/adapters/http/sign-in.ts'
import { get } from '../../../src/domain/sorted.ts'
import { closeCodes, commandLimits, signsOfLife } from '../../../src/wire/live.ts'
import { until } from '../../helpers/until.ts'
import { type GivenServer, givenServer } from '../http/given-server.ts'
import { givenPage, givenView, refusedUpgrade } from './given-page.ts'

const agentOf = (server: GivenServer, id: string) => get(server.engine.hotline.line().agents, id)

test('given two desks of an agent, when they close one after the other, then the line is told with the last', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  const first = await givenView(t, host, cookie, 'desk')
  const second = await givenView(t, host, cookie, 'desk')
  await until('the console is up', () => agentOf(server, '1001')?.console)
  first.socket.close()
  await until('one desk is left', () => server.hub.stats().desks === 1)
  assert.equal(agentOf(server, '1001')?.console, true)
  second.socket.terminate()
  await until('the console is down', () => agentOf(server, '1001')?.console === false)
})

test('given a sign-in that is older than the line, when its desk connects, then the agent is signed in there too', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  await server.engine.hotline.command('1001', { name: 'sign_out' })
  assert.equal(agentOf(server, '1001')?.signedIn, false)
  await givenView(t, host, cookie, 'desk')
  await until('the agent is signed in', () => agentOf(server, '1001')?.signedIn)
})

test('given an open desk, when its sign-in ends by request or by time, then the desk is closed with that reason', async t => {
  const server = await givenServer(t, { hub: { limits: { beatMs: 20 } } })
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  const desk = await givenView(t, host, cookie, 'desk')
  const other = await givenView(t, host, await server.signIn('1002'), 'desk')
  await server.app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie, origin: 'http://localhost:80' } })
  assert.deepEqual(await desk.closed(), { code: closeCodes.signed_out, reason: 'signed_out' })
  assert.equal(agentOf(server, '1001')?.signedIn, false)
  assert.equal(other.socket.readyState, other.socket.OPEN)
  server.clock.forward(signInMs)
  assert.equal((await other.closed()).code, closeCodes.signed_out)
})

test('given a page that says no hello, when its time is over, then it is closed with a reason', async t => {
  const server = await givenServer(t, { hub: { limits: { beatMs: 10, helloMs: 50 } } })
  const host = await server.listen()
  const mute = await givenPage(t, host, { cookie: await server.signIn('1001') })
  assert.equal((await mute.closed()).code, closeCodes.protocol)
})

test('given a desk that speaks, when it falls silent though its browser still answers pings, then its agent is gone from the line', async t => {
  let now = 0
  const server = await givenServer(t, { hub: { monotonic: () => now, limits: { beatMs: 10 } } })
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  await server.phoneUp('1001')
  await server.engine.hotline.command('1001', { name: 'ready' })
  let pongs = 0
  for (let n = 0; n < 20; n += 1) {
    now += 900
    desk.send({ type: 'ping' })
    pongs += 1
    await until('it is answered', () => desk.frames.filter(({ type }) => type === 'pong').length === pongs)
  }
  assert.equal(agentOf(server, '1001')?.state, 'ready')
  const spokeAt = now
  await until('it is given up', () => {
    now += 100
    desk.socket.pong()
    return server.hub.stats().ended.silent === 1
  })
  const silence = now - spokeAt
  assert.ok(silence > signsOfLife.silentAfterMs && silence < 10_000, `given up after ${silence} ms`)
  await until('the console is down', () => agentOf(server, '1001')?.console === false)
  assert.equal(agentOf(server, '1001')?.state, 'offline')
  assert.deepEqual(await desk.closed(), { code: closeCodes.silent, reason: 'silent' })
  await server.arrives('call-1')
  assert.equal(
    server.effects.some(effect => effect.do === 'ring'),
    false,
  )
})

test('given a server that stood still for a minute, when it goes on, then nobody is taken for silent', async t => {
  let now = 0
  const server = await givenServer(t, { hub: { monotonic: () => now, limits: { beatMs: 10 } } })
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  const mute = await givenPage(t, host, { cookie: await server.signIn('1002') })
  now += 60_000
  assert.equal((await mute.closed()).code, closeCodes.protocol, 'a beat has passed')
  desk.send({ type: 'ping' })
  await desk.frame('pong')
  assert.equal(server.hub.stats().ended.silent, undefined)
})

test('given a network that held a command back, when it comes too late, then it is refused and nothing changes', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  await server.phoneUp('1001')
  await until('the agent may be ready', () => agentOf(server, '1001')?.state === 'paused')
  const ready = { type: 'command', command: { name: 'ready' } } as const
  desk.send({ ...ready, id: 'held', sentAt: server.clock.now() - commandLimits.reachWithinMs - 1 })
  assert.deepEqual(await desk.frame('answer'), { type: 'answer', id: 'held', ok: false, error: 'too_late' })
  assert.equal(agentOf(server, '1001')?.state, 'paused')
  desk.send({ ...ready, id: 'fresh', sentAt: server.clock.now() - 500 })
  assert.equal((await desk.frame('answer', ({ id }) => id === 'fresh')).ok, true)
  assert.equal(agentOf(server, '1001')?.state, 'ready')
})

test('given open pages, when the server goes, then they are told why and the line is not', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  await until('the console is up', () => agentOf(server, '1001')?.console)
  await server.hub.close()
  assert.equal((await desk.closed()).code, closeCodes.shutting_down)
  assert.equal(agentOf(server, '1001')?.console, true)
})

test('given no sign-in, a foreign page, or another path, when a socket is asked for, then it is refused with a code', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  const origin = `http://${host}`
  assert.deepEqual(await refusedUpgrade(host, { origin }), { status: 401, code: 'not_signed_in' })
  assert.deepEqual(await refusedUpgrade(host, { origin, cookie: 'yihao=forged' }), {
    status: 401,
    code: 'not_signed_in',
  })
  assert.deepEqual(await refusedUpgrade(host, { origin: 'https://evil.example', cookie }), {
    status: 403,
    code: 'foreign_origin',
  })
  assert.deepEqual(await refusedUpgrade(host, { cookie }), { status: 403, code: 'foreign_origin' })
  assert.deepEqual(await refusedUpgrade(host, { origin, cookie }, '/sip'), { status: 404, code: 'not_found' })
})

test('given sixteen sockets of one user, when he asks for one more, then it is refused', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  await Promise.all(Array.from({ length: 16 }, () => givenPage(t, host, { cookie })))
  assert.equal((await refusedUpgrade(host, { origin: `http://${host}`, cookie })).code, 'too_many_attempts')
})
