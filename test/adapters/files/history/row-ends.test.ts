import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { wholeRows } from '../../../../src/adapters/files/history/row-ends.ts'
import { rowsOf } from './given-files.ts'

const part = fc.constantFrom(
  ...[
    'a',
    'b,',
    ',',
    '\n',
    '\r\n',
    '\r',
    '"',
    '""',
    '"c\nd"',
    '"e""f",',
    '"g\r\n"\r\n',
    ',"',
    '",',
    '市',
    '𠮷',
    '"h" i',
  ],
)

test('given any rows, good or broken, cut where whole rows end they give the rows of the whole', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), fc.nat(), (parts, at) => {
      const bytes = Buffer.from(parts.join(''))
      const end = wholeRows(bytes.subarray(0, at % (bytes.length + 1)))
      const texts = [bytes.toString('utf8', 0, end), bytes.toString('utf8', end)]
      assert.deepEqual(rowsOf(texts), rowsOf([texts.join('')]))
    }),
    { numRuns: 5_000 },
  )
})

test('given good rows, all that end before the cut are whole', () => {
  const row = fc.constantFrom('a,b\n', '"a\n,""",b\r\n', '\n', '"市民","\n\n"\n', ',,""\n')
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), fc.nat(), (rows, at) => {
      const bytes = iconv.encode(rows.join(''), 'gb18030')
      const cut = at % (bytes.length + 1)
      let expected = 0
      for (const each of rows) {
        const end = expected + iconv.encode(each, 'gb18030').length
        if (end > cut) break
        expected = end
      }
      assert.equal(wholeRows(bytes.subarray(0, cut)), expected)
    }),
  )
})

test('given a quotation mark that is never closed, no more than its line is lost', () => {
  const rows = 'a,"b\n'.concat('c,d\n'.repeat(10_000))
  assert.equal(wholeRows(Buffer.from(`${rows}e`)), rows.length)
})

test('given no end of a line, or half of one, nothing is whole', () => {
  for (const text of ['', 'a', 'a\r', '"a\n', '"a"', `"${'x'.repeat(20_000)}`])
    assert.equal(wholeRows(Buffer.from(text)), 0, JSON.stringify(text.slice(0, 9)))
})
