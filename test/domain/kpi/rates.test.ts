import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mean, percent } from '../../../src/domain/kpi/rate.ts'

test('given the seed figures of Haimen, the rates come out half up to two decimals', () => {
  assert.equal(percent(80_404, 194_766), 41.28)
  assert.equal(percent(114_362, 194_766), 58.72)
  assert.equal(percent(1, 8), 12.5)
  assert.equal(percent(1, 3), 33.33)
  assert.equal(percent(2, 3), 66.67)
  assert.equal(percent(1, 20_000), 0.01)
  assert.equal(percent(5, 5), 100)
})

test('given a base of 0, a rate and a mean are unknown and not 0', () => {
  assert.equal(percent(0, 0), null)
  assert.equal(mean(0, 0), null)
})

test('given any integers, a rate is the nearest hundredth and half goes up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000_000 }), fc.integer({ min: 0, max: 50_000_000 }), (base, part) => {
      const hundredths = (BigInt(part) * 20_000n + BigInt(base)) / (2n * BigInt(base))
      assert.equal(percent(part, base), Number(hundredths) / 100)
      assert.equal(mean(part, base), Number((2n * BigInt(part) + BigInt(base)) / (2n * BigInt(base))))
    }),
  )
})
