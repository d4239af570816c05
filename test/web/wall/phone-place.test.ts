import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takesPhone } from '../../../src/web/wall/phone/phone-place.ts'

test('given a wall that opens, it takes the phone by itself only where no desk of the leader has it, or where it had it itself', () => {
  assert.equal(takesPhone({ wished: false, had: false }, false), false, 'nobody asked for it')
  assert.equal(takesPhone({ wished: true, had: false }, false), true, 'wished for, and nobody has it')
  assert.equal(takesPhone({ wished: true, had: false }, true), false, 'the desk has it')
  assert.equal(
    takesPhone({ wished: true, had: true }, true),
    true,
    'loaded anew: its own old page may still be told of',
  )
})
