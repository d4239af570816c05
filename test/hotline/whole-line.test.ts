import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { demoPassword, givenAgent, givenCity, givenHotline, type Hotline } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'

const { connect } = createRequire(import.meta.url)('ari-client') as typeof import('ari-client')

const leaderCookie = async ({ server }: Hotline): Promise<string> => {
  const answer = await fetch(new URL('/api/session', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'leader', password: demoPassword }),
  })
  return answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
}

const ready = async ({ server }: Hotline) => (await fetch(new URL('/readyz', server.url))).status

test('given calls that come and go, an independent observer finds the talk joined in Asterisk and nothing left behind', async t => {
  const hotline = await givenHotline(t, { YIHAO_DEMO_WRAP_UP_MS: '0' })
  const city = await givenCity(t, hotline.asterisk.sipPort)
  await givenAgent(t, hotline, city, '1001', { answerAfterMs: 200 })
  const { ari } = hotline.asterisk
  const observer = await connect(ari.url, ari.user, ari.password)
  // the dialplan's watchdog has two
  const before = new Set((await observer.channels.list()).map(({ id }) => id))
  const call = city.citizens.call({ number: '13812340001', patienceMs: 30_000, talkMs: 3_000 })
  const joined = await until('caller and agent are in one bridge', async () =>
    (await observer.bridges.list()).find(bridge => bridge.channels.length === 2),
  )
  assert.ok(joined.channels.some(id => id === call.phone?.callId))
  const lost = city.citizens.call({ number: '13812340002', patienceMs: 800 })
  await Promise.all([call.ended, lost.ended])
  countCalls(2)
  assert.equal(lost.how, 'gave_up')
  await until('no bridge and no channel of a call is left', async () => {
    const [bridges, channels] = await Promise.all([observer.bridges.list(), observer.channels.list()])
    return bridges.length === 0 && channels.every(({ id }) => before.has(id))
  })
})

test('given an Asterisk that is gone, /readyz says so, and when the caller is counted the figures add up', async t => {
  const hotline = await givenHotline(t, { YIHAO_DEMO_WRAP_UP_MS: '0', YIHAO_DEMO_NOTICE: '0' })
  const city = await givenCity(t, hotline.asterisk.sipPort)
  await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  const talk = city.citizens.call({ number: '13812340003', patienceMs: 20_000, talkMs: 500 })
  await talk.ended
  countCalls(1)
  const cookie = await leaderCookie(hotline)
  const figures = await until('the talk is in the figures', async () => {
    const answer = await fetch(new URL('/api/figures/today', hotline.server.url), { headers: { cookie } })
    const today = (await answer.json()) as Record<string, number | null>
    return today.meanTalkMs !== null && today
  })
  assert.equal(figures.offered, 1)
  assert.equal(figures.answered, 1)
  assert.equal(figures.answerRate, 100)
  assert.equal(figures.stillWaiting, 0)
  assert.equal(await ready(hotline), 200)
  hotline.asterisk.kill()
  await until('/readyz is 503', async () => (await ready(hotline)) === 503)
  const answer = await fetch(new URL('/readyz', hotline.server.url))
  const { ready: isReady, calls, dependencies } = (await answer.json()) as Record<string, unknown>
  assert.deepEqual([isReady, calls, dependencies], [false, false, { telephony: 'down', store: 'up' }])
})
