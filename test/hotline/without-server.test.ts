import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readJournal } from '../asterisk/dialplan-journal.ts'
import { asLeader, givenAgent, givenCity, givenHotline, type Hotline } from '../helpers/city.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'

/** Waits until the native queue has exactly these members, each with its penalty. */
const untilMembers = ({ asterisk }: Hotline, members: string) =>
  until(`the members are ${members}`, async () => {
    const shown = await asterisk.cli('queue show fallback')
    const found = [...shown.matchAll(/^ +(\d+) \(PJSIP\/\d+\)(?: with penalty (\d))?/gm)]
    return found.map(([, name, penalty = '0']) => `${name}:${penalty}`).join(' ') === members
  })

test('given a server that is killed, the next caller is put through at once to an agent who was ready', async t => {
  const hotline = await givenHotline(t)
  const city = await givenCity(t, hotline.asterisk.sipPort)
  const { phone } = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  await givenAgent(t, hotline, city, '1002', { answerAfterMs: 0 }, { willing: false })
  await untilMembers(hotline, '1001:0')
  hotline.server.kill()
  await hotline.server.exited
  const call = city.citizens.call({ number: '13812340001', patienceMs: 20_000, talkMs: 500 })
  await call.ended
  countCalls(1)
  assert.equal(call.how, 'hung_up')
  const rang = phone.calls.at(-1)
  t.diagnostic(`the phone rang ${(rang?.ringsAt ?? 0) - call.dialledAt} ms after the call was dialled`)
  const journal = await until('the journal has its end', async () =>
    [...(await readJournal(hotline.asterisk)).values()].find(words => words.has('ended')),
  )
  assert.equal(journal.get('answered')?.[1], 'PJSIP/1001')
  assert.equal(journal.has('missed'), false)
})

test('given an agent who talks when the server dies, he gets the next caller of the native queue once his talk is over', async t => {
  const hotline = await givenHotline(t)
  const city = await givenCity(t, hotline.asterisk.sipPort)
  await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 })
  const talk = city.citizens.call({ number: '13812340001', patienceMs: 30_000, talkMs: 2_000 })
  await until('they talk', () => talk.connectedAt !== null)
  await untilMembers(hotline, '1001:1')
  hotline.server.kill()
  const next = city.citizens.call({ number: '13812340002', patienceMs: 30_000, talkMs: 500 })
  await Promise.all([talk.ended, next.ended])
  countCalls(2)
  assert.deepEqual([talk.how, next.how], ['hung_up', 'hung_up'])
  assert.ok((talk.endedAt ?? 0) < (next.connectedAt ?? 0))
})

test('given a caller whom the native queue cannot serve, the server that is back takes him into its hands, and an agent of its choice has him', async t => {
  const hotline = await givenHotline(t, { YIHAO_DEMO_NOTICE: '0' })
  const city = await givenCity(t, hotline.asterisk.sipPort)
  await untilMembers(hotline, '')
  hotline.server.kill()
  await hotline.server.exited
  const call = city.citizens.call({ number: '13812340001', patienceMs: 60_000, talkMs: 500 })
  await until('the native queue has him', async () => /wait: /.test(await hotline.asterisk.cli('queue show fallback')))
  await hotline.restart()
  await until('it has him no more', async () => !/wait: /.test(await hotline.asterisk.cli('queue show fallback')))
  const { desk } = await givenAgent(t, hotline, city, '1001', { answerAfterMs: 100 }, { willing: false })
  await until('he is ready', async () => (await desk.command({ name: 'ready' })).ok)
  await call.ended
  countCalls(1)
  assert.equal(call.how, 'hung_up')
  assert.match(call.phone?.callId ?? '', /^\S+$/)
  const booked = await until('the call is booked', async () => {
    const { calls } = await asLeader<{
      calls: { endCause: string | null; agentId: string | null; waitMs: number | null }[]
    }>(hotline, '/api/calls?limit=1')
    return calls[0]?.endCause != null && calls[0]
  })
  assert.deepEqual([booked.endCause, booked.agentId], ['completed', '1001'])
  const waited = (call.connectedAt ?? 0) - call.dialledAt
  assert.ok(Math.abs((booked.waitMs ?? 0) - waited) < 500, `he waited ${waited} ms, booked ${booked.waitMs}`)
})
