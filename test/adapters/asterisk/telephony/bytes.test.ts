import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decoded } from '../../../../src/adapters/asterisk/telephony/arrival.ts'

test('given percent-encoded bytes, UTF-8 is read as such and anything else is replaced, never refused', () => {
  assert.equal(decoded('%E5%BC%A0%E4%B8%89'), '张三')
  assert.equal(decoded('%FF%FE'), '\uFFFD\uFFFD')
  assert.equal(decoded('a%2'), 'a%2')
  assert.equal(decoded(undefined), '')
})
