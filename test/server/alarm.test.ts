import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { signatureHeader, signatureOf } from '../../src/adapters/messaging/signing.ts'
import { readConfig } from '../../src/config/config.ts'
import { alarmLimits } from '../../src/domain/line/alarm.ts'
import { startServer } from '../../src/server.ts'
import { givenView } from '../adapters/live/given-page.ts'
import { finallyDo, givenDatabase, givenFolder, keptLog } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'

const secret = 'a secret of the house'
const password = 'correct horse'

test('given a server with a webhook and nobody at work, when ten seconds have passed, then whoever is on call is told and the wall shows it', async t => {
  const received: { signature: unknown; body: string }[] = []
  const receiver = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    received.push({ signature: request.headers[signatureHeader], body: Buffer.concat(parts).toString() })
    response.end()
  })
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve))
  finallyDo(t, () => receiver.close())
  const config = readConfig({
    YIHAO_ASTERISK: 'ari://x:x@127.0.0.1:9?ami=x:x@127.0.0.1:9',
    YIHAO_DATABASE: await givenDatabase(t, 'sqlite'),
    YIHAO_DATA: givenFolder(t),
    YIHAO_HTTP_PORT: '0',
    YIHAO_DEMO: '1',
    YIHAO_DEMO_PASSWORD: password,
    YIHAO_DEMO_AGENTS: '1',
    YIHAO_ALARM_WEBHOOK: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    YIHAO_ALARM_SECRET: secret,
  })
  const started = Date.now()
  const server = await startServer(config, keptLog())
  finallyDo(t, server.close)
  const [first] = await until('it is told', () => (received.length > 0 ? received : null), { withinMs: 20_000 })
  assert.equal(first?.signature, signatureOf(first?.body ?? '', secret))
  const { alarm, state, since, at, waiting, signedIn } = JSON.parse(first?.body ?? '')
  assert.deepEqual([alarm, state, waiting, signedIn], ['nobody_at_work', 'raised', 0, 0])
  assert.ok(since >= started && at - since >= alarmLimits.raiseAfterMs)

  const reply = await fetch(new URL('/api/session', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'leader', password }),
  })
  const cookie = reply.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  const wall = await givenView(t, new URL(server.url).host, cookie, 'screen')
  const snapshot = await wall.frame('snapshot')
  assert.deepEqual(snapshot.wall?.alarms, [{ alarm: 'nobody_at_work', since }])
  assert.equal(received.length, 1)
})
