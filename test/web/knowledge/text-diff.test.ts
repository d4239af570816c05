import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DiffPart, diffOf } from '../../../src/web/knowledge/text-diff.ts'

const without = (parts: readonly DiffPart[], left: DiffPart['kind']): string =>
  parts
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join('')
const marks = { same: '', gone: '-', new: '+' } as const
const shown = (former: string, later: string): string =>
  diffOf(former, later)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${marks[kind]}${text}]`))
    .join('')

test('given any two texts, then the former and the later are each whole in what is shown', () => {
  const text = fc.string({ unit: fc.constantFrom('社', '保', '。', '\n', '；', 'a', '1', ' ', '𠮷') })
  fc.assert(
    fc.property(text, text, (former, later) => {
      const parts = diffOf(former, later)
      assert.equal(without(parts, 'new'), former)
      assert.equal(without(parts, 'gone'), later)
      assert.ok(parts.every(part => part.text !== ''))
      if (former === later) assert.ok(parts.every(({ kind }) => kind === 'same'))
    }),
  )
})

test('given a sentence in which a word was changed, then only the word is marked', () => {
  assert.equal(
    shown('每月可提取1500元。凭身份证办理。', '每月可提取2000元。凭身份证办理。'),
    '每月可提取[-1500][+2000]元。凭身份证办理。',
  )
})

test('given a sentence that came in or went, then all of it is marked and its neighbours are not', () => {
  assert.equal(
    shown('到窗口办理。\n三日办结。', '到窗口办理。可网上办理。\n三日办结。'),
    '到窗口办理。[+可网上办理。]\n三日办结。',
  )
  assert.equal(shown('甲。乙。丙。', '甲。丙。'), '甲。[-乙。]丙。')
})

test('given another sentence in the place of one, then they stand whole one after the other and are not mixed', () => {
  assert.equal(
    shown('请拨打电话咨询。', '本市户籍老人凭证免费乘车。'),
    '[-请拨打电话咨询。][+本市户籍老人凭证免费乘车。]',
  )
})

test('given two long texts that have nothing in common, then it is said at once', () => {
  const of = (word: string) => Array.from({ length: 2_000 }, (_, n) => `${word}${n}。`).join('')
  const from = performance.now()
  assert.deepEqual(
    diffOf(of('甲'), of('乙')).map(({ kind }) => kind),
    ['gone', 'new'],
  )
  assert.ok(performance.now() - from < 2_000)
})
