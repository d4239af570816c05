import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { marginOf, targetOf, whole } from '../../../src/domain/kpi/margin.ts'

const holds = (answered: number, decided: number, target: number): boolean =>
  BigInt(answered) * BigInt(whole) >= BigInt(target) * BigInt(decided)

const counts = fc
  .integer({ min: 1, max: 50_000_000 })
  .chain(decided => fc.tuple(fc.integer({ min: 0, max: decided }), fc.constant(decided)))
const target = fc.integer({ min: 1, max: whole })

test('given a day of the hotline, the margin says how many more calls may be lost at 95 %, and how many must be answered under it', () => {
  assert.deepEqual(marginOf(1_229, 1_276, 9_500), { lossesLeft: 17, answersNeeded: 0 })
  assert.deepEqual(marginOf(95, 100, 9_500), { lossesLeft: 0, answersNeeded: 0 })
  assert.deepEqual(marginOf(94, 100, 9_500), { lossesLeft: null, answersNeeded: 20 })
  assert.deepEqual(marginOf(0, 1, 9_500), { lossesLeft: null, answersNeeded: 19 })
  assert.deepEqual(marginOf(7, 7, whole), { lossesLeft: 0, answersNeeded: 0 })
})

test('given no decided call, there is no margin', () => {
  assert.equal(marginOf(0, 0, 9_500), null)
})

test('given a target of 100 % and one lost call, no number of answers brings it back', () => {
  assert.deepEqual(marginOf(6, 7, whole), { lossesLeft: null, answersNeeded: null })
})

test('given any counts at or above any target, that many losses keep it and one more does not', () => {
  fc.assert(
    fc.property(counts, target, ([answered, decided], goal) => {
      fc.pre(holds(answered, decided, goal))
      const margin = marginOf(answered, decided, goal)
      const left = margin?.lossesLeft ?? -1
      assert.ok(left >= 0 && margin?.answersNeeded === 0)
      assert.ok(holds(answered, decided + left, goal))
      assert.ok(!holds(answered, decided + left + 1, goal))
    }),
  )
})

test('given any counts under any target below 100 %, that many answers in a row bring it back and one fewer does not', () => {
  fc.assert(
    fc.property(counts, target, ([answered, decided], goal) => {
      fc.pre(!holds(answered, decided, goal) && goal < whole)
      const margin = marginOf(answered, decided, goal)
      const needed = margin?.answersNeeded ?? 0
      assert.ok(needed > 0 && margin?.lossesLeft === null)
      assert.ok(holds(answered + needed, decided + needed, goal))
      assert.ok(!holds(answered + needed - 1, decided + needed - 1, goal))
    }),
  )
})

test('given a percentage, it is a target from 50 to 100 with two decimals at most', () => {
  assert.deepEqual([50, 95, 95.25, 96.07, 100].map(targetOf), [5_000, 9_500, 9_525, 9_607, 10_000])
  for (const none of [49.99, 100.01, 95.255, Number.NaN, Number.POSITIVE_INFINITY, -95])
    assert.equal(targetOf(none), null)
})
