import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { createMetrics } from '../../src/adapters/http/metrics.ts'
import { readConfig } from '../../src/config/config.ts'
import { systemClock } from '../../src/engine/system-clock.ts'
import { openMessages } from '../../src/messages.ts'
import { givenReceiver } from '../adapters/messaging/given-receiver.ts'
import { sms } from '../engine/messages/given-outbox.ts'
import { finallyDo, givenStore, keptLog } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'

const address = 'ari://u:p@127.0.0.1:1?ami=u:s@127.0.0.1:2'

const givenMessages = async (t: TestContext, settings: Record<string, string>) => {
  const store = await givenStore(t)
  const log = keptLog()
  const metrics = createMetrics()
  const config = readConfig({ YIHAO_ASTERISK: address, ...settings })
  const outbox = openMessages({ config, store, clock: systemClock, log, metrics, acts: async () => true })
  outbox.start()
  finallyDo(t, outbox.stop)
  return { outbox, store, log, metrics }
}

test('given the settings of all ways, when messages are sent, then each leaves by its own and the metrics stand at 0', async t => {
  const mails: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      mails.push(session.envelope.rcptTo[0]?.address ?? '')
      stream.resume().on('end', () => done())
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await new Promise(resolve => listening.once('listening', resolve))
  t.after(() => server.close())
  const gateway = await givenReceiver(t)
  const unit = await givenReceiver(t)
  const { outbox, store, metrics } = await givenMessages(t, {
    YIHAO_SMTP_URL: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}?tls=off`,
    YIHAO_MAIL_FROM: '12345@example.cn',
    YIHAO_SMS_GATEWAY: gateway.url,
    YIHAO_SMS_SECRET: '0123456789abcdef',
    YIHAO_WEBHOOK_HOSTS: unit.host,
  })
  await store.write.saveWebhookTarget({
    id: 'unit-1',
    url: unit.url,
    secret: 's',
    formerSecret: null,
    disabledAt: null,
    disabledWhy: null,
  })
  const more = { notAfter: Date.now() + 3_600_000, urgent: true }
  await outbox.send(sms('a', more))
  await outbox.send(sms('b', { ...more, to: { kind: 'email', address: 'unit@example.cn' } }))
  await outbox.send(sms('c', { ...more, to: { kind: 'webhook', target: 'unit-1' } }))
  for (const key of ['a', 'b', 'c'])
    await until(`${key} is sent`, async () => (await store.read.message(key))?.state === 'sent')
  assert.deepEqual([gateway.received.length, mails, unit.received.length], [1, ['unit@example.cn'], 1])
  const told = await metrics.metrics()
  assert.match(told, /^yihao_messages_waiting\{kind="sms"\} 0$/m)
  assert.match(told, /^yihao_messages_oldest_seconds 0$/m)
})

test('given a demo without such settings, then its SMS and e-mails are shown in the log; given a real house, they are refused', async t => {
  const more = { notAfter: Date.now() + 3_600_000, urgent: true }
  const demo = await givenMessages(t, { YIHAO_DEMO: '1' })
  await demo.outbox.send(sms('a', more))
  const line = await until('it is shown', () =>
    demo.log.lines.find(({ message }) => message.startsWith('a demo sends nothing')),
  )
  assert.match(JSON.stringify(line.about), /测试消息/)
  const house = await givenMessages(t, {})
  await assert.rejects(house.outbox.send(sms('a', more)), { code: 'no_carrier' })
  assert.deepEqual([house.outbox.carries('email'), house.outbox.carries('webhook')], [false, true])
})
