import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fill, textOf } from '../../../src/web/language/language.ts'
import { type TextKey, texts } from '../../../src/web/texts.ts'

const root = join(import.meta.dirname, '../../../src/web')
const sources = globSync('**/*.{ts,tsx}', { cwd: root })
  .filter(file => !file.startsWith('texts'))
  .map(file => ({ file, text: readFileSync(join(root, file), 'utf8') }))
const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()
const files = globSync('texts/*.ts', { cwd: root })
/** Those that are there from the beginning, and those that come with a page. */
const all: Record<string, (typeof texts)[TextKey]> = { ...texts }
for (const file of files) {
  const named = (await import(join(root, file))) as Readonly<Record<string, object>>
  for (const each of Object.values(named)) Object.assign(all, each)
}
const pairs = Object.entries(all)

describe('the texts of the pages', () => {
  it('are there in both languages with the same places to fill', () => {
    for (const [key, { zh, en }] of pairs) {
      assert.ok(zh.trim() !== '' && en.trim() !== '', key)
      assert.deepEqual(places(zh), places(en), key)
    }
  })

  it('have each its own key', () => {
    const keys = files.flatMap(file => readFileSync(join(root, file), 'utf8').match(/^ {2}\w+(?=: \{)/gm) ?? [])
    assert.equal(keys.length, new Set(keys).size)
    assert.equal(keys.length, pairs.length)
  })

  it('are Chinese in Chinese and not in English', () => {
    for (const [key, { zh, en }] of pairs) {
      assert.match(zh, /\p{Script=Han}/u, key)
      assert.doesNotMatch(en, /\p{Script=Han}/u, key)
    }
  })

  it('are all in use', () => {
    const unused = pairs.filter(
      ([key]) => !sources.some(({ text }) => text.includes(`'${key}'`) || text.includes(`"${key}"`)),
    )
    assert.deepEqual(
      unused.map(([key]) => key),
      [],
    )
  })

  it('are nowhere written into a page itself, but for the names of the languages', () => {
    const written = sources.filter(
      ({ file, text }) => file !== 'antd-style.ts' && /\p{Script=Han}/u.test(text.replaceAll('中文', '')),
    )
    assert.deepEqual(
      written.map(({ file }) => file),
      [],
    )
  })

  it('are filled by name; a place without a value stays visible', () => {
    assert.equal(fill('{a}/{b}', { a: 1 }), '1/{b}')
    assert.equal(textOf('en', 'repeat_calls' satisfies TextKey, { count: 3 }), '3 calls in 7 days')
  })
})
