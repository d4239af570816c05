import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { errors } from '../../../src/wire/errors.ts'
import { atTheEnd, type GivenServer, givenServer, password } from './given-server.ts'

const cleanup = atTheEnd()
let server: GivenServer
let cookie = ''

before(async () => {
  server = await givenServer(cleanup)
  cookie = await server.signIn('admin')
})

/** What must stay as it was: the line, the ledger and the sign-in. */
const state = async () => ({ line: server.engine.hotline.line(), tip: await server.store.read.tip() })

const assertRefused = async (ask: InjectOptions) => {
  const before = await state()
  const reply = await server.app.inject({ ...ask, headers: { cookie, origin: 'http://localhost:80', ...ask.headers } })
  const what = `${ask.method ?? 'GET'} ${String(ask.url)} → ${reply.statusCode} ${reply.body}`
  assert.ok(reply.statusCode >= 400 && reply.statusCode < 500, what)
  const { error } = reply.json()
  assert.deepEqual(Object.keys(reply.json()), ['error'], what)
  const known = Object.entries(errors).find(([code]) => code === error.code)
  assert.deepEqual(known && [known[1].status, known[1].zh, known[1].en], [reply.statusCode, error.zh, error.en], what)
  assert.deepEqual(await state(), before)
}

const routes = (): readonly (readonly [method: 'GET' | 'POST' | 'DELETE', url: string])[] => {
  const { paths } = server.app.swagger() as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => [method.toUpperCase() as 'GET', path.replace('{id}', 'none')] as const),
  )
}

test('given every route, when a field comes that it does not know, then it is refused with a code and nothing changes', async () => {
  assert.ok(routes().length >= 13)
  for (const [method, url] of routes()) {
    await assertRefused({
      method,
      url: `${url}?surprise=1`,
      ...(method === 'POST' && { payload: { name: 'a', password: 'b' } }),
    })
  }
})

test('given broken bodies, when someone signs in, then each is refused with a code and nothing changes', async () => {
  const json = { 'content-type': 'application/json' }
  const bodies: readonly InjectOptions[] = [
    { payload: '{', headers: json },
    { payload: '', headers: json },
    { payload: 'null', headers: json },
    { payload: '[]', headers: json },
    { payload: '"text"', headers: json },
    { payload: `{"name":"1001","password":"${password}","role":"admin"}`, headers: json },
    { payload: '{"name":"1001","password":"x","__proto__":{"role":"admin"}}', headers: json },
    { payload: '{"name":["1001"],"password":"x"}', headers: json },
    { payload: '{"name":1001,"password":"x"}', headers: json },
    { payload: `{"name":"${'n'.repeat(65)}","password":"x"}`, headers: json },
    { payload: `{"name":"1001","password":"${'x'.repeat(70_000)}"}`, headers: json },
    { payload: 'name=1001&password=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { payload: 'x', headers: { 'content-type': 'text/plain' } },
    { payload: '<x/>', headers: { 'content-type': 'application/xml' } },
    {},
  ]
  for (const body of bodies) await assertRefused({ method: 'POST', url: '/api/session', ...body })
})

test('given bad queries and paths, when they are asked for, then each is refused with a code', async () => {
  const urls = [
    '/api/calls?limit=0',
    '/api/calls?limit=201',
    '/api/calls?limit=1.5',
    '/api/calls?limit=1&limit=2',
    '/api/calls?limit[]=1',
    '/api/calls?from=-1',
    '/api/calls?from=1e400',
    '/api/calls?number=%27%20OR%201=1',
    '/api/calls?endCause=everything',
    '/api/calls?cursor=!!!',
    `/api/calls?cursor=${Buffer.from('["x",1]').toString('base64url')}`,
    `/api/calls?cursor=${Buffer.from('[1]').toString('base64url')}`,
    `/api/calls/${'x'.repeat(151)}`,
    `/api/calls/${'x'.repeat(2_000)}`,
    '/api/calls/%zz',
    '/api/calls/..%2f..%2fetc%2fpasswd',
    '/api/missed-calls?open=perhaps',
    '/api/nothing',
    '/api',
    '/nothing',
  ]
  for (const url of urls) await assertRefused({ url })
  for (const method of ['PUT', 'PATCH', 'OPTIONS', 'POST'] as const) await assertRefused({ method, url: '/api/calls' })
})

test('given any body or query at all, when it is sent, then the server never fails and never shows its inside', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), fc.string(), fc.string(), async (body, key, value) => {
      const query = new URLSearchParams([[key, value]]).toString()
      const headers = { 'content-type': 'application/json', cookie, origin: 'http://localhost:80' }
      for (const ask of [
        { method: 'POST', url: '/api/session', payload: body, headers, remoteAddress: '10.1.1.1' } as const,
        { url: `/api/calls?${query}`, headers: { cookie } },
        { url: `/api/calls/${encodeURIComponent(value)}`, headers: { cookie } },
      ]) {
        const reply = await server.app.inject(ask)
        assert.ok(reply.statusCode < 500, reply.body)
        assert.doesNotMatch(reply.body, /node_modules|\.ts:|SELECT|Error:/)
      }
    }),
    { numRuns: 60 },
  )
})
