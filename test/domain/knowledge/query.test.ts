import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { soughtIn } from '../../../src/domain/knowledge/query.ts'
import { segments } from '../../../src/domain/text/segments.ts'

test('given a question, then what is asked for is sought and not the words of asking', () => {
  assert.deepEqual(soughtIn('请问公积金怎么提取？'), soughtIn('公积金 提取'))
  assert.deepEqual(soughtIn('如何'), ['如何'])
  assert.deepEqual(soughtIn(' ，。"*'), [])
})

test('given any text, then what is sought is a handful of segments that hold nothing but letters and digits', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), query => {
      const sought = soughtIn(query)
      assert.ok(sought.length <= 24)
      for (const segment of sought) assert.match(segment, /^[\p{L}\p{N}\p{M}\p{Script=Han}]+$/u)
    }),
  )
})

test('given an article, then it is found by its own title, asked as a question or not', () => {
  const word = fc.constantFrom('社保', '转移', '居住证', '公积金', '噪声', '补贴', 'ETC', '12345', '𠮷野', '办理')
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), words => {
      const title = words.join(' ')
      const filed = new Set(segments(title))
      for (const query of [title, `请问${title}怎么办？`, [...words].reverse().join('，')])
        for (const segment of soughtIn(query)) assert.ok(filed.has(segment), `${query}: ${segment}`)
    }),
  )
})
