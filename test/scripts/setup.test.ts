import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { cacheFolder, makeOnce } from '../../scripts/setup/cache.mjs'
import { need } from '../../scripts/setup/tools.ts'

function givenCache(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-test-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('given two set-ups at once, both get the same whole folder and nothing is left over', async t => {
  const cache = givenCache(t)
  const make = (word: string) =>
    makeOnce(cache, async folder => {
      writeFileSync(join(folder, 'a'), word)
      await new Promise(resolve => setImmediate(resolve))
      writeFileSync(join(folder, 'b'), word)
      return 'thing-1'
    })
  const folders = await Promise.all([make('one'), make('two')])
  assert.deepEqual(folders, [join(cache, 'thing-1'), join(cache, 'thing-1')])
  assert.equal(readFileSync(join(cache, 'thing-1', 'a'), 'utf8'), readFileSync(join(cache, 'thing-1', 'b'), 'utf8'))
  assert.deepEqual(readdirSync(cache), ['thing-1'])
})

test('given a fetch that fails half-way, nothing of it stays', async t => {
  const cache = givenCache(t)
  const failing = makeOnce(cache, async folder => {
    writeFileSync(join(folder, 'half'), '')
    throw new Error('the line is down')
  })
  await assert.rejects(failing, /the line is down/)
  assert.deepEqual(readdirSync(cache), [])
})

test('what a killed set-up left behind is removed after a day, not before', async t => {
  const cache = givenCache(t)
  const old = `.partial-${Date.now() - 25 * 3600_000}-aa`
  const young = `.partial-${Date.now() - 3600_000}-bb`
  for (const name of [old, young]) writeFileSync(join(cache, name), '')
  await makeOnce(cache, async () => 'thing-1')
  assert.deepEqual(readdirSync(cache).sort(), [young, 'thing-1'])
})

test('the cache is where the user wants it', () => {
  assert.equal(cacheFolder({ XDG_CACHE_HOME: '/x', HOME: '/home/li' }), '/x/yihao')
})

test('a tool that could not be had fails with the sentence that says what to install', () => {
  assert.throws(() => need({ missing: 'sipp is needed: apt install sip-tester.' }), /apt install sip-tester/)
  assert.deepEqual(need({ command: ['sipp'], env: {} }), { command: ['sipp'], env: {} })
})

test('package-lock.json is whole: npm ci refuses one that lacks an optional package of another system', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>
  }
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      name => !(`${path}/node_modules/${name}` in lock.packages) && !(`node_modules/${name}` in lock.packages),
    ),
  )
  assert.deepEqual(missing, [])
})
