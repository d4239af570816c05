import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'

const source = new Map(globSync('src/web/**/*.{ts,tsx}').map(path => [path, readFileSync(path, 'utf8')]))
const at = (from: string, name: string): string => normalize(join(dirname(from), name))

/** What a file loads before it runs. */
const loads = (path: string): string[] =>
  [...(source.get(path) ?? '').matchAll(/^(?:import|export)\s(?!type\s)(?:[^'"]*?from\s+)?'(\.[^']+)'/gm)]
    .map(([, name = '']) => at(path, name))
    .filter(name => source.has(name))

/** What a file loads when it is asked to: a page, or a part of one. */
const loadsLater = (path: string): string[] =>
  [...(source.get(path) ?? '').matchAll(/import\('(\.[^']+)'\)/g)].map(([, name = '']) => at(path, name))

const loadedWith = (entry: string): Set<string> => {
  const found = new Set([entry])
  for (const path of found) for (const next of loads(path)) found.add(next)
  return found
}

const keysIn = (path: string): string[] =>
  [...(source.get(path) ?? '').matchAll(/^ {2}(\w+): \{/gm)].map(([, key = '']) => key)

test('given texts that come with their pages, each page and each part that is loaded late brings all it says', () => {
  const atStart = loadedWith('src/web/main.tsx')
  const late = new Map(
    [...source.keys()]
      .filter(path => path.startsWith('src/web/texts/') && !atStart.has(path))
      .flatMap(path => keysIn(path).map(key => [key, path] as const)),
  )
  assert.ok(late.size > 100, 'late texts were not found: has their form changed?')
  const entries = new Set(['src/web/main.tsx', ...[...source.keys()].flatMap(loadsLater)])
  const missing = new Set<string>()
  for (const entry of entries) {
    const loaded = loadedWith(entry)
    for (const path of loaded) {
      if (path.startsWith('src/web/texts/')) continue
      for (const [, word = ''] of (source.get(path) ?? '').matchAll(/['"](\w+)['"]/g)) {
        const home = late.get(word)
        if (home && !loaded.has(home))
          missing.add(`${path} says ${word}, which ${home} has, and ${entry} does not load it`)
      }
    }
  }
  assert.deepEqual([...missing], [])
})
