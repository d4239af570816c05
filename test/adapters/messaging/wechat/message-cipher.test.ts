import assert from 'node:assert/strict'
import { createCipheriv } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseFlatXml } from '../../../../src/adapters/messaging/wechat/flat-xml.ts'
import { createMessageCipher } from '../../../../src/adapters/messaging/wechat/message-cipher.ts'
import { same, signatureOf } from '../../../../src/adapters/messaging/wechat/signature.ts'
import {
  echo,
  plain,
  safe,
  safeAnswer,
  safeXml,
  sampleKey,
  sampleMessage,
  sampleMessage2,
  sampleSealed,
  zeroKey,
} from './vectors.ts'

const appId = 'wx2c2769f8efd9abc2'
const cipher = createMessageCipher(sampleKey, appId)

/** Encrypts these very bytes, padding and all, as somebody who has the key could. */
const sealedBytes = (bytes: Buffer): string => {
  const key = Buffer.from(`${sampleKey}=`, 'base64')
  const aes = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([aes.update(bytes), aes.final()]).toString('base64')
}
const framed = (message: string, account: string, length = Buffer.byteLength(message)): Buffer => {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(length)
  return Buffer.concat([Buffer.alloc(16, 'r'), size, Buffer.from(message), Buffer.from(account)])
}
const padded = (bytes: Buffer): Buffer => {
  const count = 32 - (bytes.length % 32)
  return Buffer.concat([bytes, Buffer.alloc(count, count)])
}

const fieldOf = (xml: string, name: string): string => parseFlatXml(xml)?.get(name) ?? ''

test('given the published signatures, then ours are the same', () => {
  for (const { token, timestamp, nonce, signature } of [echo, plain, safe])
    assert.equal(signatureOf(token, timestamp, nonce), signature)
  for (const { token, timestamp, nonce, messageSignature, encrypted } of [
    safe,
    sampleMessage2,
    { ...safeAnswer, token: 'AAAAA' },
    { ...sampleMessage, encrypted: fieldOf(sampleMessage.body, 'Encrypt') },
    { ...safeXml, encrypted: fieldOf(safeXml.body, 'Encrypt') },
  ])
    assert.equal(signatureOf(token, timestamp, nonce, encrypted), messageSignature)
})

test('given two texts, then they are the same only letter by letter, and of another length never', () => {
  assert.ok(same('abc', 'abc'))
  for (const other of ['abd', 'ab', 'abcd', '', 'ABC', '你']) assert.equal(same('abc', other), false)
})

test('given the published cipher texts, when they are opened, then the published messages come out', () => {
  assert.equal(createMessageCipher(zeroKey, safe.appId).open(safe.encrypted), safe.message)
  assert.equal(cipher.open(fieldOf(sampleMessage.body, 'Encrypt')), sampleMessage.message)
  const second = cipher.open(sampleMessage2.encrypted) ?? ''
  assert.equal(fieldOf(second, 'ToUserName'), 'gh_10f6c3c3ac5a')
  const event = createMessageCipher(zeroKey, safeXml.appId).open(fieldOf(safeXml.body, 'Encrypt')) ?? ''
  assert.equal(Buffer.byteLength(event), 292)
  assert.equal(fieldOf(event, 'Event'), 'debug_demo')
})

test('given the published messages and random parts, when they are sealed, then the published cipher texts come out', () => {
  const sample = createMessageCipher(sampleKey, sampleSealed.appId)
  for (const { message, encrypted } of [sampleSealed.short, sampleSealed.long])
    assert.equal(sample.seal(message, Buffer.from(sampleSealed.random)), encrypted)
  const page = createMessageCipher(zeroKey, safe.appId)
  assert.equal(page.seal(safeAnswer.message, Buffer.from(safeAnswer.random)), safeAnswer.encrypted)
})

test('given any text, when it is sealed and opened, then it is the same, and never sealed twice alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000 }), text => {
      const [once, twice] = [cipher.seal(text), cipher.seal(text)]
      assert.equal(cipher.open(once), text)
      assert.notEqual(once, twice)
      assert.equal(Buffer.from(once, 'base64').length % 32, 0)
    }),
    { numRuns: 200 },
  )
})

test('given a message for another account, or of another key, then it is not opened', () => {
  assert.equal(createMessageCipher(sampleKey, 'wx2c2769f8efd9abc3').open(cipher.seal('x')), null)
  assert.equal(createMessageCipher(zeroKey, appId).open(cipher.seal('x')), null)
  for (const account of ['', 'wx2c2769f8efd9abc', `${appId}x`, appId.toUpperCase()])
    assert.equal(cipher.open(sealedBytes(padded(framed('x', account)))), null, account)
  assert.equal(cipher.open(sealedBytes(padded(framed('x', appId)))), 'x')
})

test('given a cipher text that is cut, longer or no base64, then it is not opened and nothing is thrown', () => {
  const whole = Buffer.from(cipher.seal('查询 20261125000421 123456'), 'base64')
  for (let length = 0; length < whole.length; length += 1)
    assert.equal(cipher.open(whole.subarray(0, length).toString('base64')), null, String(length))
  for (const text of ['', '!!!', 'YWJj', `${cipher.seal('x')}AAAA`, '=', '你好', cipher.seal('x').replace(/./, '*')])
    assert.equal(cipher.open(text), null, text)
})

test('given a padding that is none, or lengths that lead outside, then it is not opened', () => {
  const body = framed('x', appId)
  const room = 64 - body.length
  for (const [count, filled] of [
    [0, 0],
    [33, room],
    [255, room],
    [room, room - 1],
  ] as const) {
    const padding = Buffer.alloc(room, filled)
    padding[room - 1] = count
    assert.equal(cipher.open(sealedBytes(Buffer.concat([body, padding]))), null, `${count} ${filled}`)
  }
  for (const length of [2, 1_000, 0x7fffffff, 0xffffffff])
    assert.equal(cipher.open(sealedBytes(padded(framed('x', appId, length)))), null, String(length))
  assert.equal(cipher.open(sealedBytes(Buffer.alloc(32, 32))), null)
  const broken = Buffer.concat([Buffer.alloc(16), Buffer.from([0, 0, 0, 1, 0xff]), Buffer.from(appId)])
  assert.equal(cipher.open(sealedBytes(padded(broken))), null)
})

test('given any bytes at all, then opening them throws nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.string(), (bytes, text) => {
      assert.equal(cipher.open(Buffer.from(bytes).toString('base64')), null)
      assert.equal(cipher.open(text), null)
    }),
  )
})

test('given a key that is none, then there is no cipher', () => {
  for (const key of ['', 'abcde', `${sampleKey}x`.repeat(2)]) assert.throws(() => createMessageCipher(key, appId))
})
