import assert from 'node:assert/strict'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type BookLine, bookLines } from '../../../../src/adapters/files/history/book-lines.ts'
import { givenFolder } from '../../../helpers/store.ts'

const read = async (path: string): Promise<readonly BookLine[]> => {
  const lines: BookLine[] = []
  for await (const some of bookLines(path)) lines.push(...some)
  return lines
}

test('given a file of several pieces, then every line comes once with its number, also one that goes over two pieces; empty ones are left out', async t => {
  const path = join(givenFolder(t), 'log')
  const rows = Array.from({ length: 20_000 }, (_, n) => (n % 7 === 3 ? '' : `${n}|${'话'.repeat(n % 40)}`))
  writeFileSync(path, rows.join('\n'))
  const wanted = rows.map((text, n) => ({ line: n + 1, text })).filter(({ text }) => text !== '')
  assert.deepEqual(await read(path), wanted)
})

test('given a line without an end or of a megabyte, then it is too long, and the lines behind it are read', async t => {
  const path = join(givenFolder(t), 'log')
  writeFileSync(
    path,
    `a\n${'x'.repeat(1_000_000)}\nb\n${'y'.repeat(4_001)}\n${'z'.repeat(4_000)}\n${'x'.repeat(600_000)}`,
  )
  const tooLong = { fault: 'row_too_long' }
  assert.deepEqual(await read(path), [
    ...[
      { line: 1, text: 'a' },
      { line: 2, text: tooLong },
      { line: 3, text: 'b' },
      { line: 4, text: tooLong },
    ],
    ...[
      { line: 5, text: 'z'.repeat(4_000) },
      { line: 6, text: tooLong },
    ],
  ])
})

test('given lines in UTF-8, in GBK and in neither, then each is read as what it is', async t => {
  const path = join(givenFolder(t), 'log')
  writeFileSync(
    path,
    Buffer.concat([Buffer.from('\uFEFF热\r\n'), Buffer.from('c8c80a', 'hex'), Buffer.from('61ffff0a', 'hex')]),
  )
  assert.deepEqual(await read(path), [
    ...[
      { line: 1, text: '热' },
      { line: 2, text: '热' },
      { line: 3, text: { fault: 'row_encoding' } },
    ],
  ])
})

test('given a file that grows while it is read, then that is said', async t => {
  const path = join(givenFolder(t), 'log')
  writeFileSync(path, 'a\n'.repeat(200_000))
  const reading = bookLines(path)
  await reading.next()
  appendFileSync(path, 'b\n')
  const toTheEnd = async () => {
    while (!(await reading.next()).done);
  }
  await assert.rejects(toTheEnd, { code: 'file_changed' })
})

test('given a file of nothing, then it has no lines', async t => {
  const path = join(givenFolder(t), 'log')
  writeFileSync(path, '')
  assert.deepEqual(await read(path), [])
})
