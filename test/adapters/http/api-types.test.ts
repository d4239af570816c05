import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import openapiTS, { astToString } from 'openapi-typescript'
import { givenServer } from './given-server.ts'

test("given the API as it is, the pages' types are those made from it (else: npm run api-types)", async t => {
  const { app } = await givenServer(t)
  const document = (await app.inject('/api/openapi.json')).json()
  const made = astToString(await openapiTS(document))
  const kept = readFileSync('src/web/api-types.ts', 'utf8')
  assert.equal(kept.slice(kept.indexOf('export interface paths')), made.slice(made.indexOf('export interface paths')))
})
