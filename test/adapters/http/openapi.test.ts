import assert from 'node:assert/strict'
import { test } from 'node:test'
import openapi, { type OpenAPI3 } from 'openapi-typescript'
import { givenServer } from './given-server.ts'

test('given the server, when its document is read, then it is valid and lists every route', async t => {
  const routes: string[] = []
  const { app } = await givenServer(t)
  const document = (await app.inject({ url: '/api/openapi.json' })).json() as OpenAPI3
  assert.ok((await openapi(document)).length > 0)

  const above: string[] = []
  for (const line of app.printRoutes({ commonPrefix: false }).split('\n')) {
    const [, indent = '', part = '', methods = ''] = /^((?:│ {3}| {4})*)[├└]── (\S+)(?: \(([^)]*)\))?/.exec(line) ?? []
    const depth = indent.length / 4
    above.splice(depth, above.length, part)
    const path = above.join('').replace(/:(\w+)/g, '{$1}')
    for (const method of methods.split(', ')) if (method !== '' && method !== 'HEAD') routes.push(`${method} ${path}`)
  }
  const listed = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(listed.toSorted(), routes.toSorted())
  assert.ok(routes.includes('GET /api/calls/{id}'))
})
