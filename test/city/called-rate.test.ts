import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setInterval } from 'node:timers/promises'
import { answers, busy, emptyNumber, ringsOut } from '../../scripts/city/behaviours.ts'
import { countCalls } from '../helpers/count-calls.ts'
import { until } from '../helpers/until.ts'
import type { Dialled } from './dialler.ts'
import { givenRungCity } from './given-rung-city.ts'

const perSecond = Number(process.env.YIHAO_TEST_DIALS_PER_SECOND ?? 10)
const dials = Number(process.env.YIHAO_TEST_DIALS ?? 120)

const kinds = [
  answers({ ringMs: 1500, talkMs: 5000 }),
  ringsOut({ ringMs: 6000, announced: false }),
  answers({ ringMs: 1500, talkMs: 5500, before: 'tune' }),
  answers({ ringMs: 2000, talkMs: 5000 }),
  emptyNumber({ ringMs: 2500, announced: true }),
  busy({ ringMs: 6500 }),
]
const sipOf = { answers: undefined, rings_out: 480, empty_number: 404, busy: 486 } as Record<string, number | undefined>

test('given ten dials a second and sixty citizens rung at once, each is seen by both sides, and none is dropped', async t => {
  const { city, dialler } = await givenRungCity(t)
  const numbers = Array.from({ length: dials }, (_, n) => `139${String(10_000_000 + n)}`)
  for (const [n, number] of numbers.entries()) city.called.behave(number, kinds[n % kinds.length] ?? busy())

  let most = 0
  const calls: Promise<Dialled>[] = []
  for await (const _ of setInterval(1000 / perSecond)) {
    const number = numbers[calls.length]
    if (number === undefined) break
    calls.push(dialler.dial({ number, ringSeconds: 30 }))
    most = Math.max(most, city.called.current.length)
  }
  const made = await Promise.all(calls)
  await until('all are over', () => made.every(({ end }) => end !== null), { withinMs: 30_000 })
  await until('the city knows it', () => city.called.current.length === 0)
  countCalls(dials)

  const records = city.called.calledRecord()
  assert.equal(records.length, dials)
  assert.ok(most >= 50, `${most} at once`)
  for (const [n, call] of made.entries()) {
    const record = records.find(({ dialled }) => dialled === numbers[n])
    assert.ok(record)
    assert.equal(record.endedBy, 'citizen')
    assert.equal(call.end?.tech_cause, sipOf[record.behaviour.kind], record.behaviour.kind)
    assert.equal(call.statuses.includes('ANSWER'), record.behaviour.kind === 'answers')
  }
  // how much later than its behaviour says the city did something: it must not fall behind
  const late = records
    .flatMap(({ behaviour, invitedAt, answeredAt, ringingAt }) => {
      const ring = behaviour.steps.find(step => step.do === 'wait')
      if (answeredAt === null || ring?.do !== 'wait') return ringingAt === null ? [] : [ringingAt - invitedAt]
      return [answeredAt - invitedAt - ring.ms]
    })
    .sort((a, b) => a - b)
  const at = (share: number) => late[Math.floor((late.length - 1) * share)] ?? Number.NaN
  t.diagnostic(
    `${dials} at ${perSecond}/s, ${most} at once; late by ${at(0.5)} ms, 99 of 100 by at most ${at(0.99)} ms`,
  )
  assert.ok(at(0.99) < 1000, `${at(0.99)} ms late`)
})
