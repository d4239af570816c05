import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CitizenCall } from '../../scripts/city/city.ts'
import type { Audio } from '../../scripts/city/voice.ts'
import { demoPassword, givenAgent, givenCity, givenHotline, type Hotline } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'

interface Row {
  readonly id: string
  readonly number: string | null
  readonly withheld: boolean
  readonly arrivedAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly agentId: string | null
  readonly waitMs: number | null
  readonly talkMs: number | null
  readonly endCause: string | null
  readonly endedBy: string | null
  readonly abandonStage: string | null
}

/** The hotline's ledger of calls, oldest first, once `count` calls are over in it. */
async function ledger({ server }: Hotline, count: number): Promise<Row[]> {
  const session = await fetch(new URL('/api/session', server.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ name: 'leader', password: demoPassword }),
  })
  const leader = session.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
  return until(`${count} calls in the ledger`, async () => {
    const answer = await fetch(new URL('/api/calls?limit=200', server.url), { headers: { cookie: leader } })
    const { calls } = (await answer.json()) as { calls: Row[] }
    const over = calls.filter(({ endedAt }) => endedAt !== null).reverse()
    return over.length >= count && over
  })
}

const within100 = (what: string, seen: number | null | undefined, said: number | null | undefined) => {
  assert.ok(typeof seen === 'number' && typeof said === 'number', `${what}: ${seen} and ${said}`)
  assert.ok(Math.abs(seen - said) <= 100, `${what}: the city saw ${seen} ms, the ledger says ${said} ms`)
}
const talkOf = ({ connectedAt, endedAt }: CitizenCall) => (endedAt ?? Number.NaN) - (connectedAt ?? Number.NaN)
const waitOf = ({ dialledAt, connectedAt }: CitizenCall) => (connectedAt ?? Number.NaN) - dialledAt

/** Packets that have come since it was made; the far end may begin a new stream, which is counted from 0 again. */
function countPackets() {
  let last: number | null = null
  return {
    count: 0,
    see(audio: Audio | null) {
      if (audio && last !== null) this.count += Math.max(0, audio.received - last)
      if (audio) last = audio.received
    },
  }
}

test('given a hotline and a city around it', { timeout: 180_000 }, async t => {
  const hotline = await givenHotline(t, { YIHAO_DEMO_WRAP_UP_MS: '0', YIHAO_DEMO_NOTICE: '0' })
  const city = await givenCity(t, hotline.asterisk.sipPort)
  const { phone, desk } = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 700 })
  assert.ok(phone.registered)

  await t.test(
    'a citizen reaches an agent, both hear each other, and the ledger agrees with what the city saw',
    async () => {
      const call = city.citizens.call({ number: '13812345678', patienceMs: 20_000, talkMs: 2000 })
      await until('the agent has heard the citizen', () => call.phone?.heardAt)
      const counted = { citizen: countPackets(), agent: countPackets() }
      await until('voice goes on arriving at both', async () => {
        counted.citizen.see(await call.audio())
        counted.agent.see((await call.phone?.audio()) ?? null)
        return counted.citizen.count > 25 && counted.agent.count > 25
      })
      const sent = [await call.audio(), (await call.phone?.audio()) ?? null].map(audio => audio?.sent ?? 0)
      const most = (60 * (Date.now() - call.dialledAt)) / 1000
      assert.ok(
        sent.every(packets => packets > 0 && packets <= most),
        `${sent} packets sent; at 50 a second not more than ${most}`,
      )
      await call.ended
      countCalls(1)
      assert.equal(call.how, 'hung_up')
      assert.equal(call.phone?.extension, '1001')
      assert.equal(call.phone?.shown, '138****5678')
      const [row] = await ledger(hotline, 1)
      assert.equal(row?.id, call.phone?.callId)
      assert.equal(row?.number, '+8613812345678')
      assert.equal(row?.agentId, '1001')
      assert.equal(row?.endCause, 'completed')
      assert.equal(row?.endedBy, 'caller')
      within100('wait', waitOf(call), row?.waitMs)
      within100('talk', talkOf(call), row?.talkMs)
      assert.equal(desk.pops.at(-1)?.callId, row?.id)
    },
  )

  await t.test('an agent who ends the talk is seen by the citizen and by the ledger', async () => {
    const call = city.citizens.call({ number: '13812345679', patienceMs: 20_000, talkMs: 800, hangsUpFirst: false })
    await call.ended
    countCalls(1)
    assert.equal(call.how, 'agent_hung_up')
    await until('the phone knows it too', () => call.phone?.how === 'hung_up')
    const [, row] = await ledger(hotline, 2)
    assert.equal(row?.endedBy, 'agent')
    within100('talk', talkOf(call), row?.talkMs)
  })

  await t.test('a citizen who hides his number is connected all the same', async () => {
    const call = city.citizens.call({ number: '13812345670', withheld: true, patienceMs: 20_000, talkMs: 300 })
    await call.ended
    countCalls(1)
    assert.equal(call.how, 'hung_up')
    assert.equal(call.phone?.shown, 'anonymous')
    const [, , row] = await ledger(hotline, 3)
    assert.equal(row?.withheld, true)
    within100('wait', waitOf(call), row?.waitMs)
  })

  await t.test('a citizen whose patience ends while the phone rings gives up, and the phone falls silent', async () => {
    phone.behave({ answerAfterMs: 0, noAnswerShare: 1 })
    const call = city.citizens.call({ number: '13812345671', patienceMs: 1500 })
    await call.ended
    countCalls(1)
    assert.equal(call.how, 'gave_up')
    await until('the phone no longer rings', () => phone.calls.at(-1)?.how === 'cancelled')
    const [, , , row] = await ledger(hotline, 4)
    assert.equal(row?.endCause, 'abandoned')
    assert.equal(row?.abandonStage, 'ringing')
    within100('wait', (call.endedAt ?? 0) - call.dialledAt, row?.waitMs)
  })

  await t.test('two with the same last four digits may not call at once', async () => {
    const call = city.citizens.call({ number: '13812340000', patienceMs: 10_000 })
    assert.throws(() => city.citizens.call({ number: '13912340000', patienceMs: 10_000 }), { code: 'number_taken' })
    await until('the hotline has taken the call', () => call.answeredByNetworkAt)
    call.hangUp()
    await call.ended
    countCalls(1)
    assert.ok(city.citizens.isFree('13912340000'))
  })

  await t.test('traffic makes calls until it is stopped, and then nobody is left on the line', async () => {
    phone.behave({ answerAfterMs: 50 })
    const traffic = city.traffic({ demand: { kind: 'steady', perSecond: 10 }, seed: 4, talk: 200, patience: 30_000 })
    await until('fifteen calls', () => traffic.counts.calls >= 15)
    traffic.end()
    await until('the hotline has taken them all', () =>
      city.citizens.current.every(({ answeredByNetworkAt }) => answeredByNetworkAt !== null),
    )
    await traffic.stop()
    countCalls(traffic.counts.calls)
    assert.equal(city.citizens.current.length, 0)
    const made = traffic.counts.calls
    assert.equal((await ledger(hotline, 5 + made)).length, 5 + made)
    assert.equal(traffic.counts.calls, made)
  })

  await t.test('a phone with a wrong password is not registered, and says so', async () => {
    const order = { extension: '1002', password: 'wrong', behaviour: { answerAfterMs: 0 } }
    await assert.rejects(city.phones.add(order), { code: 'not_registered' })
    assert.equal(city.phones.get('1002'), undefined)
  })
})
