import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { maskNumber } from '../../../src/domain/number/mask.ts'
import { canBeRungBack, normaliseCaller } from '../../../src/domain/number/normalise.ts'

const table: readonly [string, string | null][] = [
  ['13812345678', '+8613812345678'],
  ['013812345678', '+8613812345678'],
  ['+8613812345678', '+8613812345678'],
  ['8613812345678', '+8613812345678'],
  ['008613812345678', '+8613812345678'],
  ['051382345678', '+8651382345678'],
  ['02083123456', '+862083123456'],
  ['82345678', '+8651382345678'],
  ['+8651382345678', '+8651382345678'],
  ['+4930123456', '+4930123456'],
  ['004930123456', '+4930123456'],
  ['110', '110'],
  ['12345', '12345'],
  ['95598', '95598'],
  ['4008123456', '4008123456'],
  ['138-1234 5678', '+8613812345678'],
  ['x1234', null],
  ['1234567890123456789012345678901234567890', null],
  ['张三', null],
  ["'; drop table calls; --", null],
]

for (const [raw, number] of table)
  test(`given the caller id ${raw}, the number is ${number}`, () => {
    assert.deepEqual(normaliseCaller(raw, '0513'), { raw, number, withheld: false })
  })

for (const raw of ['', 'anonymous', 'Anonymous', 'restricted', 'unavailable', 'unknown', '0'])
  test(`given the caller id "${raw}", the number is withheld`, () => {
    assert.deepEqual(normaliseCaller(raw, '0513'), { raw, number: null, withheld: true })
  })

test('given anything at all, the raw id is kept without control characters and the number is one we know or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), raw => {
      const caller = normaliseCaller(raw, '0513')
      assert.ok(caller.raw.length <= 128)
      assert.ok([...caller.raw].every(character => character >= ' '))
      assert.ok(caller.number === null || /^\+?\d{3,15}$/.test(caller.number))
    }),
  )
})

test('given E.164 numbers only, they can be rung back; service numbers and unknown ones cannot', () => {
  assert.equal(canBeRungBack('+8613812345678'), true)
  assert.equal(canBeRungBack('110'), false)
  assert.equal(canBeRungBack(null), false)
})

test('given a number, its middle is hidden and its last four stay', () => {
  assert.equal(maskNumber('+8613812345678'), '138****5678')
  assert.equal(maskNumber('+8651382345678'), '513****5678')
  assert.equal(maskNumber('110'), '110')
  assert.equal(maskNumber(null), null)
})
