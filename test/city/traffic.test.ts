import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CallPlan } from '../../scripts/city/citizen.ts'
import { lastFour } from '../../scripts/city/citizens.ts'
import { react } from '../../scripts/city/phones.ts'
import { seededRandom } from '../../scripts/city/random.ts'
import { callPlans } from '../../scripts/city/traffic.ts'
import { normaliseCaller } from '../../src/domain/number/normalise.ts'

const take = (count: number, shares = {}, isFree: (number: string) => boolean = () => true): (CallPlan | null)[] => {
  const plans = callPlans({ seed: 1, ...shares }, isFree, seededRandom(1))
  return Array.from({ length: count }, () => plans.next().value)
}
const made = (plans: readonly (CallPlan | null)[]) => plans.filter(plan => plan !== null)

test('every citizen calls from a number that the hotline knows how to ring back', () => {
  for (const { number } of made(take(2000))) assert.equal(normaliseCaller(number, '0513').number, `+86${number}`)
})

test('shares of withheld numbers and of repeated callers are as asked for', () => {
  const plans = made(take(5000, { withheldShare: 0.1, repeatShare: 0.5 }))
  const withheld = plans.filter(plan => plan.withheld).length / plans.length
  const numbers = new Set(plans.map(({ number }) => number)).size / plans.length
  assert.ok(withheld > 0.08 && withheld < 0.12, `withheld ${withheld}`)
  assert.ok(numbers > 0.47 && numbers < 0.53, `different numbers ${numbers}`)
})

test('who hides his number ends his talk himself, for no phone can know him', () => {
  const plans = made(take(500, { withheldShare: 1, citizenEndsShare: 0 }))
  assert.ok(plans.every(({ hangsUpFirst }) => hangsUpFirst === true))
})

test('given that last digits are in use, nobody with the same calls, and nobody at all when all are', () => {
  const taken = new Set(made(take(300)).map(({ number }) => lastFour(number)))
  const others = made(take(300, {}, number => !taken.has(lastFour(number))))
  assert.ok(others.every(({ number }) => !taken.has(lastFour(number))))
  assert.deepEqual(
    take(3, {}, () => false),
    [null, null, null],
  )
})

test('a phone ignores, declines and answers in the shares of its behaviour', () => {
  const random = seededRandom(2)
  const kinds = { ignore: 0, decline: 0, answer: 0 }
  for (let i = 0; i < 10_000; i++)
    kinds[react({ answerAfterMs: 100, noAnswerShare: 0.2, declineShare: 0.25 }, random).kind] += 1
  assert.ok(Math.abs(kinds.ignore - 2000) < 150, JSON.stringify(kinds))
  assert.ok(Math.abs(kinds.decline - 2000) < 150, JSON.stringify(kinds))
})

test('a phone hangs up only in the share of talks that it ends', () => {
  const random = seededRandom(2)
  const never = react({ answerAfterMs: 100, talkMs: 500 }, random)
  const always = react({ answerAfterMs: 100, talkMs: 500, hangUpShare: 1 }, random)
  assert.deepEqual(never, { kind: 'answer', afterMs: 100, hangUpAfterMs: null })
  assert.deepEqual(always, { kind: 'answer', afterMs: 100, hangUpAfterMs: 500 })
})
