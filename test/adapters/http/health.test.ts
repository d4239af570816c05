import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { until } from '../../helpers/until.ts'
import { givenServer } from './given-server.ts'

test('given telephony or store away, when readiness is asked for, then the answer is 503 and names which', async t => {
  const ledger = { intact: true, brokenAt: null }
  const facts = { state: 'ok' as const, waiting: 0, spilled: 0, lost: 0 }
  const messages = { waiting: 3, lost: 1, oldestDueAt: 1_764_057_600_000 }
  const there = { telephony: true, store: true, ledger, facts, messages }
  const { app } = await givenServer(t, { health: () => there })
  const ready = async () => {
    const reply = await app.inject({ url: '/readyz' })
    return [reply.statusCode, reply.json()]
  }
  assert.deepEqual(await ready(), [
    200,
    { ready: true, calls: true, dependencies: { telephony: 'up', store: 'up' }, ledger, facts, messages },
  ])
  there.telephony = false
  assert.deepEqual(await ready(), [
    503,
    { ready: false, calls: false, dependencies: { telephony: 'down', store: 'up' }, ledger, facts, messages },
  ])
  there.telephony = true
  there.store = false
  const waits = { state: 'spilling' as const, waiting: 7, spilled: 5, lost: 0 }
  Object.assign(there, { facts: waits })
  assert.deepEqual(await ready(), [
    503,
    { ready: false, calls: true, dependencies: { telephony: 'up', store: 'down' }, ledger, facts: waits, messages },
  ])
  assert.equal((await app.inject({ url: '/healthz' })).statusCode, 200)
})

test('given requests with many paths, when the metrics are read, then their labels stay few', async t => {
  const { app } = await givenServer(t)
  for (let n = 0; n < 20; n += 1) await app.inject({ url: `/api/none-${n}` })
  for (let n = 0; n < 20; n += 1) await app.inject({ url: `/api/calls/call-${n}` })
  const { body, headers } = await app.inject({ url: '/metrics' })
  assert.match(String(headers['content-type']), /^text\/plain/)
  assert.match(body, /yihao_http_request_seconds_count\{method="GET",route="\/api\/calls\/:id",status="4xx"\} 20/)
  assert.doesNotMatch(body, /call-7|none-7/)
  assert.match(body, /yihao_live_pages\{view="desk"\} 0/)
})

test('given bytes that are no HTTP, when they come, then the answer has our form and the connection ends', async t => {
  const { listen } = await givenServer(t)
  const [host = '', port = ''] = (await listen()).split(':')
  const socket = connect(Number(port), host)
  t.after(() => socket.destroy())
  let text = ''
  socket.on('data', part => {
    text += part
  })
  socket.write('this is no HTTP\r\n\r\n')
  await until('the connection ended', () => socket.readableEnded)
  assert.match(text, /^HTTP\/1\.1 400 /)
  assert.equal(JSON.parse(text.slice(text.indexOf('{'))).error.code, 'bad_request')
})
