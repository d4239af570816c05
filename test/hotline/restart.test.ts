import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asLeader, givenAgent, givenCity, givenHotline, type Hotline } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'

/** How far the ledger may be from what the callers' side saw, in ms. */
const closeMs = 100

interface Row {
  readonly id: string
  readonly number: string
  readonly arrivedAt: number
  readonly endedAt: number | null
  readonly waitMs: number | null
  readonly talkMs: number | null
  readonly endCause: string | null
  readonly agentId: string | null
  readonly adopted: boolean
  readonly fallback: boolean
}

const settings = { YIHAO_DEMO_WRAP_UP_MS: '0', YIHAO_DEMO_NOTICE: '0' }

const callsOf = async (hotline: Hotline) => (await asLeader<{ calls: readonly Row[] }>(hotline, '/api/calls')).calls

const ended = (hotline: Hotline, count: number) =>
  until('the ledger has the end of each call', async () => {
    const rows = await callsOf(hotline)
    return rows.length === count && rows.every(row => row.endCause !== null) && rows
  })

const close = (a: number | null | undefined, b: number | null, what: string) =>
  assert.ok(a != null && b !== null && Math.abs(a - b) <= closeMs, `${what}: ${a} booked, ${b} seen`)

test('given a server that is killed during a talk and while callers wait, nothing is dropped and all is booked as the callers saw it', async t => {
  const hotline = await givenHotline(t, settings)
  const city = await givenCity(t, hotline.asterisk.sipPort)
  await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  const talk = city.citizens.call({ number: '13812340001', patienceMs: 30_000 })
  await until('the first caller talks', () => talk.connectedAt !== null)
  const second = city.citizens.call({ number: '13812340002', patienceMs: 60_000, talkMs: 800 })
  await until('the second waits', () => second.answeredByNetworkAt !== null)
  const third = city.citizens.call({ number: '13812340003', patienceMs: 60_000, talkMs: 800 })
  await until('the third waits', () => third.answeredByNetworkAt !== null)

  hotline.server.kill()
  await hotline.server.exited
  await hotline.restart()
  assert.equal(talk.endedAt, null)
  talk.hangUp()
  await Promise.all([talk.ended, second.ended, third.ended])
  countCalls(3)
  assert.ok((second.connectedAt ?? 0) < (third.connectedAt ?? 0), 'the second caller was served before the third')

  const rows = await ended(hotline, 3)
  for (const call of [talk, second, third]) {
    const row = rows.find(({ number }) => number === `+86${call.plan.number}`)
    assert.equal(row?.endCause, 'completed')
    assert.equal(row.adopted, true)
    close(row.waitMs, (call.connectedAt ?? 0) - call.dialledAt, `wait of ${call.plan.number}`)
    close(row.talkMs, (call.endedAt ?? 0) - (call.connectedAt ?? 0), `talk of ${call.plan.number}`)
  }
})

test('given a talk that ends and a caller who gives up while there is no server, both are booked with their exact ends', async t => {
  const hotline = await givenHotline(t, settings)
  const city = await givenCity(t, hotline.asterisk.sipPort)
  await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  const talk = city.citizens.call({ number: '13812340001', patienceMs: 30_000 })
  await until('the caller talks', () => talk.connectedAt !== null)
  const impatient = city.citizens.call({ number: '13812340002', patienceMs: 60_000 })
  await until('another waits', () => impatient.answeredByNetworkAt !== null)
  hotline.server.kill()
  await hotline.server.exited
  talk.hangUp()
  impatient.hangUp()
  await Promise.all([talk.ended, impatient.ended])
  countCalls(2)
  await hotline.restart()
  const rows = await ended(hotline, 2)
  const first = rows.find(({ number }) => number === '+8613812340001')
  close(first?.talkMs, (talk.endedAt ?? 0) - (talk.connectedAt ?? 0), 'talk')
  assert.equal(first?.agentId, '1001')
  const other = rows.find(({ number }) => number === '+8613812340002')
  assert.equal(other?.endCause, 'abandoned')
  close(other?.waitMs, (impatient.endedAt ?? 0) - impatient.dialledAt, 'wait')
})

test('given an Asterisk that dies with a talk and a waiting caller, both are booked as that and stand on the ring-back list in their old order', async t => {
  const hotline = await givenHotline(t, settings)
  const city = await givenCity(t, hotline.asterisk.sipPort)
  await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  const talk = city.citizens.call({ number: '13812340001', patienceMs: 30_000 })
  await until('the first caller talks', () => talk.connectedAt !== null)
  const waits = city.citizens.call({ number: '13812340002', patienceMs: 60_000 })
  await until('the second waits', () => waits.answeredByNetworkAt !== null)
  const before = Date.now()
  hotline.asterisk.kill()
  await hotline.asterisk.exited
  await hotline.asterisk.restart()
  countCalls(2)
  const rows = await ended(hotline, 2)
  for (const row of rows) {
    assert.equal(row.endCause, 'failed')
    assert.ok(Math.abs((row.endedAt ?? 0) - before) < 1_000, 'it ended when Asterisk was lost')
  }
  const { missed } = await asLeader<{ missed: readonly { number: string; why: string }[] }>(
    hotline,
    '/api/missed-calls',
  )
  assert.deepEqual(
    missed.map(({ number, why }) => [number, why]),
    [
      ['+8613812340001', 'cut_off'],
      ['+8613812340002', 'failed'],
    ],
  )
})
