import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { completeRows, createCsvRows } from '../../../src/domain/text/csv-rows.ts'

const inPieces = (text: string, cuts: readonly number[]) => {
  const bytes = new TextEncoder().encode(text)
  const rows = createCsvRows()
  const at = [0, ...cuts.map(cut => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  const read = at.slice(1).flatMap((end, i) => [...rows.push(bytes.subarray(at[i], end))])
  return [...read, ...rows.end()]
}

/** Parts of rows, good and bad ones, and what ends lines. */
const part = (marks: readonly string[]) =>
  fc.array(
    fc.oneof(fc.constantFrom('a', ',', ' ', '\n', '\r\n', '\r', '市民', '𠮷', '\ufffd', '\0', ...marks), fc.string()),
    {
      maxLength: 60,
    },
  )
const cuts = fc.array(fc.nat(), { maxLength: 8 })
const begins = (text: string) => text.startsWith('\ufeff')

for (const [kind, marks] of [
  ['without quotation marks', []],
  ['with quotation marks', ['"', '"', '""', '"a,b\nc"', '"a""b",']],
] as const)
  test(`given any text ${kind}, read whole it gives the rows that it gives in any pieces`, () => {
    fc.assert(
      fc.property(part(marks), cuts, (parts, at) => {
        const joined = parts.join('').toWellFormed()
        const text = marks.length > 0 ? joined : joined.replaceAll('"', '')
        fc.pre(!begins(text))
        assert.deepEqual(completeRows(text, 1).rows, inPieces(text, at))
      }),
      { numRuns: 500 },
    )
  })

test('given rows about as long as rows may be, both ways agree which are too long', () => {
  for (const length of [3_998, 3_999, 4_000, 4_001])
    for (const end of ['', '\n', '\r\n', '\r'])
      for (const after of ['', 'x,y']) {
        const text = `${'a'.repeat(length)}${end}${end && after}`
        assert.deepEqual(completeRows(text, 1).rows, inPieces(text, [100, 4_000]), `${length} ${JSON.stringify(end)}`)
      }
})

test('given a text cut where a row ends, its parts give the rows and the lines of the whole', () => {
  const row = fc.constantFrom('a,b\n', '\n', '"a\nb",c\r\n', 'x"y\n', '\ufffd,a\n', '  \r\n', `${'a'.repeat(4_001)}\n`)
  fc.assert(
    fc.property(fc.array(row), fc.array(row), fc.nat(1_000), (before, behind, from) => {
      const first = completeRows(before.join(''), from)
      const second = completeRows(behind.join(''), from + first.lines)
      const whole = completeRows([...before, ...behind].join(''), from)
      assert.deepEqual([...first.rows, ...second.rows], whole.rows)
      assert.equal(first.lines + second.lines, whole.lines)
    }),
  )
})

test('given lines with each way to end, empty ones too, the rows are named by their lines', () => {
  assert.deepEqual(completeRows('a,b\r\n\n  \nc\rd,\n,', 7), {
    rows: [
      { line: 7, fields: ['a', 'b'] },
      { line: 10, fields: ['c'] },
      { line: 11, fields: ['d', ''] },
      { line: 12, fields: ['', ''] },
    ],
    lines: 5,
  })
  assert.deepEqual(completeRows('"a\nb"\nc', 1), {
    rows: [
      { line: 1, fields: ['a\nb'] },
      { line: 3, fields: ['c'] },
    ],
    lines: 2,
  })
})

test('given rows that are broken, too long or of another encoding, they are named and the next ones are read', () => {
  const plain = `a\ufffd,b\n${'x'.repeat(5_000)}\nc\n`
  const faults = [
    { line: 1, fault: 'row_encoding' },
    { line: 2, fault: 'row_too_long' },
  ]
  assert.deepEqual(completeRows(plain, 1), { rows: [...faults, { line: 3, fields: ['c'] }], lines: 3 })
  const marked = completeRows(`${plain}"d" e\nf\n"never closed\n`, 1)
  assert.deepEqual(marked.rows.slice(0, 2), faults)
  assert.deepEqual(marked.rows.slice(3), [
    { line: 4, fault: 'row_quotes' },
    { line: 5, fields: ['f'] },
    { line: 6, fault: 'row_quotes' },
  ])
  assert.equal(marked.lines, 6)
})
