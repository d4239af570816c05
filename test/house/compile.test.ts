import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { promisify } from 'node:util'

const run = promisify(execFile)
const output = (error: { stdout?: string; stderr?: string }) => `${error.stdout ?? ''}${error.stderr ?? ''}`

test('given the whole tree, the TypeScript compiler finds nothing', async () => {
  const found = await run('node_modules/.bin/tsc', ['--noEmit']).then(() => '', output)
  assert.equal(found, '')
})

test('given the whole tree, the linter and formatter find nothing', async () => {
  const found = await run('node_modules/.bin/biome', ['check', '.']).then(() => '', output)
  assert.equal(found, '')
})
