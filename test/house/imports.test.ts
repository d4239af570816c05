import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

/** Which part of the house a source file belongs to: `domain`, `adapters/store`, …, or `main` for the files of src itself. */
const partOf = (path: string): string => {
  const [, folder = '', inner = ''] = path.split('/')
  if (folder.endsWith('.ts')) return 'main'
  return folder === 'adapters' ? `adapters/${inner}` : folder
}

const mayImport = (from: string, to: string): boolean => {
  if (from === to || from === 'main') return to !== 'main' || from === 'main'
  if (from === 'domain' || from === 'wire') return false
  if (from === 'engine') return to === 'domain' || to === 'wire'
  if (from === 'web') return to === 'wire'
  if (from === 'config') return false
  if (from.startsWith('adapters/')) return to === 'engine' || to === 'domain' || to === 'wire'
  return false
}

const files = globSync('src/**/*.{ts,tsx}')
const importsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/(?<!')(?:from|import)\s*\(?\s*'([^']+)'/g)].map(match => match[1] ?? '')

test('given the table of who may import whom, no source file breaks it', () => {
  const broken = files.flatMap(path =>
    importsOf(path)
      .filter(name => name.startsWith('.'))
      .map(name => normalize(join(dirname(path), name)))
      .filter(target => !mayImport(partOf(path), partOf(target)))
      .map(target => `${path} → ${target}`),
  )
  assert.deepEqual(broken, [])
})

test('given the domain and the wire, they import no library and nothing of node', () => {
  const broken = files
    .filter(path => ['domain', 'wire'].includes(partOf(path)))
    .flatMap(path =>
      importsOf(path)
        .filter(name => !name.startsWith('.'))
        .map(name => `${path} → ${name}`),
    )
  assert.deepEqual(broken, [])
})

test('given the engine, it imports no library', () => {
  const broken = files
    .filter(path => partOf(path) === 'engine')
    .flatMap(path =>
      importsOf(path)
        .filter(name => !name.startsWith('.'))
        .map(name => `${path} → ${name}`),
    )
  assert.deepEqual(broken, [])
})

test('given the domain, it knows no clock, no chance and no promise', () => {
  const impure = /Date\.now|new Date\(|Math\.random|Temporal\.Now|\basync\b|\bawait\b|Promise|setTimeout|performance\./
  const broken = files.filter(path => partOf(path) === 'domain' && impure.test(readFileSync(path, 'utf8')))
  assert.deepEqual(broken, [])
})

test('given the settings, only the entry and config read the environment, signals and exit', () => {
  const outside = /process\.(env|exit|on)\b/
  const broken = files.filter(
    path => !['main', 'config'].includes(partOf(path)) && outside.test(readFileSync(path, 'utf8')),
  )
  assert.deepEqual(broken, [])
})

test('given the style of the house, no source file is longer than 400 lines and no test longer than 600', () => {
  const lines = (path: string) => readFileSync(path, 'utf8').split('\n').length
  const written = files.filter(path => path !== 'src/web/api-types.ts')
  assert.deepEqual(
    written.filter(path => lines(path) > 400),
    [],
  )
  assert.deepEqual(
    globSync('test/**/*.ts').filter(path => lines(path) > 600),
    [],
  )
})
