import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { historyExitCodes, historyFileError } from '../../../../src/adapters/files/history/history-file-error.ts'
import { findHistory, inspect, readPieces } from '../../../../src/adapters/files/history/read-history.ts'
import { givenFile, givenFolder } from './given-files.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('given a folder with some of the files, they are found in their order and all else is named', async t => {
  const folder = givenFolder(t, { 'staff.csv': '', 'calls.csv': '', 'CASES.CSV': '', 'notes.txt': '', '.hidden': '' })
  mkdirSync(join(folder, 'ratings.csv'))
  assert.deepEqual(await findHistory(folder), {
    files: [
      { kind: 'calls', path: join(folder, 'calls.csv') },
      { kind: 'staff', path: join(folder, 'staff.csv') },
    ],
    others: ['.hidden', 'CASES.CSV', 'notes.txt', 'ratings.csv'],
  })
})

test('given no such folder, a file in its place, or none of the files in it, the error says which', async t => {
  const folder = givenFolder(t, { 'calls.txt': '' })
  await assert.rejects(findHistory(join(folder, 'gone')), { name: 'HistoryFileError', code: 'not_found' })
  await assert.rejects(findHistory(join(folder, 'calls.txt')), { code: 'not_found' })
  await assert.rejects(findHistory(folder), { code: 'no_history_files' })
})

test('given a file that is not there, or a folder in its place, the error says so and names it', async t => {
  const folder = givenFolder(t, {})
  const gone = join(folder, 'calls.csv')
  await assert.rejects(inspect(gone), { code: 'not_found', message: `There is no such file or folder: ${gone}.` })
  await assert.rejects(readPieces(gone, 'utf-8', 0).next(), { code: 'not_found' })
  await assert.rejects(inspect(folder), { code: 'not_found' })
})

test('given an error of the system, it has a code of ours and keeps its cause', () => {
  const denied = Object.assign(new Error('denied'), { code: 'EACCES' })
  const error = historyFileError(denied, 'calls.csv')
  assert.deepEqual([error.code, error.cause], ['no_permission', denied])
  assert.equal(historyFileError(Object.assign(new Error('x'), { code: 'EIO' }), 'calls.csv').code, 'input_output')
  assert.equal(historyFileError(error, 'other'), error)
  assert.equal(historyExitCodes[error.code], 77)
})

const text = `call_id,note\n1,${'苏州街道'.repeat(3)}\n`
const long = `${'a,b\n'.repeat(300_000)}x${'南通市民'.repeat(200_000)}`

for (const [what, bytes, encoding] of [
  ['ASCII', Buffer.from('a,b\n'), 'utf-8'],
  ['nothing at all', Buffer.alloc(0), 'utf-8'],
  ['UTF-8', Buffer.from(text), 'utf-8'],
  ['UTF-8 of several MiB, of which a piece ends within a character', Buffer.from(long), 'utf-8'],
  ['GBK', iconv.encode(text, 'gbk'), 'gbk'],
  ['GBK of several MiB, of which a piece ends within a character', iconv.encode(long, 'gbk'), 'gbk'],
  ['GB18030 with characters of four bytes', iconv.encode('𠮷㐀,b\n', 'gb18030'), 'gbk'],
] as const)
  test(`given a file of ${what}, its encoding, length and sum are told`, async t => {
    const facts = { sha256: sha256(bytes), bytes: bytes.length, encoding, byteOrderMark: false }
    assert.deepEqual(await inspect(givenFile(t, bytes)), facts)
  })

test('given a byte order mark of UTF-8, it is noticed and belongs to the sum', async t => {
  const bytes = Buffer.from(`\ufeff${text}`)
  const facts = { sha256: sha256(bytes), bytes: bytes.length, encoding: 'utf-8', byteOrderMark: true }
  assert.deepEqual(await inspect(givenFile(t, bytes)), facts)
})

for (const [what, bytes] of [
  ['UTF-16 with its mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 of the other order', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ['UTF-16 with its mark alone', Buffer.from([0xff, 0xfe])],
  ['bytes that are no text', Buffer.from([0x61, 0xff, 0xff, 0x0a])],
  ['UTF-8 cut within a character', Buffer.from(text).subarray(0, -2)],
  ['GBK cut within a character', iconv.encode('市民', 'gbk').subarray(0, -1)],
  ['UTF-8 and GBK in one', Buffer.concat([Buffer.from('市,民\n'), iconv.encode('南通a市\n', 'gbk')])],
] as const)
  test(`given a file of ${what}, its encoding is unknown`, async t => {
    await assert.rejects(inspect(givenFile(t, bytes)), { name: 'HistoryFileError', code: 'encoding_unknown' })
  })
