import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, medianOf, percentile, rounded } from '../../scripts/bench/percentiles.ts'

const hundred = Array.from({ length: 100 }, (_, n) => 100 - n)

const shares: readonly (readonly [readonly number[], number, number | null])[] = [
  [hundred, 0.5, 50],
  [hundred, 0.9, 90],
  [hundred, 0.99, 99],
  [hundred, 1, 100],
  [hundred, 0, 1],
  [[3, 1, 2], 0.5, 2],
  [[3, 1, 2], 0.99, 3],
  [[7], 0.01, 7],
  [[], 0.5, null],
]

for (const [values, share, expected] of shares)
  test(`the ${share} percentile of ${values.length} values is ${expected}`, () => {
    assert.equal(percentile(values, share), expected)
  })

test('the values handed in keep their order', () => {
  const values = [3, 1, 2]
  percentile(values, 0.5)
  median(values)
  assert.deepEqual(values, [3, 1, 2])
})

test('the median of an even number of values is the mean of the middle two', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5)
  assert.equal(median([10, 9, 1]), 9)
  assert.equal(median([]), null)
})

test('a median over rounds leaves out the rounds that have no figure', () => {
  assert.equal(medianOf([null, 5, 1, null, 3]), 3)
  assert.equal(medianOf([null]), null)
})

test('rounding keeps what is unknown unknown', () => {
  assert.equal(rounded(1.23456), 1.235)
  assert.equal(rounded(1.23456, 1), 1.2)
  assert.equal(rounded(null), null)
})
