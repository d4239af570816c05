import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { codeOf } from '../../../src/adapters/http/errors.ts'
import { errors } from '../../../src/wire/errors.ts'
import { givenServer } from './given-server.ts'

const source = new URL('../../../src/', import.meta.url).pathname

test('given the catalogue, when it is read, then each code has a status and a sentence in both languages', () => {
  for (const [code, { status, zh, en }] of Object.entries(errors)) {
    assert.match(code, /^[a-z][a-z_]*$/)
    assert.ok(status >= 400 && status < 600, code)
    assert.match(zh, /^.*[\u3000-\u9fff].*。$/, code)
    assert.match(en, /^[A-Z].*\.$/, code)
  }
})

test('given the sources, when codes are looked for, then each one used is in the catalogue', () => {
  const files = ['adapters/http', 'adapters/live'].flatMap(folder =>
    readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => readFileSync(join(source, folder, name), 'utf8')),
  )
  const refusals = readFileSync(join(source, 'domain/line/turn.ts'), 'utf8').match(
    /type Refusal =([^\n]*\n(?: {2}\|.*\n)*)/,
  )?.[1]
  const used = [
    ...files.flatMap(text =>
      [...text.matchAll(/(?:ApiError\(|code: |error: |refuseWith\(socket, )'([a-z_]+)'/g)].map(([, code]) => code),
    ),
    ...[...String(refusals).matchAll(/'([a-z_]+)'/g)].map(([, code]) => code),
  ]
  assert.ok(used.length > 20)
  for (const code of used) assert.ok(Object.hasOwn(errors, String(code)), String(code))
})

const neverAsked = (): never => {
  throw new Error('never asked')
}

test('given an unexpected error, when a handler throws it, then it is logged with the request and not shown', async t => {
  const { app, log, signIn } = await givenServer(t, {
    figures: {
      count: () => {},
      today: () => {
        throw new Error('inside at /secret/path')
      },
      agentToday: neverAsked,
      rolling: neverAsked,
      queueRolling: neverAsked,
      curve: neverAsked,
    },
  })
  const reply = await app.inject({ url: '/api/figures/today', headers: { cookie: await signIn('leader') } })
  assert.equal(reply.statusCode, 500)
  assert.equal(reply.json().error.code, 'unexpected')
  assert.doesNotMatch(reply.body, /inside/)
  const [line] = log.lines.filter(({ level }) => level === 'error')
  assert.ok(line && 'request' in line.about)
  assert.equal(line.about.request, reply.headers['x-request-id'])
})

test('given a store that is away, when a request needs it, then the answer says so', () => {
  assert.equal(codeOf(Object.assign(new Error('away'), { code: 'store_unavailable' })), 'store_down')
  assert.equal(codeOf(Object.assign(new Error('no such file'), { code: 'ENOENT' })), 'unexpected')
  assert.equal(codeOf('text'), 'unexpected')
})
