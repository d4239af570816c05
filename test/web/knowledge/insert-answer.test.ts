import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { firstQuery, insertArticle } from '../../../src/web/desk/knowledge/insert-answer.ts'
import { bodyBlocks } from '../../../src/wire/article-body.ts'

const article = { body: '正文', basis: '依据：标题（来源）' }

test('given any answer and caret, an inserted article loses nothing that was written and refers to its source once', () => {
  const text = fc.string({ unit: fc.constantFrom('您', '好', '\n', '。'), maxLength: 40 })
  fc.assert(
    fc.property(text, fc.nat(40), (answer, place) => {
      const caret = Math.min(place, answer.length)
      const once = insertArticle(answer, caret, article)
      assert.ok(once)
      assert.equal(once.answer.slice(0, once.caret).endsWith('正文'), true)
      assert.equal(once.answer.split('\n').at(-1), '依据：标题（来源）')
      const bare = (given: string) => given.replaceAll('\n', '')
      assert.equal(bare(once.answer), bare(`${answer.slice(0, caret)}正文${answer.slice(caret)}依据：标题（来源）`))
      const twice = insertArticle(once.answer, 0, article)
      assert.equal(twice?.answer.split('依据：').length, 2)
    }),
  )
})

test('given an answer that would be too long, nothing is inserted', () => {
  assert.equal(insertArticle('x'.repeat(7_990), 0, article), null)
})

test('given what is marked, the title and the text, the first that says something is looked for', () => {
  assert.equal(firstQuery(' 公积金 ', '标题', '文'), '公积金')
  assert.equal(firstQuery('', '标题', '文'), '标题')
  assert.equal(firstQuery('', ' ', '第一行\n第二行'), '第一行')
  assert.equal(firstQuery('', '', ''), '')
})

test('given a plain text, its parts are paragraphs and lists, and markup is text', () => {
  assert.deepEqual(bodyBlocks('第一\n行\n\n- 甲\n- 乙\n\n1. 一\n2、二\n<b>x</b>'), [
    { kind: 'paragraph', text: '第一\n行' },
    { kind: 'list', ordered: false, items: ['甲', '乙'] },
    { kind: 'list', ordered: true, items: ['一', '二'] },
    { kind: 'paragraph', text: '<b>x</b>' },
  ])
})
