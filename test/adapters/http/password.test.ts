import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, verifyPassword } from '../../../src/adapters/http/password.ts'

test('given a password, when it is hashed twice, then both are argon2id in PHC form, differ, and know only that password', async () => {
  const [first, second] = await Promise.all([hashPassword('密码 ünïcode'), hashPassword('密码 ünïcode')])
  assert.match(first, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(first, second)
  assert.equal(await verifyPassword('密码 ünïcode', first), true)
  assert.equal(await verifyPassword('密码 unicode', first), false)
})

test('given a stored text of another form, when a password is checked, then it is wrong and nothing is thrown', async () => {
  for (const stored of [
    '',
    'plain',
    '$argon2i$v=19$m=1,t=1,p=1$aaaa$bbbb',
    '$2b$10$abc',
    '$argon2id$v=19$m=19456,t=2,p=1$$',
  ]) {
    assert.equal(await verifyPassword('plain', stored), false)
  }
})
