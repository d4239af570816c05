import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { until } from '../../../helpers/until.ts'
import { givenClient, givenConnected, hasty } from './given-client.ts'
import { type Knobs, type Peer, password, startPeer, userEvent } from './misbehaving-peer.ts'

async function givenPeer(t: TestContext, wrong: Partial<Knobs> = {}): Promise<Peer> {
  const peer = await startPeer(wrong)
  t.after(() => peer.close())
  return peer
}

const info = { method: 'GET', path: 'asterisk/info' } as const
const named = (events: { type: string }[]) => events.map(event => ('name' in event ? event.name : event.type))

test('given a right password, when it connects, then the credentials go in a header and never in the address', async t => {
  const peer = await givenPeer(t)
  await givenConnected(t, { ...hasty, url: peer.url, password })
  assert.deepEqual(peer.handshakes, [
    {
      authorization: `Basic ${Buffer.from(`tester:${password}`).toString('base64')}`,
      url: '/ari/events?app=app',
    },
  ])
})

test('given a wrong password, when it connects, then the reason is told once and it keeps trying', async t => {
  const peer = await givenPeer(t, { handshake: 401 })
  const { client, downs } = givenClient(t, { ...hasty, url: peer.url, password })
  await until('four attempts', () => peer.handshakes.length >= 4)
  assert.deepEqual(downs, ['wrong_password'])
  assert.deepEqual(await client.request(info), { kind: 'down' })
  peer.knobs.handshake = 101
  await until('it is connected', () => client.up)
})

test('given an Asterisk that is still starting, then the reason is not_ready', async t => {
  const peer = await givenPeer(t, { handshake: 503 })
  const { downs } = givenClient(t, { ...hasty, url: peer.url, password })
  await until('the reason', () => downs.includes('not_ready'))
})

test('given nothing listens, when Asterisk comes up, then it connects', async t => {
  const gone = await startPeer()
  await gone.close()
  const { client, downs } = givenClient(t, { ...hasty, url: gone.url, password })
  await until('it fails', () => downs.includes('unreachable'))
  assert.equal(client.up, false)
  assert.ok(client.stats().attempts >= 1)
})

test('given a peer that takes the connection and says nothing, then it gives up and tries again', async t => {
  const peer = await givenPeer(t, { silentHandshake: true })
  const { client, downs } = givenClient(t, { ...hasty, url: peer.url, password })
  await until('the reason', () => downs.includes('no_answer'))
  peer.knobs.silentHandshake = false
  await until('it is connected', () => client.up)
})

test('given a peer without REST over the WebSocket, then it asks by HTTP, in the order of the requests', async t => {
  const peer = await givenPeer(t, { restOverWebSocket: false })
  const { client, ups } = await givenConnected(t, { ...hasty, probeTimeoutMs: 30, url: peer.url, password })
  assert.deepEqual(ups, [{ asterisk: '22.0.0-peer', startedAt: null, transport: 'http', epoch: 1 }])
  const numbers = Array.from({ length: 30 }, (_, index) => index)
  const results = await Promise.all(
    numbers.map(number =>
      client.request({ method: 'POST', path: `events/user/e${number}`, body: { variables: { number } } }),
    ),
  )
  assert.ok(results.every(result => result.kind === 'ok'))
  const byHttp = peer.asked.filter(asked => asked.transport === 'http' && asked.method === 'POST')
  assert.deepEqual(
    byHttp.map(asked => asked.uri),
    numbers.map(number => `events/user/e${number}`),
  )
})

test('given requests by HTTP that are never answered, then each ends by its deadline and the next ones work', async t => {
  const peer = await givenPeer(t, { restOverWebSocket: false })
  const { client } = await givenConnected(t, { ...hasty, probeTimeoutMs: 30, url: peer.url, password })
  peer.knobs.answer = 'never'
  const results = await Promise.all([client.request(info), client.request(info), client.request(info)])
  assert.deepEqual(results, [{ kind: 'timeout' }, { kind: 'timeout' }, { kind: 'timeout' }])
  peer.knobs.answer = 'once'
  assert.equal((await client.request(info)).kind, 'ok')
})

test('given a request that is never answered, then it ends by its deadline and the connection stays', async t => {
  const peer = await givenPeer(t)
  const { client, told } = await givenConnected(t, { ...hasty, url: peer.url, password })
  peer.knobs.answer = 'never'
  assert.deepEqual(await client.request(info), { kind: 'timeout' })
  assert.equal(client.stats().timeouts, 1)
  assert.equal(client.stats().pending, 0)
  peer.knobs.answer = 'once'
  assert.equal((await client.request(info)).kind, 'ok')
  assert.deepEqual(told, ['up 1'])
})

test('given an answer after the deadline, then it is counted and reaches nobody', async t => {
  const peer = await givenPeer(t)
  const { client } = await givenConnected(t, { ...hasty, requestTimeoutMs: 30, url: peer.url, password })
  peer.knobs.answer = 'when released'
  assert.deepEqual(await client.request(info), { kind: 'timeout' })
  peer.release()
  await until('the late answer is counted', () => client.stats().lateReplies === 1)
})

test('given answers that come twice, then each request has one result and the rest is counted', async t => {
  const peer = await givenPeer(t)
  const { client } = await givenConnected(t, { ...hasty, url: peer.url, password })
  peer.knobs.answer = 'twice'
  const results = await Promise.all([client.request(info), client.request({ method: 'GET', path: 'none/x' })])
  assert.deepEqual(
    results.map(result => result.kind),
    ['ok', 'gone'],
  )
  await until('the second answers are counted', () => client.stats().lateReplies === 2)
})

for (const answer of ['broken JSON', 'without a status'] as const) {
  test(`given answers that are ${answer}, then the request times out, the frame is counted and the rest works`, async t => {
    const peer = await givenPeer(t)
    const { client, events } = await givenConnected(t, { ...hasty, requestTimeoutMs: 50, url: peer.url, password })
    peer.knobs.answer = answer
    assert.deepEqual(await client.request(info), { kind: 'timeout' })
    assert.equal(client.stats().brokenFrames, 1)
    peer.send(userEvent('after'))
    await until('the next event', () => events.length === 1)
  })
}

test('given unknown, broken, binary and strange frames, then every good event between them still comes', async t => {
  const peer = await givenPeer(t)
  const { client, events, logged } = await givenConnected(t, { ...hasty, url: peer.url, password })
  const strange: (object | string | Buffer)[] = [
    { type: 'NewInAsterisk99', timestamp: 'x' },
    { type: 'NewInAsterisk99' },
    '{"type":',
    '',
    'null',
    '[]',
    '"text"',
    '{"type":7}',
    `${'['.repeat(50_000)}`,
    { type: 'StasisStart' },
    { type: 'StasisStart', application: 'app', channel: { id: 'x'.repeat(300) } },
    { type: '__proto__', application: 'app' },
    { type: 'constructor' },
    Buffer.from([0x22, 0xff, 0xfe, 0x22]),
  ]
  for (const [index, frame] of strange.entries()) {
    peer.send(frame)
    peer.send(userEvent(`good ${index}`))
  }
  peer.send(Buffer.from(JSON.stringify(userEvent('binary'))), true)
  peer.send(userEvent('last'))
  await until('the last event', () => named(events).includes('last'))
  assert.deepEqual(named(events), [...strange.map((_, index) => `good ${index}`), 'last'])
  const { unknownEvents, brokenFrames } = client.stats()
  assert.deepEqual({ unknownEvents, brokenFrames }, { unknownEvents: 4, brokenFrames: 11 })
  assert.equal(logged.filter(entry => entry.facts.type === 'NewInAsterisk99').length, 1)
  assert.equal(peer.accepted(), 1)
})

test('given a frame beyond 16 MiB, then the connection is given up and made anew', async t => {
  const peer = await givenPeer(t)
  const { client, downs, ups } = await givenConnected(t, { ...hasty, url: peer.url, password })
  peer.send(`"${'x'.repeat(17 * 1024 * 1024)}"`)
  await until('the loss', () => downs.includes('broken_peer'))
  await until('it is connected again', () => client.up)
  assert.deepEqual(
    ups.map(up => up.epoch),
    [1, 2],
  )
})

test('given a peer that closes in the middle of a frame, then nothing of it is delivered and it connects again', async t => {
  const peer = await givenPeer(t)
  const { client, downs, events } = await givenConnected(t, { ...hasty, url: peer.url, password })
  const text = Buffer.from(JSON.stringify(userEvent('half')))
  for (const socket of peer.sockets) {
    const raw: unknown = Reflect.get(socket, '_socket')
    assert.ok(raw instanceof (await import('node:net')).Socket)
    raw.write(Buffer.concat([Buffer.from([0x81, 126, text.length >> 8, text.length & 255]), text.subarray(0, 20)]))
    raw.destroySoon()
  }
  await until('the loss', () => downs.length === 1)
  await until('it is connected again', () => client.up)
  assert.deepEqual(events, [])
})

test('given requests on their way, when the connection breaks, then all of them end at once as down', async t => {
  const peer = await givenPeer(t)
  const { client } = await givenConnected(t, { ...hasty, requestTimeoutMs: 60_000, url: peer.url, password })
  peer.knobs.answer = 'when released'
  const results = Promise.all(Array.from({ length: 100 }, () => client.request(info)))
  await until('the peer has them', () => peer.asked.length >= 101)
  for (const socket of peer.sockets) socket.terminate()
  assert.ok((await results).every(result => result.kind === 'down'))
  assert.equal(client.stats().pending, 0)
})

test('given a peer that no longer answers pings, then it is cut and connected anew', async t => {
  const peer = await givenPeer(t)
  const { client, downs, ups } = await givenConnected(t, { ...hasty, pongWithinMs: 60, url: peer.url, password })
  peer.knobs.pong = false
  await until('the loss', () => downs.includes('no_pong'))
  peer.knobs.pong = true
  await until('it is connected again', () => client.up && ups.length >= 2)
})

test('given a peer that stops reading, when more than the bound waits to be sent, then it is cut', async t => {
  const peer = await givenPeer(t)
  const patient = { ...hasty, pingEveryMs: 60_000, requestTimeoutMs: 60_000 }
  const { client, downs } = await givenConnected(t, { ...patient, url: peer.url, password, maxBufferedBytes: 100_000 })
  for (const socket of peer.sockets) socket.pause()
  const body = { text: 'x'.repeat(30_000) }
  const results: Promise<{ kind: string }>[] = []
  await until(
    'it is cut',
    () => {
      if (downs.length === 0 && results.length < 2000)
        results.push(client.request({ method: 'POST', path: 'a/b', body }))
      return downs.length > 0
    },
    { everyMs: 0 },
  )
  assert.deepEqual(downs, ['slow_peer'])
  assert.ok((await Promise.all(results)).every(result => result.kind === 'down'))
})

test('given too many requests wait, then one more is refused and not sent', async t => {
  const peer = await givenPeer(t)
  const { client } = await givenConnected(t, { ...hasty, url: peer.url, password, maxPending: 2 })
  peer.knobs.answer = 'when released'
  const first = [client.request(info), client.request(info)]
  const third = await client.request(info)
  assert.deepEqual(third, { kind: 'refused', status: 429, message: 'too many requests wait' })
  await until('the peer has two', () => peer.asked.length === 3)
  peer.release()
  assert.deepEqual(
    (await Promise.all(first)).map(result => result.kind),
    ['ok', 'ok'],
  )
})

test('given another server takes the application, then it says so, rests and only then comes back', async t => {
  const peer = await givenPeer(t)
  const rest = 400
  const { client, told } = await givenConnected(t, { ...hasty, url: peer.url, password, replacedRestMs: rest })
  peer.send({ type: 'ApplicationReplaced', application: 'another' })
  const replacedAt = performance.now()
  peer.send({ type: 'ApplicationReplaced', application: 'app' })
  await until('it is told', () => told.includes('down replaced'))
  await until('the old socket is closed', () => peer.sockets.size === 0)
  await until('it is connected again', () => client.up)
  assert.ok(performance.now() - replacedAt >= rest)
  assert.deepEqual(told, ['up 1', 'event ApplicationReplaced', 'event ApplicationReplaced', 'down replaced', 'up 2'])
})

test('given events before the first answer, then they are handed over after onUp, in order', async t => {
  const peer = await givenPeer(t, { answer: 'when released' })
  const { told, client } = givenClient(t, { ...hasty, probeTimeoutMs: 5000, url: peer.url, password })
  await until('the question is there', () => peer.asked.length === 1)
  peer.send(userEvent('early'))
  peer.send(userEvent('early too'))
  await until('they have come', () => client.stats().events === 2)
  assert.deepEqual(told, [])
  peer.release()
  await until('all is told', () => told.length === 3)
  assert.deepEqual(told, ['up 1', 'event ChannelUserevent', 'event ChannelUserevent'])
})

test('given handlers that throw and reject, then they are logged and the connection goes on', async t => {
  const peer = await givenPeer(t)
  const { client, events, logged } = await givenConnected(
    t,
    { ...hasty, url: peer.url, password },
    {
      onEvent() {
        throw new Error('in onEvent')
      },
      onUp: () => Promise.reject(new Error('in onUp')),
    },
  )
  peer.send(userEvent('one'))
  peer.send(userEvent('two'))
  await until('both events', () => events.length === 2)
  await until('three errors are logged', () => logged.filter(entry => entry.level === 'error').length === 3)
  assert.equal((await client.request(info)).kind, 'ok')
})

test('given a peer that drops every connection, then there are never two sockets at once', async t => {
  const peer = await givenPeer(t)
  const { ups } = givenClient(
    t,
    { ...hasty, url: peer.url, password },
    {
      onUp() {
        for (const socket of peer.sockets) socket.close()
      },
    },
  )
  await until('eight connections', () => ups.length >= 8)
  assert.equal(peer.mostAtOnce(), 1)
  assert.deepEqual(
    ups.map(up => up.epoch),
    ups.map((_, index) => index + 1),
  )
})

test('given close, then what waits ends as down, nothing more is told and no socket is left', async t => {
  const peer = await givenPeer(t)
  const { client, told } = await givenConnected(t, { ...hasty, requestTimeoutMs: 60_000, url: peer.url, password })
  peer.knobs.answer = 'never'
  const waiting = client.request(info)
  peer.send(userEvent('too late'))
  await Promise.all([client.close(), client.close()])
  assert.deepEqual(await waiting, { kind: 'down' })
  assert.deepEqual(await client.request(info), { kind: 'down' })
  await until('the socket is gone', () => peer.sockets.size === 0)
  assert.deepEqual(told, ['up 1'])
  assert.equal(peer.accepted(), 1)
})

test('given close from within onUp, then the events that came before are not handed over any more', async t => {
  const peer = await givenPeer(t, { answer: 'when released' })
  const { told, client } = givenClient(
    t,
    { ...hasty, probeTimeoutMs: 5000, url: peer.url, password },
    { onUp: () => client.close() },
  )
  await until('the question is there', () => peer.asked.length === 1)
  peer.send(userEvent('early'))
  await until('it has come', () => client.stats().events === 1)
  peer.release()
  await until('the socket is gone', () => peer.sockets.size === 0)
  assert.deepEqual(told, ['up 1'])
})

test('given an address that is none, then it cannot be made', t => {
  assert.throws(() => givenClient(t, { url: 'localhost:8088', password }), { code: 'ari_bad_url' })
})
