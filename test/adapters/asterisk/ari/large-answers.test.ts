import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAriClient } from '../../../../src/adapters/asterisk/ari/ari-client.ts'
import { readAs } from '../../../../src/adapters/asterisk/ari/ari-fields.ts'
import { channels } from '../../../../src/adapters/asterisk/ari/ari-models.ts'
import { givenAsterisk } from '../../../helpers/asterisk.ts'
import { until } from '../../../helpers/until.ts'

test('given more channels than Asterisk can list over a WebSocket, the list comes by HTTP and Asterisk lives', async t => {
  const asterisk = await givenAsterisk(t)
  // a thousand channels are asked for at once
  const patient = { ...asterisk.ari, app: 'yihao', requestTimeoutMs: 30_000 }
  const ari = createAriClient(patient, { onEvent() {}, onUp() {}, onDown() {} })
  t.after(() => ari.close())
  await until('connected', () => ari.up)
  const calls = 1_000
  const made = await Promise.all(
    Array.from({ length: calls }, (_, n) =>
      ari.request({
        method: 'POST',
        path: `channels/many-${n}`,
        body: { endpoint: 'Local/idle@watchdog/n', app: 'yihao', otherChannelId: `many-${n}-other` },
      }),
    ),
  )
  assert.ok(made.every(({ kind }) => kind === 'ok'))
  const bytes = await until('all channels are listed', async () => {
    const answer = await ari.request({ method: 'GET', path: 'channels', large: true })
    const listed = answer.kind === 'ok' ? (readAs(channels, answer.body)?.length ?? 0) : 0
    return answer.kind === 'ok' && listed >= 2 * calls && JSON.stringify(answer.body).length
  })
  assert.ok(bytes > 600_000, `${bytes} bytes`)
  assert.equal((await ari.request({ method: 'GET', path: 'asterisk/info' })).kind, 'ok')
})
