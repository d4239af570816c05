import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
let server: GivenServer

before(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-pages-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<title>page</title>')
  writeFileSync(join(folder, 'assets', 'desk-abc123.js'), 'export {}')
  cleanup.after(() => rmSync(folder, { recursive: true, force: true }))
  server = await givenServer(cleanup, { webFolder: folder })
})

test('given the built pages, when any place within them is opened, then the one page comes, asked for anew each time', async () => {
  for (const url of ['/', '/desk', '/wall?full=1', '/cases/12/edit', '/index.html']) {
    const reply = await server.app.inject({ url })
    assert.equal(reply.statusCode, 200, url)
    assert.equal(reply.body, '<title>page</title>')
    assert.equal(reply.headers['cache-control'], 'no-cache')
    assert.match(String(reply.headers['content-type']), /^text\/html/)
  }
})

test('given a file with a hash in its name, when it is asked for, then it may be kept for a year', async () => {
  const reply = await server.app.inject({ url: '/assets/desk-abc123.js' })
  assert.equal(reply.body, 'export {}')
  assert.equal(reply.headers['cache-control'], 'public, max-age=31536000, immutable')
})

test('given a file that is not there or lies outside, when it is asked for, then the page is not sent in its place', async () => {
  for (const url of [
    '/assets/desk-old.js',
    '/api/none',
    '/api',
    '/healthz/x',
    '/..%2f..%2fetc%2fpasswd',
    '/assets/..%2f..%2f..%2fetc%2fpasswd',
  ]) {
    const reply = await server.app.inject({ url })
    assert.ok(
      reply.statusCode === 404 || reply.body === '<title>page</title>',
      `${url} ${reply.statusCode} ${reply.body}`,
    )
    assert.doesNotMatch(reply.body, /root:/)
  }
  assert.equal((await server.app.inject({ url: '/assets/desk-old.js' })).json().error.code, 'not_found')
  assert.equal((await server.app.inject({ url: '/api/none' })).json().error.code, 'not_found')
  assert.equal((await server.app.inject({ method: 'POST', url: '/desk' })).json().error.code, 'not_found')
})

test('given any answer, when it leaves, then it carries the headers that keep other sites, frames and old caches out', async () => {
  for (const url of ['/', '/api/session', '/healthz', '/assets/desk-abc123.js', '/api/none']) {
    const { headers } = await server.app.inject({ url })
    assert.match(String(headers['content-security-policy']), /^default-src 'self';.*frame-ancestors 'none'$/)
    assert.doesNotMatch(String(headers['content-security-policy']), /script-src|unsafe-eval|\*/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'no-referrer')
    assert.equal(headers['cache-control'] === 'no-store', url.startsWith('/api'))
  }
})
