import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comesFromUs } from '../../../src/adapters/http/origin.ts'
import { givenServer, password } from './given-server.ts'

const host = '12345.example.cn'
const cookie = 'yihao=x'

for (const { name, headers, publicOrigin, expected } of [
  { name: 'our own page', headers: { origin: `https://${host}`, host, cookie }, expected: true },
  {
    name: 'our own page with a default port',
    headers: { origin: `https://${host}`, host: `${host}:443`, cookie },
    expected: true,
  },
  { name: 'a program without a cookie', headers: { host }, expected: true },
  { name: 'no origin but a cookie', headers: { host, cookie }, expected: false },
  { name: 'another site', headers: { origin: 'https://evil.example', host, cookie }, expected: false },
  { name: 'another port', headers: { origin: `http://${host}:8080`, host, cookie }, expected: false },
  {
    name: 'a site that begins like ours',
    headers: { origin: `https://${host}.evil.example`, host, cookie },
    expected: false,
  },
  { name: 'a page without an origin', headers: { origin: 'null', host, cookie }, expected: false },
  { name: 'an empty origin', headers: { origin: '', host, cookie }, expected: false },
  { name: 'another scheme', headers: { origin: `file://${host}`, host }, expected: false },
  {
    name: 'the public origin behind a proxy',
    headers: { origin: 'https://hotline.example.cn', host: '127.0.0.1:12345', cookie },
    publicOrigin: 'https://hotline.example.cn',
    expected: true,
  },
]) {
  test(`given ${name}, when a change comes, then it is ${expected ? 'taken' : 'refused'}`, () => {
    assert.equal(comesFromUs(headers, publicOrigin), expected)
  })
}

test('given a page of another site, when it makes the browser sign in or out, then it is refused and nothing changes', async t => {
  const { app, signIn } = await givenServer(t)
  const headers = { cookie: await signIn('leader'), origin: 'https://evil.example' }
  const replies = [
    await app.inject({ method: 'DELETE', url: '/api/session', headers }),
    await app.inject({ method: 'POST', url: '/api/session', headers, payload: { name: '1001', password } }),
  ]
  for (const reply of replies) assert.equal(reply.json().error.code, 'foreign_origin')
  assert.equal((await app.inject({ url: '/api/session', headers: { cookie: headers.cookie } })).statusCode, 200)
})
