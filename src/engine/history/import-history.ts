import type { HistoryFault } from '../../domain/history/faults.ts'
import { type HistoryKind, type HistoryRows, historyKinds } from '../../domain/history/history.ts'
import { createRowParser, type HeaderAnswer, type RowParser } from '../../domain/history/parse-rows.ts'
import { completeRows } from '../../domain/text/csv-rows.ts'
import type { HistoryFile, HistoryImport, HistoryStore, Progress } from './history-store.ts'

/** A part of a file that ends where a row ends. `end`: the byte behind it. */
export interface Piece {
  readonly text: string
  readonly end: number
}

/** Files that are read: whatever they lie on. */
export interface HistorySource {
  /** Those that are there. */
  readonly kinds: readonly HistoryKind[]
  inspect(kind: HistoryKind): Promise<Omit<HistoryFile, 'kind'>>
  /** The file from a byte on. */
  pieces(kind: HistoryKind, encoding: HistoryFile['encoding'], from: number): AsyncIterable<Piece>
}

/** What is wrong with a file, by the line of its row (the header is line 1) and the column, where it is one's. */
export interface RowFault {
  readonly kind: HistoryKind
  readonly line: number
  readonly column: string | null
  readonly fault: HistoryFault
}

/** How an import ended. `refused`: nothing of it is kept; `faults` are the first ones of `count`. */
export type ImportResult =
  | { readonly kind: 'imported'; readonly files: readonly HistoryFile[]; readonly rows: number }
  | { readonly kind: 'known'; readonly endedAt: number }
  | { readonly kind: 'other_unfinished'; readonly id: number; readonly startedAt: number }
  | { readonly kind: 'refused'; readonly faults: readonly RowFault[]; readonly count: number }

export interface ImportOptions {
  readonly source: HistorySource
  readonly store: HistoryStore
  readonly homeArea: string
  /** The city's, for the days that are counted at the end. */
  readonly zone: string
  readonly now: () => number
  /** What is worth saying on the way. */
  readonly tell: (news: ImportNews) => void
}

export type ImportNews =
  | {
      readonly kind: 'file'
      readonly file: HistoryKind
      readonly encoding: HistoryFile['encoding']
      /** Columns that are not read. */
      readonly unknown: readonly string[]
    }
  | { readonly kind: 'resumed'; readonly file: HistoryKind; readonly line: number }
  | { readonly kind: 'progress'; readonly file: HistoryKind; readonly rows: number; readonly share: number }

/** How many faults are listed; all are counted. */
const listed = 100

/**
 * Imports a set of files, all or nothing: rows are kept piece by piece together with how far the reading has come, so that after a crash the same command goes on; reports see
 * them when the last one is in. After the first fault nothing more is kept, the rest is only looked through, and what was kept is taken out again.
 */
export const importHistory = async (options: ImportOptions): Promise<ImportResult> => {
  const { source, store, now, zone } = options
  const files: HistoryFile[] = []
  for (const kind of historyKinds)
    if (source.kinds.includes(kind)) files.push({ kind, ...(await source.inspect(kind)) })
  const fingerprint = files.map(({ kind, sha256 }) => `${kind}:${sha256}`).join(' ')
  // what was being taken out when the command was stopped is taken out first
  for (const { id } of (await store.imports()).filter(isLeaving)) await store.drop(id)
  const earlier = await store.imports()
  const same = earlier.find(each => each.fingerprint === fingerprint)
  if (same?.endedAt) {
    // it may have been stopped between the two
    await store.rollUp(zone, now())
    return { kind: 'known', endedAt: same.endedAt }
  }
  const other = earlier.find(each => each.endedAt === null && each !== same)
  if (other) return { kind: 'other_unfinished', id: other.id, startedAt: other.startedAt }
  const begun = same ?? (await store.begin(fingerprint, files, now()))
  const read = await readFiles(options, begun)
  if (read.count > 0) {
    await store.drop(begun.id)
    return { kind: 'refused', faults: read.faults, count: read.count }
  }
  await store.finish(begun.id, now())
  await store.rollUp(zone, now())
  return { kind: 'imported', files, rows: read.rows }
}

/** Whether somebody has begun to take it out. */
const isLeaving = ({ fileIndex }: HistoryImport): boolean => fileIndex < 0

interface Read {
  readonly faults: RowFault[]
  count: number
  rows: number
}

const readFiles = async (options: ImportOptions, begun: HistoryImport): Promise<Read> => {
  const read: Read = { faults: [], count: 0, rows: 0 }
  for (const [fileIndex, file] of begun.files.entries()) {
    if (fileIndex < begun.fileIndex) continue
    const from = fileIndex === begun.fileIndex ? begun : { fileIndex, byte: 0, line: 1 }
    await readFile(options, begun.id, file, from, read)
  }
  return read
}

const note = (read: Read, fault: RowFault): void => {
  read.count += 1
  if (read.faults.length < listed) read.faults.push(fault)
}

/** What is wrong with a header, column by column. */
const headerFaults = (answer: HeaderAnswer<unknown> | null): readonly Omit<RowFault, 'kind' | 'line'>[] => {
  if (answer === null) return [{ column: null, fault: 'header_missing' }]
  if ('missing' in answer) return answer.missing.map(column => ({ column, fault: 'column_missing' }))
  return 'fault' in answer ? [answer] : []
}

const readFile = async (
  { source, store, homeArea, tell }: ImportOptions,
  importId: number,
  { kind, encoding, bytes }: HistoryFile,
  from: Progress,
  read: Read,
): Promise<void> => {
  let parser: RowParser<HistoryRows[HistoryKind]> | null = null
  let line = 1
  const { byte, fileIndex } = from
  for await (const { text, end } of fromHeader(source, kind, encoding, byte)) {
    const { rows, lines } = completeRows(text, line)
    let at = 0
    if (parser === null) {
      const header = rows[0]
      const made = header && 'fields' in header ? createRowParser(kind, header.fields, homeArea) : null
      if (made === null || !('parse' in made)) {
        for (const fault of headerFaults(made)) note(read, { kind, line: 1, ...fault })
        return
      }
      parser = made
      tell({ kind: 'file', file: kind, encoding, unknown: made.unknown })
      at = 1
      if (byte > 0) {
        // the header was read once more; the rows behind it are kept already
        line = from.line
        tell({ kind: 'resumed', file: kind, line })
        continue
      }
    }
    const good: HistoryRows[HistoryKind][] = []
    const goodLines: number[] = []
    for (; at < rows.length; at += 1) {
      const row = rows[at]
      if (!row) continue
      if ('fault' in row) {
        note(read, { kind, line: row.line, column: null, fault: row.fault })
        continue
      }
      const parsed = parser.parse(row.fields)
      if ('fault' in parsed) note(read, { kind, line: row.line, column: parsed.column || null, fault: parsed.fault })
      else {
        good.push(parsed)
        goodLines.push(row.line)
      }
    }
    line += lines
    const progress = read.count === 0 ? { fileIndex, byte: end, line } : null
    for (const index of await store.add(importId, kind, good, progress))
      note(read, { kind, line: goodLines[index] ?? 0, column: null, fault: 'id_taken' })
    read.rows += good.length
    tell({ kind: 'progress', file: kind, rows: read.rows, share: end / bytes })
  }
  // a file of nothing has no piece
  if (parser === null) note(read, { kind, line: 1, column: null, fault: 'header_missing' })
}

/** The pieces from a byte on, and before them, where that is not the beginning, the first one, which holds the header. */
async function* fromHeader(
  source: HistorySource,
  kind: HistoryKind,
  encoding: HistoryFile['encoding'],
  byte: number,
): AsyncGenerator<Piece> {
  if (byte > 0)
    for await (const first of source.pieces(kind, encoding, 0)) {
      yield first
      break
    }
  yield* source.pieces(kind, encoding, byte)
}
