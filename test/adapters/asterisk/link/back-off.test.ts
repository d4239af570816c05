import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createBackOff } from '../../../../src/adapters/asterisk/link/back-off.ts'

test('given any random numbers, then each wait is between half and whole of a ceiling that doubles up to the most', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 80 }),
      randoms => {
        let next = 0
        const backOff = createBackOff({ firstMs: 50, mostMs: 2000 }, () => randoms[next++ % randoms.length] ?? 0)
        let ceiling = 50
        for (const _ of randoms) {
          const wait = backOff.nextMs()
          assert.ok(wait >= ceiling / 2 && wait <= ceiling)
          ceiling = Math.min(2000, ceiling * 2)
        }
        backOff.reset()
        assert.ok(backOff.nextMs() <= 50)
      },
    ),
  )
})
