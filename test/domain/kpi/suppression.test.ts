import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  rangeOf,
  type Shown,
  suppress,
  suppressParts,
  tightened,
} from '../../../src/domain/kpi/publication/suppression.ts'

const threshold = 5

/** Every way to fill what is hidden so that it adds up; `most`: no single count is larger. */
const fillings = (
  shown: readonly Shown[],
  counts: readonly number[],
  anything: boolean,
): readonly (readonly number[])[] => {
  const sum = counts.reduce((so, count) => so + count, 0)
  const ranges = counts.map((count, index) =>
    anything ? { from: 0, to: sum } : rangeOf(shown[index] ?? 'whole', count, threshold),
  )
  const fill = (index: number, left: number): number[][] => {
    const range = ranges[index]
    if (range === undefined) return left === 0 ? [[]] : []
    const found: number[][] = []
    for (let value = range.from; value <= Math.min(range.to, left); value += 1)
      for (const rest of fill(index + 1, left - value)) found.push([value, ...rest])
    return found
  }
  return fill(0, sum)
}

const isWithheld = (how: Shown): boolean => how === 'withheld'

describe('small counts in what is published', () => {
  test('given one small count, then it is shown as few, and the smallest other one is withheld, without which it could be computed', () => {
    assert.deepEqual(suppress([3, 20, 9, 0]), ['few', 'whole', 'withheld', 'whole'])
  })

  test('given several small counts that the sum does not tell apart, then nothing else is withheld', () => {
    assert.deepEqual(suppress([3, 2, 9, 0]), ['few', 'few', 'whole', 'whole'])
  })

  test('given small counts of which the sum says that each is 1, or each 4, then more is withheld', () => {
    assert.deepEqual(suppress([1, 1, 9]), ['few', 'few', 'withheld'])
    assert.deepEqual(suppress([4, 4, 9]), ['few', 'few', 'withheld'])
  })

  test('given a withheld count that the others bind, then still more is withheld', () => {
    // 1 + 5 of 6: few and five at least can be nothing else
    assert.deepEqual(suppress([1, 5, 9]), ['few', 'withheld', 'withheld'])
  })

  test('given nothing else to withhold, then nothing of the line is shown', () => {
    assert.deepEqual(suppress([2, 0, 0]), ['withheld', 'withheld', 'withheld'])
    assert.deepEqual(suppress([1, 1]), ['withheld', 'withheld'])
  })

  test('given no small count, or no threshold, then all is shown', () => {
    assert.deepEqual(suppress([5, 0, 9]), ['whole', 'whole', 'whole'])
    assert.deepEqual(suppress([1, 0, 9], 0), ['whole', 'whole', 'whole'])
    assert.deepEqual(suppress([]), [])
  })

  test('given any line, then of what is shown and the sum no hidden count can be computed, tried out over all that could be; and every small one is hidden', () => {
    const line = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(line, counts => {
        const shown = suppress(counts, threshold)
        for (const [index, count] of counts.entries())
          if (count > 0 && count < threshold) assert.notEqual(shown[index], 'whole')
        const isAllWithheld = shown.every(each => each === 'withheld')
        const all = fillings(shown, counts, isAllWithheld)
        for (const [index, how] of shown.entries()) {
          const possible = new Set(all.map(filling => filling[index]))
          if (how === 'whole') assert.deepEqual([...possible], [counts[index]])
          else assert.ok(possible.size > 1, `${counts} is shown as ${shown}`)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('given parts, then where the whole is hidden the part is, and a small part is hidden too, though the whole bounds what could be in its place', () => {
    const wholes = { counts: [3, 5, 9], shown: suppress([3, 5, 9]) }
    assert.deepEqual(wholes.shown, ['few', 'withheld', 'whole'])
    assert.deepEqual(suppressParts([0, 5, 9], wholes), ['withheld', 'withheld', 'whole'])
    // 4 of 6, and 7 of 7, of 11: were only these two hidden, the second could be no more than 7
    const others = { counts: [6, 7, 20], shown: suppress([6, 7, 20]) }
    assert.deepEqual(suppressParts([4, 7, 18], others), ['few', 'withheld', 'withheld'])
  })

  test('given any wholes and parts of them, then of both lines and their sums together no hidden count can be computed, tried out over all that could be', () => {
    const line = fc.array(
      fc.integer({ min: 0, max: 9 }).chain(whole => fc.tuple(fc.constant(whole), fc.integer({ min: 0, max: whole }))),
      { minLength: 2, maxLength: 4 },
    )
    fc.assert(
      fc.property(line, pairs => {
        const wholes = pairs.map(([whole]) => whole)
        const parts = pairs.map(([, part]) => part)
        const shown = suppress(wholes)
        const shownParts = suppressParts(parts, { counts: wholes, shown })
        const allWholes = fillings(shown, wholes, shown.every(isWithheld))
        const isNothingShown = shownParts.every((how, index) => isWithheld(how) || wholes[index] === 0)
        // what is not shown of a part of what is hidden says nothing of it
        const allParts = fillings(shownParts, parts, true).filter(filling =>
          shownParts.every((how, index) => {
            const [count = 0, part = 0] = [filling[index], parts[index]]
            if (isWithheld(how)) return isNothingShown || shown[index] !== 'whole' || count >= threshold
            const { from, to } = rangeOf(how, part, threshold)
            return count >= from && count <= to
          }),
        )
        const all = allWholes.flatMap(whole =>
          allParts
            .filter(part => part.every((count, index) => count <= (whole[index] ?? 0)))
            .map(part => [...whole, ...part]),
        )
        assert.ok(all.length > 0)
        // a sum of 0 says that each is 0, and the only part that there can be is its sum
        fc.pre(parts.some(part => part > 0))
        fc.pre(pairs.filter(([whole], index) => whole > 0 || shown[index] !== 'whole').length > 1)
        for (const [index, how] of [...shown, ...shownParts].entries())
          if (how !== 'whole')
            assert.ok(new Set(all.map(each => each[index])).size > 1, `${pairs.join(' ')}: ${shown} ${shownParts}`)
      }),
      { numRuns: 2_000 },
    )
  })

  test('given ranges and their sum, then what can be computed of each is what trying out all fillings gives', () => {
    const line = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(line, counts => {
        const shown = counts.map((count): Shown => (count < threshold ? 'few' : 'withheld'))
        const all = fillings(shown, counts, false)
        const sum = counts.reduce((so, count) => so + count, 0)
        const ranges = tightened(
          counts.map((count, index) => rangeOf(shown[index] ?? 'few', count, threshold)),
          sum,
        )
        for (const [index, range] of ranges.entries()) {
          const values = all.map(filling => filling[index] ?? 0)
          assert.deepEqual(range, { from: Math.min(...values), to: Math.max(...values) })
        }
      }),
    )
  })
})
