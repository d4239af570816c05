import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { AriTransport } from '../../../../src/adapters/asterisk/ari/ari-options.ts'
import { givenAsterisk } from '../../../helpers/asterisk.ts'
import { until } from '../../../helpers/until.ts'
import { givenConnected } from './given-client.ts'
import { password, startPeer } from './misbehaving-peer.ts'
import { startTooOldAsterisk } from './too-old-asterisk.ts'

interface Server {
  url: string
  user: string
  password: string
  app: string
}

/** The same tests for the real Asterisk and for the stand-in, so that the stand-in's other tests mean something. */
const servers: { name: string; transport: AriTransport; given(t: TestContext): Promise<Server> }[] = [
  {
    name: 'the stand-in',
    transport: 'websocket',
    async given(t) {
      const peer = await startPeer()
      t.after(() => peer.close())
      return { url: peer.url, user: 'tester', password, app: 'app' }
    },
  },
  {
    name: 'the stand-in without REST over the WebSocket',
    transport: 'http',
    async given(t) {
      const peer = await startPeer({ restOverWebSocket: false })
      t.after(() => peer.close())
      return { url: peer.url, user: 'tester', password, app: 'app' }
    },
  },
  {
    name: 'Asterisk',
    transport: 'websocket',
    async given(t) {
      return { ...(await givenAsterisk(t, { profile: 'hotline' })).ari, app: 'app' }
    },
  },
  {
    name: 'Asterisk without REST over the WebSocket',
    transport: 'http',
    async given(t) {
      const { ari } = await givenAsterisk(t, { profile: 'hotline' })
      const old = await startTooOldAsterisk(ari.url)
      t.after(() => old.close())
      return { ...ari, url: old.url, app: 'app' }
    },
  },
]

for (const { name, transport, given } of servers) {
  test(`given ${name}, then a client connects, asks, is told what is gone, and hears events in order`, async t => {
    const server = await given(t)
    const { client, ups, events, downs } = await givenConnected(t, { ...server, probeTimeoutMs: 500 })
    const [up] = ups
    assert.equal(up?.transport, transport)
    assert.match(up?.asterisk ?? '', /^\d+\.\d+\.\d+/)

    const text = '中文 a&b=c+d%20"\'?#/\\;é🙂'
    const variable = { method: 'POST', path: 'asterisk/variable', query: { variable: 'TEXT', value: text } } as const
    const read = { method: 'GET', path: 'asterisk/variable', query: { variable: 'TEXT' } } as const
    assert.deepEqual(await client.request(variable), { kind: 'ok', status: 204, body: null })
    assert.deepEqual(await client.request(read), { kind: 'ok', status: 200, body: { value: text } })

    const gone = await client.request({ method: 'POST', path: ['channels', 'no/such ?#', 'answer'] })
    assert.deepEqual([gone.kind, 'status' in gone && gone.status], ['gone', 404])

    const numbers = Array.from({ length: 50 }, (_, index) => index)
    const results = await Promise.all(
      numbers.map(number =>
        client.request({
          method: 'POST',
          path: `events/user/e${number}`,
          query: { application: server.app },
          body: { variables: { text, number: String(number) } },
        }),
      ),
    )
    assert.deepEqual(new Set(results.map(result => result.kind)), new Set(['ok']))
    await until('all events', () => events.length === 50)
    for (const [index, event] of events.entries()) {
      assert.ok(event.type === 'ChannelUserevent')
      assert.equal(event.name, `e${index}`)
      assert.equal(event.values.text, text)
      assert.equal(event.channel, null)
      assert.ok(event.at !== null)
    }
    const { pending, timeouts, brokenFrames, unknownEvents } = client.stats()
    // Over HTTP the first question, over the WebSocket, was not answered: that is how the client found out.
    const expected = { pending: 0, timeouts: transport === 'http' ? 1 : 0, brokenFrames: 0, unknownEvents: 0 }
    assert.deepEqual({ pending, timeouts, brokenFrames, unknownEvents }, expected)
    assert.deepEqual(downs, [])
  })

  test(`given ${name}, then what cannot be sent is refused and the connection stays`, async t => {
    const { client, downs } = await givenConnected(t, { ...(await given(t)), probeTimeoutMs: 500 })
    const circular: Record<string, unknown> = {}
    circular.self = circular
    const post = (body: unknown) => client.request({ method: 'POST', path: 'events/user/x', body })
    const status = async (result: Promise<object>) => Reflect.get(await result, 'status')
    assert.equal(await status(client.request({ method: 'DELETE', path: 'channels/' })), 400)
    assert.equal(await status(client.request({ method: 'DELETE', path: ['channels', ''] })), 400)
    assert.equal(await status(post(circular)), 400)
    assert.equal(await status(post({ n: 1n })), 400)
    assert.equal(await status(post({ text: 'x'.repeat(50_000) })), 413)
    await client.request({ method: 'GET', path: ['channels', 'half \ud800 a pair', '..', 'x\0\r\n'] })
    const { kind } = await client.request({ method: 'GET', path: 'channels' })
    assert.equal(kind, 'ok')
    assert.deepEqual(downs, [])
  })
}
