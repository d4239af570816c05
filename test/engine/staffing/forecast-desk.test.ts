import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PlanInWords } from '../../../src/domain/staffing/plan-in-words.ts'
import { usualTerms } from '../../../src/domain/staffing/read-words.ts'
import { createForecastDesk, type ForecastQuestion, mostWaiting } from '../../../src/engine/staffing/forecast-desk.ts'
import { keptLog } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'
import { virtualClock } from '../cases/virtual-clock.ts'

const question = (first: number): ForecastQuestion => ({
  ...{ first, count: 7, goal: usualTerms.goal, load: 'high', assumedWrapUp: null },
})

/** A desk whose plans are made when a test says so. */
const given = () => {
  const clock = virtualClock(1_000_000)
  const open: { readonly first: number; done(): void }[] = []
  let made = 0
  const desk = createForecastDesk({
    make: ({ first }) =>
      new Promise<PlanInWords>(resolve => {
        made += 1
        // what is in a plan is no matter here
        open.push({ first, done: () => resolve({ knownDays: first } as PlanInWords) })
      }),
    clock,
    log: keptLog(),
  })
  const next = async () => {
    await until('one is being made', () => open.length > 0)
    open.shift()?.done()
  }
  return { desk, clock, open, next, made: () => made }
}

test('given the same question twice, at once and within ten minutes, then it is reckoned once; after them anew', async () => {
  const { desk, clock, next, made } = given()
  const both = Promise.all([desk.plan(question(1)), desk.plan(question(1))])
  await next()
  const [one, other] = await both
  assert.deepEqual([one, other], [one, one])
  assert.deepEqual([one.madeAt, one.plan.knownDays], [1_000_000, 1])
  clock.set(1_000_000 + 599_999)
  assert.equal(await desk.plan(question(1)), one)
  assert.equal(made(), 1)
  clock.set(1_000_000 + 600_000)
  const anew = desk.plan(question(1))
  await next()
  assert.equal((await anew).madeAt, 1_600_000)
  assert.equal(made(), 2)
})

test('given several questions, then one is reckoned after the other, and more than may wait are refused at once', async () => {
  const { desk, open, next, made } = given()
  const asked = Array.from({ length: mostWaiting + 1 }, (_, index) => desk.plan(question(index)))
  await until('the first is being made', () => open.length === 1)
  await assert.rejects(desk.plan(question(99)), { code: 'forecast_busy' })
  // who asks what is in hand need not wait for a place
  const same = desk.plan(question(0))
  for (const [index, each] of asked.entries()) {
    assert.equal(made(), index + 1)
    await next()
    assert.equal((await each).plan.knownDays, index)
    await until('the next has begun', () => made() === Math.min(index + 2, asked.length))
    assert.ok(open.length <= 1)
  }
  assert.equal((await same).plan.knownDays, 0)
  const later = desk.plan(question(99))
  await next()
  assert.equal((await later).plan.knownDays, 99)
})

test('given many questions, then only the newest twenty plans are kept', async () => {
  const { desk, next, made } = given()
  for (let first = 0; first < 22; first += 1) {
    const asked = desk.plan(question(first))
    await next()
    await asked
  }
  await desk.plan(question(21))
  assert.equal(made(), 22)
  const oldest = desk.plan(question(0))
  await next()
  await oldest
  assert.equal(made(), 23)
})
