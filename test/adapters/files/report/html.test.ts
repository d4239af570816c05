import assert from 'node:assert/strict'
import { test } from 'node:test'
import { htmlOf } from '../../../../src/adapters/files/report/html.ts'
import type { Publication } from '../../../../src/domain/kpi/publication/document.ts'

const hostile = '<img src=x onerror="alert(1)">&\''

const page: Publication = {
  title: hostile,
  blocks: [
    { kind: 'heading', level: 1, text: hostile },
    { kind: 'paragraph', parts: [hostile, { figure: 'cases_total', text: '3件' }] },
    { kind: 'list', items: [hostile] },
    {
      kind: 'table',
      caption: hostile,
      asOf: hostile,
      columns: [hostile],
      rows: [{ head: hostile, cells: [{ text: hostile, figure: 'offered', notes: [1, 2] }] }],
      notes: [hostile, 'b'],
    },
  ],
  marks: [hostile],
}

test('given hostile words of a city or a regulation, then the page shows them and runs nothing; it asks nothing of anywhere else', () => {
  const html = htmlOf(page)
  assert.doesNotMatch(html, /<img|<script|onerror="|https?:|url\(/)
  assert.equal(html.split('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;&#39;').length - 1, 12)
})

test('given figures, then each stands in the page with its key and its notes', () => {
  const html = htmlOf(page)
  assert.match(html, /<data data-figure="cases_total">3件<\/data>/)
  assert.match(html, /<td data-figure="offered">[^<]*<sup>1，2<\/sup><\/td>/)
})
