import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword } from '../../../src/adapters/http/password.ts'
import { hashToken, signInMs } from '../../../src/adapters/http/sign-in.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenServer, password } from './given-server.ts'

const post = (name: string, word: string) =>
  ({ method: 'POST', url: '/api/session', payload: { name, password: word } }) as const

test('given a right password, when an agent signs in, then the cookie is closed to scripts and other sites and only its hash is stored', async t => {
  const { app, store, engine } = await givenServer(t)
  const reply = await app.inject(post('1001', password))
  assert.equal(reply.statusCode, 200)
  const [cookie] = reply.cookies
  assert.ok(cookie)
  assert.match(String(reply.headers['set-cookie']), /; HttpOnly; SameSite=Strict$/)
  assert.equal(cookie.path, '/')
  assert.equal(cookie.secure, undefined)
  assert.equal(Buffer.from(cookie.value, 'base64url').length, 32)
  assert.equal(await store.read.session(cookie.value), null)
  assert.ok(await store.read.session(hashToken(cookie.value)))
  assert.equal(get(engine.hotline.line().agents, '1001')?.signedIn, true)
  assert.deepEqual(Object.keys(reply.json()), [
    'name',
    'displayName',
    'role',
    'alsoRoles',
    'unitId',
    'agentId',
    'hearsRecordings',
    'editsKnowledge',
    'expiresAt',
  ])
})

test('given HTTPS only, when someone signs in, then the cookie is bound to this host and never sent in the clear', async t => {
  const { app } = await givenServer(t, { cookieSecure: true })
  const reply = await app.inject(post('1001', password))
  assert.match(String(reply.headers['set-cookie']), /^__Host-yihao=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  assert.equal(reply.headers['strict-transport-security'], 'max-age=31536000')
})

test('given an unknown name, a wrong password or a disabled user, when he signs in, then all get the same answer', async t => {
  const { app, store } = await givenServer(t)
  const hash = await hashPassword(password)
  const gone = {
    name: 'gone',
    displayName: '',
    role: 'admin',
    agentId: null,
    passwordHash: hash,
    disabled: true,
  } as const
  await store.write.saveUser(gone)
  const replies = await Promise.all(
    [post('nobody', password), post('1001', 'no'), post('gone', password)].map(ask => app.inject(ask)),
  )
  for (const reply of replies) {
    assert.equal(reply.statusCode, 401)
    assert.equal(reply.json().error.code, 'wrong_password')
    assert.equal(reply.headers['set-cookie'], undefined)
  }
})

test('given a sign-in, when its time is over or it is ended, then its cookie opens nothing', async t => {
  const { app, clock, signIn } = await givenServer(t)
  const cookie = await signIn('leader')
  const ask = { url: '/api/session', headers: { cookie } }
  assert.equal((await app.inject(ask)).statusCode, 200)
  const out = await app.inject({
    method: 'DELETE',
    url: '/api/session',
    headers: { cookie, origin: 'http://localhost:80' },
  })
  assert.equal(out.statusCode, 204)
  assert.match(String(out.headers['set-cookie']), /^yihao=; Max-Age=0; Path=\/; .*HttpOnly/)
  assert.equal((await app.inject(ask)).statusCode, 401)

  const other = { url: '/api/session', headers: { cookie: await signIn('leader') } }
  clock.forward(signInMs - 1_000)
  assert.equal((await app.inject(other)).statusCode, 200)
  clock.forward(1_000)
  assert.equal((await app.inject(other)).json().error.code, 'not_signed_in')
})

test('given ten wrong tries for a name from an address, when one more comes, then it is refused, and others are not', async t => {
  const { app } = await givenServer(t)
  for (let tries = 0; tries < 10; tries += 1) assert.equal((await app.inject(post('1001', 'no'))).statusCode, 401)
  const refused = await app.inject(post('1001', password))
  assert.equal(refused.statusCode, 429)
  assert.equal(refused.json().error.code, 'too_many_attempts')
  assert.equal((await app.inject(post('1002', password))).statusCode, 200)
  assert.equal((await app.inject({ ...post('1001', password), remoteAddress: '10.0.0.9' })).statusCode, 200)
})
