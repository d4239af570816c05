import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { signatureHeader, signatureOf } from '../../../src/adapters/messaging/signing.ts'
import { createWebhook, type WebhookParts } from '../../../src/adapters/messaging/webhook.ts'
import { keptLog } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'

const secret = 'a secret of the house'

interface Received {
  readonly method: string | undefined
  readonly type: string | undefined
  readonly signature: string | undefined
  readonly body: string
}

/** A receiver that answers as `answer` says, from the first request (0) on. */
const givenReceiver = async (t: TestContext, answer: (response: ServerResponse, request: number) => void) => {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const signature = request.headers[signatureHeader]
    received.push({
      method: request.method,
      type: request.headers['content-type'],
      signature: String(signature),
      body: Buffer.concat(parts).toString(),
    })
    answer(response, received.length - 1)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alarm`
  return { url, received }
}

const givenWebhook = (t: TestContext, url: string, but: Partial<WebhookParts> = {}) => {
  const log = keptLog()
  const webhook = createWebhook({ url, secret, log, firstWaitMs: 5, mostWaitMs: 20, ...but })
  t.after(() => webhook.stop())
  return { webhook, log }
}

const bodies = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body).alarm)

test('given a receiver, when an alarm is sent, then it comes once as signed JSON', async t => {
  const { url, received } = await givenReceiver(t, response => response.writeHead(204).end())
  const { webhook, log } = givenWebhook(t, url)
  webhook.send({ alarm: 'nobody_at_work', since: 1, waiting: 3, signedIn: 0 })
  webhook.send({ alarm: 'second' })
  await until('both have come', () => received.length === 2)
  const [first] = received
  assert.deepEqual([first?.method, first?.type], ['POST', 'application/json'])
  assert.equal(first?.signature, signatureOf(first?.body ?? '', secret))
  assert.match(first?.signature ?? '', /^sha256=[0-9a-f]{64}$/)
  assert.notEqual(first?.signature, signatureOf(first?.body ?? '', 'another'))
  assert.deepEqual(JSON.parse(first?.body ?? ''), { alarm: 'nobody_at_work', since: 1, waiting: 3, signedIn: 0 })
  assert.deepEqual(log.lines, [])
})

test('given a receiver that fails at first, then a message is sent again until it is taken, and the next only after it', async t => {
  const { url, received } = await givenReceiver(t, (response, n) => response.writeHead(n < 3 ? 503 : 200).end())
  const { webhook, log } = givenWebhook(t, url)
  webhook.send({ alarm: 'one' })
  webhook.send({ alarm: 'two' })
  await until('both are taken', () => received.length === 5)
  assert.deepEqual(bodies(received), ['one', 'one', 'one', 'one', 'two'])
  assert.deepEqual(
    log.lines.map(({ level }) => level),
    ['warn'],
  )
})

test('given a receiver that never answers, then each attempt ends in time and sending returned at once', async t => {
  const { url, received } = await givenReceiver(t, (response, n) => n >= 2 && response.end())
  const { webhook } = givenWebhook(t, url, { timeoutMs: 50 })
  const before = performance.now()
  webhook.send({ alarm: 'one' })
  assert.ok(performance.now() - before < 20)
  await until('the third attempt came', () => received.length === 3)
})

test('given nobody at that address, then the message is given up after its attempts, with an error that holds it', async t => {
  const { url } = await givenReceiver(t, () => {})
  const { webhook, log } = givenWebhook(t, url.replace(/:\d+/, ':1'), { attempts: 3 })
  webhook.send({ alarm: 'one' })
  const error = await until('it was given up', () => log.lines.find(({ level }) => level === 'error'))
  assert.match(JSON.stringify(error.about), /"attempt":3.*one/)
})

test('given a receiver that leads elsewhere, then the message does not follow', async t => {
  const other = await givenReceiver(t, response => response.end())
  const { url, received } = await givenReceiver(t, response => response.writeHead(307, { location: other.url }).end())
  const { webhook, log } = givenWebhook(t, url, { attempts: 2 })
  webhook.send({ alarm: 'one' })
  await until('it was given up', () => log.lines.some(({ level }) => level === 'error'))
  assert.deepEqual([received.length, other.received.length], [2, 0])
})

test('given messages without end for a receiver that is away, then only the newest hundred wait', async t => {
  const { url, received } = await givenReceiver(t, (response, n) => n > 0 && response.end())
  const { webhook, log } = givenWebhook(t, url, { timeoutMs: 200 })
  for (let n = 0; n < 150; n += 1) webhook.send({ alarm: n })
  await until('what waited has come', () => received.length >= 102)
  assert.equal(log.lines.filter(({ message }) => message.startsWith('too many')).length, 49)
  assert.deepEqual(bodies(received).slice(0, 4), [0, 0, 50, 51])
  assert.equal(bodies(received).at(-1), 149)
})

test('given a message under way, when the server ends, then it ends at once and says what was not taken', async t => {
  const { url, received } = await givenReceiver(t, () => {})
  const { webhook, log } = givenWebhook(t, url)
  webhook.send({ alarm: 'one' })
  await until('it is under way', () => received.length === 1)
  webhook.stop()
  await until('it says so', () => log.lines.some(({ message }) => message.startsWith('the server ends')))
})
