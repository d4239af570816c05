import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createAllowedHosts, isPublicAddress } from '../../../src/adapters/messaging/allowed-hosts.ts'
import { createSignedWebhook } from '../../../src/adapters/messaging/signed-webhook.ts'
import { verifyDelivery } from '../../../src/adapters/messaging/verify-delivery.ts'
import { templates } from '../../../src/domain/messages/catalogue.ts'
import { messageOf } from '../../../src/domain/messages/message.ts'
import type { WebhookTarget } from '../../../src/engine/messages/message-store.ts'
import { memoryMessages, morning, sms } from '../../engine/messages/given-outbox.ts'
import { keptLog } from '../../helpers/store.ts'
import { givenReceiver } from './given-receiver.ts'

const secret = 'a secret of a unit'
const message = messageOf(sms('k-1', { to: { kind: 'webhook', target: 'unit-1' } }), morning, templates)

const givenWebhook = async (
  t: TestContext,
  url: string,
  {
    hosts = [] as readonly string[],
    timeoutMs = 5_000,
    ...but
  }: Partial<WebhookTarget> & { hosts?: readonly string[]; timeoutMs?: number } = {},
) => {
  const store = memoryMessages()
  await store.saveWebhookTarget({
    id: 'unit-1',
    url,
    secret,
    formerSecret: null,
    disabledAt: null,
    disabledWhy: null,
    ...but,
  })
  const log = keptLog()
  const carrier = createSignedWebhook({
    targets: store,
    hosts: createAllowedHosts(hosts),
    clock: { now: () => morning },
    log,
    timeoutMs,
  })
  t.after(() => carrier.close?.())
  return { carrier, store, log, send: () => carrier.send(message) }
}

test('given a target, then its message comes as JSON that a receiver can verify, with the same id each time', async t => {
  const { url, host, received } = await givenReceiver(t)
  const { send } = await givenWebhook(t, url, { hosts: [host] })
  assert.deepEqual([await send(), await send()], [{ sent: null }, { sent: null }])
  for (const { headers, body } of received) {
    assert.deepEqual(verifyDelivery({ headers, body }, [secret], morning), { id: 'k-1' })
    assert.equal(headers['content-type'], 'application/json')
    assert.deepEqual(JSON.parse(body), {
      id: 'k-1',
      event: 'test',
      at: morning,
      values: { number: 'k-1' },
      text: '【12345】这是一条测试消息，编号k-1，收到即可，无需回复。',
    })
  }
})

test('given a key that is being changed, then receivers with the old and with the new one believe it', async t => {
  const { url, host, received } = await givenReceiver(t)
  const { send } = await givenWebhook(t, url, { hosts: [host], formerSecret: 'the key before' })
  await send()
  const [delivery] = received
  assert.ok(delivery)
  for (const key of [secret, 'the key before'])
    assert.deepEqual(verifyDelivery(delivery, [key], morning), { id: 'k-1' })
})

test('given an answer other than success, then it is tried again, when the receiver says so', async t => {
  const { url, host } = await givenReceiver(t, (response, n) =>
    response.writeHead([400, 404, 503][n - 1] ?? 500, { 'retry-after': n === 3 ? '120' : 'soon' }).end('no'),
  )
  const { send } = await givenWebhook(t, url, { hosts: [host] })
  assert.deepEqual(
    [await send(), await send(), await send()],
    [{ retry: 'status 400' }, { retry: 'status 404' }, { retry: 'status 503', afterMs: 120_000 }],
  )
})

test('given 410 Gone, then the target is switched off, and nothing more is sent to it', async t => {
  const { url, host, received } = await givenReceiver(t, response => response.writeHead(410).end())
  const { send, store, log } = await givenWebhook(t, url, { hosts: [host] })
  assert.deepEqual(await send(), { failed: 'status 410' })
  assert.equal((await store.webhookTarget('unit-1'))?.disabledAt, morning)
  assert.match(JSON.stringify(await send()), /failed.*switched off/)
  assert.equal(received.length, 1)
  assert.equal(log.lines.length, 1)
})

test('given a target that leads elsewhere, then the message does not follow', async t => {
  const other = await givenReceiver(t)
  const { url, host } = await givenReceiver(t, response => response.writeHead(307, { location: other.url }).end())
  const { send } = await givenWebhook(t, url, { hosts: [host, other.host] })
  assert.deepEqual(await send(), { retry: 'status 307' })
  assert.equal(other.received.length, 0)
})

test('given a receiver that never answers, drips for ever, hangs up or is not there, then the attempt ends in time', async t => {
  const silent = await givenReceiver(t, () => {})
  const dripping = await givenReceiver(t, response => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(timer))
  })
  const gone = await givenReceiver(t, response => response.destroy())
  for (const { url, host } of [silent, dripping]) {
    const { send } = await givenWebhook(t, url, { hosts: [host], timeoutMs: 150 })
    assert.deepEqual(await send(), { retry: 'no answer within 150 ms' })
  }
  const cut = await givenWebhook(t, gone.url, { hosts: [gone.host] })
  assert.ok('retry' in (await cut.send()))
  const nobody = await givenWebhook(t, 'http://127.0.0.1:1/', { hosts: ['127.0.0.1'] })
  assert.match(JSON.stringify(await nobody.send()), /retry.*ECONNREFUSED/)
})

test('given an answer without end, then only its beginning is read', async t => {
  const { url, host } = await givenReceiver(t, response => {
    response.writeHead(200)
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(65_536))) {}
    }
    response.on('drain', more)
    more()
  })
  const { send } = await givenWebhook(t, url, { hosts: [host] })
  assert.deepEqual(await send(), { sent: null })
})

for (const [what, url] of [
  ['plain HTTP', 'http://example.cn/'],
  ['this machine', 'https://127.0.0.1/'],
  ['this machine by another spelling', 'https://2130706433/'],
  ['this machine by IPv6', 'https://[::1]/'],
  ['an IPv4 address in an IPv6 one', 'https://[::ffff:10.0.0.1]/'],
  ['the network of the house', 'https://192.168.1.1/'],
  ['the address of a cloud that gives out its keys', 'https://169.254.169.254/'],
  ['a file', 'file:///etc/passwd'],
  ['a user name', 'https://user:password@example.cn/'],
  ['nothing', 'no address'],
] as const)
  test(`given a target at ${what}, then nothing is sent there`, async t => {
    const { send } = await givenWebhook(t, url)
    assert.ok('failed' in (await send()))
  })

test('given a name that stands for an address of this machine, then nothing is sent there, unless the house has named it', async t => {
  const { port, received } = await givenReceiver(t)
  const refused = await givenWebhook(t, `https://localhost:${port}/`)
  assert.match(JSON.stringify(await refused.send()), /failed.*not on the internet/)
  const other = await givenWebhook(t, `http://localhost:${port}/`, { hosts: [`localhost:${port + 1}`] })
  assert.ok('failed' in (await other.send()))
  assert.equal(received.length, 0)
  const named = await givenWebhook(t, `http://localhost:${port}/`, { hosts: [`localhost:${port}`] })
  assert.deepEqual(await named.send(), { sent: null })
})

test('given addresses at the edges of the registries, then only those of the internet are public', () => {
  const open = [
    '8.8.8.8',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '223.255.255.255',
    '2400:3200::1',
    '2001:4860:4860::8888',
  ]
  const shut = [
    '0.0.0.0',
    '10.255.255.255',
    '100.64.0.0',
    '127.1.2.3',
    '169.254.1.1',
    '172.16.0.0',
    '172.31.255.255',
    '192.168.0.1',
    '198.19.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fc00::1',
    'ff02::1',
    '2002:7f00:1::',
    '2001:db8::1',
    'x',
    '',
  ]
  assert.deepEqual(
    open.filter(address => !isPublicAddress(address)),
    [],
  )
  assert.deepEqual(shut.filter(isPublicAddress), [])
})
