import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { againstAll, isOdd, twoSidedTail } from '../../../src/domain/campaign/unusual.ts'

const near = (found: number, wanted: number): void =>
  assert.ok(Math.abs(found - wanted) <= 1e-9 * Math.max(1, wanted), `${found} is not ${wanted}`)

/** Pascal's triangle: the coefficients counted another way. */
const choose = (n: number, k: number): number => (k === 0 || k === n ? 1 : choose(n - 1, k - 1) + choose(n - 1, k))

describe('the two-sided tail of a binomial', () => {
  it('is that of a fair coin by hand', () => {
    near(twoSidedTail(0, 10, 0.5), 2 / 1024)
    near(twoSidedTail(1, 10, 0.5), 22 / 1024)
    near(twoSidedTail(8, 10, 0.5), (2 * (1 + 10 + 45)) / 1024)
    near(twoSidedTail(5, 10, 0.5), 1)
  })

  it('is the sum of all outcomes no likelier, for every small sample', () => {
    for (const share of [0.07, 0.1, 0.3, 0.5, 0.9])
      for (let tries = 0; tries <= 12; tries += 1) {
        const chances = Array.from(
          { length: tries + 1 },
          (_, n) => choose(tries, n) * share ** n * (1 - share) ** (tries - n),
        )
        for (let hits = 0; hits <= tries; hits += 1) {
          const seen = chances[hits] as number
          near(
            twoSidedTail(hits, tries, share),
            Math.min(
              1,
              chances.filter(each => each <= seen * (1 + 1e-7)).reduce((sum, each) => sum + each, 0),
            ),
          )
        }
      }
  })

  it('is one where nothing else could come, and none where it could not come', () => {
    assert.deepEqual(
      [
        twoSidedTail(0, 5, 0),
        twoSidedTail(1, 5, 0),
        twoSidedTail(5, 5, 1),
        twoSidedTail(4, 5, 1),
        twoSidedTail(0, 0, 0.3),
      ],
      [1, 0, 1, 0, 1],
    )
  })

  it('holds for large samples, where chances of single outcomes are no numbers any more', () => {
    const far = twoSidedTail(0, 100_000, 0.1)
    assert.ok(far >= 0 && far < 1e-300)
    near(twoSidedTail(10_000, 100_000, 0.1), 1)
  })

  it('refuses what is no sample', () => {
    for (const [hits, tries, share] of [
      [-1, 5, 0.5],
      [6, 5, 0.5],
      [1.5, 5, 0.5],
      [1, 5, 1.1],
      [1, 5, Number.NaN],
    ] as const)
      assert.throws(() => twoSidedTail(hits, tries, share), RangeError)
  })
})

describe('units and visitors against all', () => {
  it('stand out when chance would hardly do it, in both directions', () => {
    const rows = againstAll([
      { name: 'praised', ratings: 300, dissatisfied: 0 },
      { name: 'usual', ratings: 700, dissatisfied: 70 },
      { name: 'few', ratings: 2, dissatisfied: 0 },
      { name: 'blamed', ratings: 100, dissatisfied: 30 },
      { name: 'none', ratings: 0, dissatisfied: 0 },
    ])
    assert.deepEqual(
      rows.filter(isOdd).map(({ name }) => name),
      ['praised', 'blamed'],
    )
    near(
      rows.reduce((sum, { expected }) => sum + expected, 0),
      100,
    )
    assert.equal(rows.find(({ name }) => name === 'none')?.likelihood, null)
  })

  it('have nothing to be compared with where there is but one', () => {
    assert.deepEqual(againstAll([{ ratings: 9, dissatisfied: 3 }]), [
      { ratings: 9, dissatisfied: 3, expected: 3, likelihood: null },
    ])
    assert.deepEqual(againstAll([]), [])
  })
})
