import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { deliveryHeaders, signatureOf } from '../../../src/adapters/messaging/signing.ts'
import { verifyDelivery } from '../../../src/adapters/messaging/verify-delivery.ts'

interface Vector {
  readonly secret: string
  readonly id: string
  readonly timestamp: string
  readonly body: string
  readonly signature: string
}

const vectors: readonly Vector[] = JSON.parse(readFileSync(new URL('./delivery-vectors.json', import.meta.url), 'utf8'))

test('given the vectors, then a delivery is signed as they say, and is believed', () => {
  for (const { secret, id, timestamp, body, signature } of vectors) {
    const headers = deliveryHeaders(id, body, [secret], Number(timestamp))
    assert.deepEqual(headers, {
      'x-yihao-delivery': id,
      'x-yihao-timestamp': timestamp,
      'x-yihao-signature': signature,
    })
    assert.deepEqual(verifyDelivery({ headers, body }, [secret], Number(timestamp)), { id })
  }
})

test('given the manual, then its example is one of the vectors', () => {
  const manual = readFileSync('docs/operations.md', 'utf8')
  const [first] = vectors
  for (const part of [first?.secret, first?.timestamp, first?.body, first?.signature])
    assert.ok(part && manual.includes(part), part ?? '')
})

const at = 1_764_057_600_000
const body = JSON.stringify({ id: 'k', text: '路灯' })
const signed = (secrets: readonly string[]) => deliveryHeaders('k', body, secrets, at)

test('given keys that change over, then old and new receivers believe a delivery that is signed with both, and no other', () => {
  const both = { headers: signed(['new', 'old']), body }
  assert.deepEqual(
    [['new'], ['old'], ['x', 'old'], ['x'], []].map(secrets => verifyDelivery(both, secrets, at)),
    [{ id: 'k' }, { id: 'k' }, { id: 'k' }, { wrong: 'wrong_signature' }, { wrong: 'wrong_signature' }],
  )
})

test('given a delivery that somebody changed, recorded or made up, then it is not believed', () => {
  const headers = signed(['s'])
  const verify = (but: object, text = body, now = at) =>
    verifyDelivery({ headers: { ...headers, ...but }, body: text }, ['s'], now)
  const wrong = (why: string) => ({ wrong: why })
  assert.deepEqual(verify({}), { id: 'k' })
  assert.deepEqual(verify({}, body.replace('路灯', '路障')), wrong('wrong_signature'))
  assert.deepEqual(verify({ 'x-yihao-timestamp': String(at + 1) }), wrong('wrong_signature'))
  assert.deepEqual(verify({ 'x-yihao-delivery': 'other' }), wrong('other_id'))
  assert.deepEqual([verify({}, body, at + 300_000), verify({}, body, at + 300_001)], [{ id: 'k' }, wrong('too_old')])
  assert.deepEqual(verify({}, body, at - 300_001), wrong('too_old'))
  for (const signature of ['', 'v1=', 'v1=zz', `v2=${'0'.repeat(64)}`, signatureOf(body, 's'), `v1=${'0'.repeat(64)}`])
    assert.deepEqual(verify({ 'x-yihao-signature': signature }), wrong('wrong_signature'), signature)
  for (const name of Object.keys(headers)) assert.deepEqual(verify({ [name]: undefined }), wrong('no_headers'))
  assert.deepEqual(verify({ 'x-yihao-timestamp': '1e12' }), wrong('no_headers'))
})

test('given a signed body that is no JSON object, then it is not believed and nothing is thrown', () => {
  for (const text of ['', 'null', '[]', '7', '{']) {
    const headers = deliveryHeaders('k', text, ['s'], at)
    assert.deepEqual(verifyDelivery({ headers, body: text }, ['s'], at), { wrong: 'other_id' })
  }
})
