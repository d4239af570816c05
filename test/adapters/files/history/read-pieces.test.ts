import assert from 'node:assert/strict'
import { appendFileSync, readFileSync, truncateSync } from 'node:fs'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { readPieces } from '../../../../src/adapters/files/history/read-history.ts'
import { completeRows } from '../../../../src/domain/text/csv-rows.ts'
import { givenFile, piecesOf, rowsOf } from './given-files.ts'

const mebibyte = 2 ** 20

/** Rows of different lengths with all that makes cutting hard, about `bytes` of them. */
const manyRows = (bytes: number): string => {
  const rows: string[] = []
  for (let length = 0, i = 0; length < bytes; i++) {
    const row = `C-${i},"他说：""在吗""\n第二行${'长'.repeat(i % 97)}",,普通\r\n${i % 3 === 0 ? 'plain,行,x,\n' : ''}`
    rows.push(row)
    length += row.length
  }
  return rows.join('')
}

for (const encoding of ['utf-8', 'gbk'] as const)
  test(`given a file of several MiB in ${encoding}, its pieces are the whole of it, and each ends where a row ends`, async t => {
    const text = manyRows(2 * mebibyte)
    const bytes = iconv.encode(text, encoding)
    const pieces = await piecesOf(givenFile(t, bytes), encoding)
    assert.ok(pieces.length >= 3)
    assert.ok(pieces.every(piece => piece.text.length <= mebibyte))
    assert.equal(pieces.map(piece => piece.text).join(''), text)
    assert.equal(pieces.at(-1)?.end, bytes.length)
    const read = rowsOf(pieces.map(piece => piece.text))
    assert.ok(read.rows.every(row => 'fields' in row && row.fields.length === 4))
    assert.deepEqual(read, rowsOf([text]))
  })

test('given the end of any piece, reading goes on there with the very pieces that would have come', async t => {
  const path = givenFile(t, `\ufeff${manyRows(2 * mebibyte)}`)
  const pieces = await piecesOf(path)
  for (const [i, { end }] of pieces.entries()) assert.deepEqual(await piecesOf(path, 'utf-8', end), pieces.slice(i + 1))
})

test('given a byte order mark, it is no part of the text, and what looks like one further on is', async t => {
  const path = givenFile(t, '\ufeffcall_id\n\ufeffx')
  assert.deepEqual(await piecesOf(path), [{ text: 'call_id\n\ufeffx', end: 15 }])
  assert.deepEqual(await piecesOf(path, 'utf-8', 11), [{ text: '\ufeffx', end: 15 }])
})

test('given a file that ends with or without the end of a line, or with nothing in it, all of it is read', async t => {
  assert.deepEqual(await piecesOf(givenFile(t, 'a\nb\n')), [{ text: 'a\nb\n', end: 4 }])
  assert.deepEqual(await piecesOf(givenFile(t, 'a\nb')), [{ text: 'a\nb', end: 3 }])
  assert.deepEqual(await piecesOf(givenFile(t, '"a\nb')), [{ text: '"a\nb', end: 4 }])
  assert.deepEqual(await piecesOf(givenFile(t, '')), [])
})

test('given a line without end of many MiB, one row is too long, the memory stays small, and the next rows are read', async t => {
  const path = givenFile(t, `a,b\n${'长x"'.repeat(2 * mebibyte)}\nc,d\n`)
  const pieces = await piecesOf(path)
  assert.ok(pieces.every(piece => piece.text.length <= 4 * mebibyte))
  assert.deepEqual(rowsOf(pieces.map(piece => piece.text)), {
    rows: [
      { line: 1, fields: ['a', 'b'] },
      { line: 2, fault: 'row_quotes' },
      { line: 3, fields: ['c', 'd'] },
    ],
    lines: 3,
  })
  const plain = await piecesOf(givenFile(t, 'x'.repeat(9 * mebibyte)))
  assert.deepEqual(
    plain.map(piece => [piece.text.length, piece.end]),
    [[4 * mebibyte, 9 * mebibyte]],
  )
  assert.deepEqual(completeRows(plain[0]?.text ?? '', 1).rows, [{ line: 1, fault: 'row_too_long' }])
})

test('given a quotation mark that is never closed, it swallows no more than its line', async t => {
  const rows = 'c,d\n'.repeat(mebibyte)
  const pieces = await piecesOf(givenFile(t, `"never closed\n${rows}`))
  assert.ok(pieces.length >= 4)
  const read = rowsOf(pieces.map(piece => piece.text))
  assert.ok(read.rows[0] && 'fault' in read.rows[0])
  assert.equal(read.rows.length, mebibyte + 1)
})

test('given bytes that are none of the encoding, and NUL, the rows around them are read', async t => {
  const path = givenFile(
    t,
    Buffer.concat([Buffer.from('a,b\nx\0,'), Buffer.from([0xff, 0xfe]), Buffer.from('\nc\0,d\n')]),
  )
  assert.deepEqual(rowsOf((await piecesOf(path)).map(piece => piece.text)).rows, [
    { line: 1, fields: ['a', 'b'] },
    { line: 2, fault: 'row_encoding' },
    { line: 3, fields: ['c\0', 'd'] },
  ])
})

for (const [what, change] of [
  ['grows', (path: string) => appendFileSync(path, 'more\n')],
  ['shrinks', (path: string) => truncateSync(path, mebibyte)],
] as const)
  test(`given a file that ${what} while it is read, reading ends with an error`, async t => {
    const path = givenFile(t, 'a,b\n'.repeat(mebibyte))
    const pieces = readPieces(path, 'utf-8', 0)
    const first = await pieces.next()
    change(path)
    await assert.rejects(pieces.next(), { name: 'HistoryFileError', code: 'file_changed' })
    assert.ok(first.value && readFileSync(path, 'utf8').startsWith(first.value.text))
  })

test('given an offset behind the end, the file is another one than was read before', async t => {
  await assert.rejects(piecesOf(givenFile(t, 'a\n'), 'utf-8', 3), { code: 'file_changed' })
})
