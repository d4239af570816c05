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
    {
      kind: 'chart',
      form: 'bars',
      caption: hostile,
      asOf: hostile,
      unit: hostile,
      points: [
        { label: hostile, value: 3, text: '3', figure: 'cases_total' },
        { label: 'b', value: null, text: '—', figure: null },
      ],
      most: null,
      inTable: true,
    },
  ],
  marks: [hostile],
}

test('given hostile words of a city or a regulation, then the page shows them and runs nothing; it asks nothing of anywhere else', () => {
  const html = htmlOf(page)
  assert.doesNotMatch(html, /<img|<script|onerror="|https?:|url\(/)
  assert.equal(html.split('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;&#39;').length - 1, 19)
})

test('given figures, then each stands in the page with its key and its notes', () => {
  const html = htmlOf(page)
  assert.match(html, /<data data-figure="cases_total">3件<\/data>/)
  assert.match(html, /<td data-figure="offered">[^<]*<sup>1，2<\/sup><\/td>/)
})

test('given a chart, then it is drawn in the page itself, is read out as words, and each column has its number or the axis says it', () => {
  const chart = (points: readonly (readonly [label: string, value: number])[]) =>
    htmlOf({
      title: '',
      blocks: [
        {
          kind: 'chart',
          form: 'columns',
          caption: '每月接听话务量',
          asOf: '2020年',
          unit: '次',
          points: points.map(([label, value]) => ({ label, value, text: String(value), figure: null })),
          most: null,
          inTable: false,
        },
      ],
      marks: [],
    })
  const html = chart([
    ['1月', 1_400],
    ['2月', 700],
    ['3月', 0],
  ])
  assert.match(html, /<svg [^>]*role="img" aria-labelledby="chart-0-title chart-0-words"/)
  assert.match(html, /<desc id="chart-0-words">1月1400次，2月700次，3月0次。<\/desc>/)
  // 1,400 of an axis to 1,500 is twice as high as 700
  const heights = [...html.matchAll(/<rect [^>]*height="([\d.]+)"/g)].map(([, height]) => Number(height))
  assert.equal(heights.length, 2)
  assert.ok(Math.abs((heights[0] ?? 0) - 2 * (heights[1] ?? 0)) < 0.05)
  for (const words of ['>1400<', '>700<', '>0<', '>500<', '>1500<', '>3月<']) assert.ok(html.includes(words), words)
  const many = chart(Array.from({ length: 120 }, (_, n) => [String(n), 1_234_567] as const))
  assert.ok(!many.includes('>1234567<'))
  assert.equal(chart([['1', 0]]), chart([['1', 0]]))
})
