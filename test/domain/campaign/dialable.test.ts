import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dialable, numberFaults } from '../../../src/domain/campaign/dialable.ts'
import { normaliseCaller } from '../../../src/domain/number/normalise.ts'
import { errors } from '../../../src/wire/errors.ts'

const plan = { homeArea: '0513', own: new Set(['+8651382112345', '+8613900000000']) }

const rung: readonly [string, string][] = [
  ['13812345678', '+8613812345678'],
  ['138-1234 5678', '+8613812345678'],
  ['１３８１２３４５６７８', '+8613812345678'],
  ['013812345678', '+8613812345678'],
  ['+8613812345678', '+8613812345678'],
  ['8613812345678', '+8613812345678'],
  ['008613812345678', '+8613812345678'],
  ['82345678', '+8651382345678'],
  ['(0513) 8234.5678', '+8651382345678'],
  ['+86 513 82345678', '+8651382345678'],
  ['+86 0513 82345678', '+8651382345678'],
  ['010-62345678', '+861062345678'],
  ['02083123456', '+862083123456'],
  ['07918234567', '+867918234567'],
]
for (const [raw, number] of rung)
  test(`given ${raw}, it is rung as ${number}`, () => {
    assert.deepEqual(dialable(raw, plan), { number })
  })

const refused: Readonly<Record<(typeof numberFaults)[number], readonly string[]>> = {
  number_malformed: [
    '',
    '张三',
    '138x2345678',
    '138123456789',
    '2812345678',
    '++8613812345678',
    '13812345678,13912345678',
    '=1+1',
    '1'.repeat(30),
    '02682345678',
  ],
  number_short: ['1', '12', '8234', '823456', '+1', '0021', '0823', '0513-12'],
  number_foreign: ['+14155550100', '004930123456', '+85223456789', '00852 2345 6789'],
  number_emergency: [
    '110',
    '119',
    '120',
    '122',
    '112',
    '0513110',
    '0513-120',
    '010119',
    '+86119',
    '+86 513 122',
    '0086110',
    '0513 119',
  ],
  number_service: [
    '10086',
    '12345',
    '051312345',
    '114',
    '116114',
    '95598',
    '051395598',
    '96196',
    '9600',
    '4008123456',
    '800 810 1234',
    '04008123456',
    '+864008123456',
    '16812345',
    '0513 16812345',
    '12580',
    '+8612345',
    '10010',
  ],
  number_own: ['0513-82112345', '82112345', '13900000000', '+8613900000000'],
}
for (const [fault, numbers] of Object.entries(refused))
  for (const raw of numbers)
    test(`given ${raw}, it is refused as ${fault}`, () => {
      assert.deepEqual(dialable(raw, plan), { refused: fault })
    })

test('given every reason, the catalogue of errors has words for it', () => {
  for (const fault of numberFaults) assert.ok(fault in errors, fault)
})

test('given anything at all, what is rung is a mobile or a landline that a caller’s number could be, and no other way of writing it is another', () => {
  const digits = fc.stringMatching(/^(\+|00|\+86|0086|0|86|)[0-9]{1,13}$/)
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), digits), raw => {
      const answer = dialable(raw, plan)
      if ('refused' in answer) return
      assert.match(answer.number, /^\+86(1[3-9]\d{9}|(10|2\d)[2-8]\d{7}|[3-9]\d{2}[2-8]\d{6,7})$/)
      assert.deepEqual(dialable(answer.number, plan), answer)
      assert.equal(normaliseCaller(answer.number, plan.homeArea).number, answer.number)
    }),
    { numRuns: 1_500 },
  )
})
