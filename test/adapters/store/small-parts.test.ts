import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clean, parseClean } from '../../../src/adapters/store/clean.ts'
import { canonicalJson, toFact, toFactRow } from '../../../src/adapters/store/ledger/fact-row.ts'
import { localTime } from '../../../src/adapters/store/ledger/local-time.ts'
import { fact, morning } from './given-facts.ts'
import { randomFacts } from './random-facts.ts'

test('canonical JSON is JSON, and the same for equal values however their keys are ordered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      assert.deepEqual(JSON.parse(canonicalJson(value)), JSON.parse(JSON.stringify(value)))
    }),
  )
  assert.equal(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined }), '{"b":[1,{"c":"x","d":null}]}')
  assert.equal(canonicalJson({ a: 1, b: 2 }), canonicalJson({ b: 2, a: 1 }))
})

test('a fact comes back from its row as it was', () => {
  fc.assert(
    fc.property(randomFacts, make => {
      for (const each of make('c')) assert.deepEqual(toFact(toFactRow(each)), each)
    }),
  )
})

test('a fact about something stuck is found by what it is about', () => {
  const stuck = { kind: 'stuck_freed', id: 'x', state: 'talking', why: 'gone' } as const
  const ids = (what: 'call' | 'agent') => {
    const { callId, agentId } = toFactRow(fact(morning, { ...stuck, what }))
    return { callId, agentId }
  }
  assert.deepEqual(ids('call'), { callId: 'x', agentId: null })
  assert.deepEqual(ids('agent'), { callId: null, agentId: 'x' })
})

test('cleaning leaves no NUL and no half character, changes nothing else, and is the same from JSON', () => {
  const text = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(fc.dictionary(text, fc.array(text), { noNullPrototype: true }), value => {
      const cleaned = clean(value)
      const json = JSON.stringify(cleaned)
      assert.doesNotMatch(json, /(?<!\\)(\\\\)*\\u(0000|d[89ab]|d[c-f])/)
      assert.deepEqual(parseClean(JSON.stringify(value)), cleaned)
      if (!/\\u(0000|d[89a-f])/.test(JSON.stringify(value))) assert.deepEqual(cleaned, value)
    }),
  )
  assert.deepEqual(clean({ a: 'x\0y', b: ['\ud83d', '\u{1f600}', 1, null, true] }), {
    a: 'xy',
    b: ['\ufffd', '\u{1f600}', 1, null, true],
  })
})

test('the local day and hour follow the zone, its changes of the clock included', () => {
  const at = (text: string, zone: string) => Object.values(localTime(Date.parse(text), zone))
  assert.deepEqual(at('2025-12-31T16:00:00Z', 'Asia/Shanghai'), [20260101, 0])
  assert.deepEqual(at('2025-12-31T15:59:59.999Z', 'Asia/Shanghai'), [20251231, 23])
  assert.deepEqual(at('1988-07-01T00:00:00Z', 'Asia/Shanghai'), [19880701, 9])
})
