import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { closeCodes, liveVersion } from '../../../src/wire/live.ts'
import { until } from '../../helpers/until.ts'
import { givenServer } from '../http/given-server.ts'
import { givenPage, givenView } from './given-page.ts'

test('given a desk, when it says hello, then a welcome and a snapshot come and every numbered frame follows without a gap', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  assert.deepEqual(
    desk.frames.slice(0, 2).map(({ type }) => type),
    ['welcome', 'snapshot'],
  )
  const { desk: state } = await desk.frame('snapshot')
  assert.deepEqual(
    [state?.agent.id, state?.pop, state?.call, state?.waiting, state?.telephony],
    ['1001', null, null, 0, true],
  )
  await server.phoneUp('1001')
  await desk.change('desk', change => change.desk.agent.phone)

  desk.send({ type: 'snapshot' })
  const second = await desk.frame('snapshot', frame => frame.seq > 1)
  assert.equal(second.desk?.agent.phone, true)
  const numbers = desk.frames.flatMap(frame => ('seq' in frame ? [frame.seq] : []))
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  )
})

test('given a page of another version, when it says hello, then it is told to reload by the close code', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const page = await givenPage(t, host, { cookie: await server.signIn('1001') })
  page.send({ type: 'hello', version: liveVersion + 1, view: 'desk' })
  assert.deepEqual(await page.closed(), { code: closeCodes.version, reason: 'version' })
})

test('given an agent who wants the wall, or a leader without a phone who wants a desk, when they say hello, then they are refused', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  for (const [name, view] of [
    ['1001', 'wall'],
    ['1001', 'screen'],
    ['leader', 'desk'],
  ] as const) {
    const page = await givenPage(t, host, { cookie: await server.signIn(name) })
    page.send({ type: 'hello', version: liveVersion, view })
    assert.deepEqual(await page.frame('error'), { type: 'error', code: 'forbidden' })
    assert.equal((await page.closed()).code, closeCodes.protocol)
    assert.equal(
      page.frames.some(({ type }) => type === 'snapshot'),
      false,
    )
  }
})

test('given a wall, when it sends a command, then it is refused and nothing happens', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const wall = await givenView(t, host, await server.signIn('2001'), 'wall')
  const before = server.engine.hotline.line()
  wall.send({ type: 'command', id: 'a', command: { name: 'ready' } })
  assert.deepEqual(await wall.frame('answer'), { type: 'answer', id: 'a', ok: false, error: 'forbidden' })
  assert.equal(server.engine.hotline.line(), before)
})

test('given a command, when its id comes again, also from another socket, then it was run once and both get the same answer', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  const first = await givenView(t, host, cookie, 'desk')
  await server.phoneUp('1001')
  const pause = { type: 'command', id: 'once', command: { name: 'pause', reason: 'meal' } } as const
  first.send(pause)
  assert.deepEqual(await first.frame('answer'), { type: 'answer', id: 'once', ok: true })
  first.send({ type: 'command', id: 'later', command: { name: 'ready' } })
  await first.frame('answer', ({ id }) => id === 'later')
  const second = await givenView(t, host, cookie, 'desk')
  second.send(pause)
  assert.deepEqual(await second.frame('answer'), { type: 'answer', id: 'once', ok: true })
  second.send({ type: 'snapshot' })
  const { desk } = await second.frame('snapshot', ({ seq }) => seq > 1)
  assert.equal(desk?.agent.state, 'ready')
})

test('given a command that is not possible now, when it comes, then the answer carries the code', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  desk.send({ type: 'command', id: 'a', command: { name: 'accept', offerId: 'none' } })
  assert.deepEqual(await desk.frame('answer'), { type: 'answer', id: 'a', ok: false, error: 'no_such_offer' })
})

const validFrame = fc.constantFrom(
  { type: 'hello', version: liveVersion, view: 'desk' },
  { type: 'command', id: 'x', command: { name: 'pause', reason: 'meal' } },
  { type: 'command', id: 'x', command: { name: 'accept', offerId: 'o' } },
  { type: 'painted', offerId: 'o' },
  { type: 'ping' },
)
const brokenFrame = fc.oneof(
  fc.string().map(text => `${text}}`),
  fc.jsonValue().map(value => JSON.stringify([value])),
  fc
    .tuple(validFrame, fc.string({ minLength: 1 }), fc.jsonValue())
    .map(([frame, key, value]) => JSON.stringify({ ...frame, [`x${key}`]: value })),
  fc
    .tuple(validFrame, fc.jsonValue())
    .map(([frame, value]) => JSON.stringify({ ...frame, type: value === 'ping' ? 0 : [value] })),
  fc.constantFrom(
    '{"type":"command","id":"","command":{"name":"ready"}}',
    '{"type":"command","id":"a","command":{"name":"pause","reason":"signed_in"}}',
    '{"type":"command","id":"a","command":{"name":"ready","offerId":"x"}}',
    '{"type":"hello","version":1,"view":"desk"}',
    '{"type":"ping","__proto__":{}}',
  ),
  fc.uint8Array({ minLength: 1, maxLength: 200 }).map(bytes => Buffer.from(bytes)),
)

test('given broken frames of all kinds, when they come, then each is answered, nothing changes, and the talk goes on', async t => {
  const server = await givenServer(t, { hub: { limits: { burst: 1e6 } } })
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  await desk.change('desk', change => change.desk.agent.console)
  const before = server.engine.hotline.line()
  let sent = 0
  fc.assert(
    fc.property(brokenFrame, frame => {
      desk.socket.send(frame)
      sent += 1
    }),
    { numRuns: 300 },
  )
  await until('all are answered', () => desk.frames.filter(({ type }) => type === 'error').length === sent)
  assert.ok(desk.frames.every(frame => frame.type !== 'error' || frame.code === 'bad_frame'))
  assert.equal(server.engine.hotline.line(), before)
  desk.send({ type: 'ping' })
  await desk.frame('pong')
})

test('given a page that sends rubbish without end, or asks without end, when its budget is spent, then it is cut', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const cookie = await server.signIn('1001')
  for (const text of ['rubbish', '{"type":"snapshot"}', '{"type":"ping"}']) {
    const desk = await givenView(t, host, cookie, 'desk')
    for (let n = 0; n < 1_000; n += 1) desk.socket.send(text)
    assert.equal((await desk.closed()).code, closeCodes.protocol)
  }
})

test('given a frame over 16 kB, when it comes, then the socket is closed as too large', async t => {
  const server = await givenServer(t)
  const host = await server.listen()
  const desk = await givenView(t, host, await server.signIn('1001'), 'desk')
  desk.socket.send('x'.repeat(16 * 1024 + 1))
  assert.equal((await desk.closed()).code, 1009)
})
