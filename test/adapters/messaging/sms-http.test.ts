import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createSmsGateway, type SmsGatewayParts } from '../../../src/adapters/messaging/sms-http.ts'
import { verifyDelivery } from '../../../src/adapters/messaging/verify-delivery.ts'
import { templates } from '../../../src/domain/messages/catalogue.ts'
import { messageOf } from '../../../src/domain/messages/message.ts'
import { morning, sms } from '../../engine/messages/given-outbox.ts'
import { givenReceiver } from './given-receiver.ts'

const secret = 'a secret of the gateway'
const message = messageOf(sms('k-1'), morning, templates)

const givenGateway = (t: TestContext, url: string, but: Partial<SmsGatewayParts> = {}) => {
  const carrier = createSmsGateway({ url, secret, codes: {}, clock: { now: () => morning }, ...but })
  t.after(() => carrier.close?.())
  return carrier
}

test('given a gateway, then it gets number, text and id, signed, and its receipt is kept', async t => {
  const { url, received } = await givenReceiver(t, response => response.end('{"receipt":"r-77","more":1}'))
  assert.deepEqual(await givenGateway(t, url).send(message), { sent: 'r-77' })
  const [request] = received
  assert.ok(request)
  assert.deepEqual(verifyDelivery(request, [secret], morning), { id: 'k-1' })
  assert.deepEqual(JSON.parse(request.body), { id: 'k-1', to: '+8613800000001', text: message.text, urgent: false })
})

test('given each kind of status, then it means what the manual says', async t => {
  const meant = async (status: number, text = '') => {
    const { url } = await givenReceiver(t, response => response.writeHead(status, { 'retry-after': '30' }).end(text))
    const [kind] = Object.keys(await givenGateway(t, url).send(message))
    return kind
  }
  for (const status of [200, 202, 204, 409]) assert.equal(await meant(status), 'sent', String(status))
  for (const status of [400, 410, 413, 415, 422]) assert.equal(await meant(status), 'failed', String(status))
  for (const status of [301, 401, 403, 404, 408, 429, 500, 502, 503])
    assert.equal(await meant(status), 'retry', String(status))
  for (const text of ['not json', 'null', '[1]', '{"receipt":{}}']) assert.equal(await meant(200, text), 'sent', text)
})

test('given a city whose gateway has codes of its own, then they go before the status', async t => {
  const codes = { '0': 'sent', E20: 'failed', E31: 'retry' } as const
  const answers = [
    [200, '{"code":0,"receipt":5}'],
    [200, '{"code":"E20"}'],
    [200, '{"code":"E31"}'],
    [500, '{"code":"E20"}'],
    [200, '{"code":"constructor"}'],
  ] as const
  const { url } = await givenReceiver(t, (response, n) =>
    response.writeHead(answers[n - 1]?.[0] ?? 500).end(answers[n - 1]?.[1]),
  )
  const gateway = givenGateway(t, url, { codes })
  const came: unknown[] = []
  for (const _ of answers) came.push(await gateway.send(message))
  assert.deepEqual(came, [
    { sent: '5' },
    { failed: 'status 200, code E20' },
    { retry: 'status 200, code E31' },
    { failed: 'status 500, code E20' },
    { sent: null },
  ])
})

test('given a gateway that asks for patience, is silent or away, then it is tried again', async t => {
  const busy = await givenReceiver(t, response => response.writeHead(429, { 'retry-after': '99999' }).end())
  assert.deepEqual(await givenGateway(t, busy.url).send(message), { retry: 'status 429', afterMs: 3_600_000 })
  const silent = await givenReceiver(t, () => {})
  assert.deepEqual(await givenGateway(t, silent.url, { timeoutMs: 100 }).send(message), {
    retry: 'no answer within 100 ms',
  })
  assert.ok('retry' in (await givenGateway(t, 'http://127.0.0.1:1/').send(message)))
})
