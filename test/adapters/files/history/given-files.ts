import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import {
  type HistoryEncoding,
  type HistoryPiece,
  readPieces,
} from '../../../../src/adapters/files/history/read-history.ts'
import { type CsvRow, completeRows } from '../../../../src/domain/text/csv-rows.ts'

/** A folder with files in it, gone after the test. */
export const givenFolder = (t: TestContext, files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'yihao-history-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

/** A folder with one file of calls; gives its path. */
export const givenFile = (t: TestContext, content: string | Uint8Array): string =>
  join(givenFolder(t, { 'calls.csv': content }), 'calls.csv')

export const piecesOf = async (
  path: string,
  encoding: HistoryEncoding = 'utf-8',
  from = 0,
): Promise<readonly HistoryPiece[]> => {
  const pieces: HistoryPiece[] = []
  for await (const piece of readPieces(path, encoding, from)) pieces.push(piece)
  return pieces
}

/** The rows of texts that follow each other, with their lines. */
export const rowsOf = (texts: readonly string[]) => {
  const rows: CsvRow[] = []
  let line = 1
  for (const text of texts) {
    const read = completeRows(text, line)
    for (const row of read.rows) rows.push(row)
    line += read.lines
  }
  return { rows, lines: line - 1 }
}
