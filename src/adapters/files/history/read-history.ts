import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type HistoryKind, historyKinds } from '../../../domain/history/history.ts'
import type { HistoryFile } from '../../../engine/history/history-store.ts'
import type { Piece } from '../../../engine/history/import-history.ts'
import { HistoryFileError, historyFileError } from './history-file-error.ts'

/** The files of a folder that are read, and the names of those that are not. */
export interface FoundHistory {
  readonly kinds: readonly HistoryKind[]
  readonly notRead: readonly string[]
  pathOf(kind: HistoryKind): string
}

/** Looks what a folder holds. Throws a `HistoryFileError`: `not_found`, `no_history_files`, `no_permission`. */
export const findHistory = async (folder: string): Promise<FoundHistory> => {
  const names = await readdir(folder).catch(error => {
    throw historyFileError(error, folder)
  })
  const kinds = historyKinds.filter(kind => names.includes(`${kind}.csv`))
  if (kinds.length === 0)
    throw new HistoryFileError(
      'no_history_files',
      `${folder}: none of ${historyKinds.map(kind => `${kind}.csv`).join(', ')} is there.`,
    )
  const read: readonly string[] = kinds.map(kind => `${kind}.csv`)
  return {
    kinds,
    notRead: names.filter(name => !read.includes(name)).sort(),
    pathOf: kind => join(folder, `${kind}.csv`),
  }
}

type Encoding = HistoryFile['encoding']

const pieceBytes = 1 << 18

/** Says of bytes that come in pieces whether an encoding has no such sequence. */
const isNot = (encoding: 'utf-8' | 'gb18030') => {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let wrong = false
  return (bytes: Uint8Array | null): boolean => {
    if (wrong) return true
    try {
      decoder.decode(bytes ?? new Uint8Array(), { stream: bytes !== null })
    } catch {
      wrong = true
    }
    return wrong
  }
}

/**
 * Reads a file once through: its size, its checksum, and how it is written: UTF-8 where all of it is, else GBK where all of it is. Throws a `HistoryFileError`:
 * `encoding_unknown`, `not_found`, `no_permission`, `input_output`.
 */
export const inspectHistory = async (path: string): Promise<Omit<HistoryFile, 'kind'>> => {
  const hash = createHash('sha256')
  const notUtf8 = isNot('utf-8')
  const notGbk = isNot('gb18030')
  let bytes = 0
  try {
    for await (const piece of createReadStream(path, { highWaterMark: pieceBytes }) as AsyncIterable<Buffer>) {
      // UTF-16 would pass for GBK
      if (bytes === 0 && ((piece[0] === 0xff && piece[1] === 0xfe) || (piece[0] === 0xfe && piece[1] === 0xff)))
        throw unknownEncoding(path)
      bytes += piece.length
      hash.update(piece)
      if (notUtf8(piece) && notGbk(piece)) throw unknownEncoding(path)
      if (!notUtf8(new Uint8Array())) notGbk(piece)
    }
  } catch (error) {
    throw historyFileError(error, path)
  }
  const isUtf8 = !notUtf8(null)
  if (!isUtf8 && notGbk(null)) throw unknownEncoding(path)
  return { bytes, sha256: hash.digest('hex'), encoding: isUtf8 ? 'utf-8' : 'gbk' }
}

const unknownEncoding = (path: string) =>
  new HistoryFileError('encoding_unknown', `${path} is written neither in UTF-8 nor in GBK: save it as UTF-8.`)

/** A quotation mark that is never closed must not take all memory. */
const mostBytes = 4 << 20

const lineFeed = 10
const quotationMark = 34

/** Behind the last line feed that stands outside quotation marks; -1: there is none. Neither byte is ever part of a character of UTF-8 or GBK. */
const endOfRows = (bytes: Uint8Array): number => {
  if (!bytes.includes(quotationMark)) return bytes.lastIndexOf(lineFeed) + 1 || -1
  let isQuoted = false
  let end = -1
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === quotationMark) isQuoted = !isQuoted
    else if (bytes[at] === lineFeed && !isQuoted) end = at + 1
  }
  return end
}

/** A file from a byte on, which is where a row begins, in pieces of some 256 KiB that end with a row. Throws a `HistoryFileError`: also `file_changed`. */
export async function* readPieces(path: string, encoding: Encoding, from: number): AsyncGenerator<Piece> {
  const decoder = new TextDecoder(encoding === 'gbk' ? 'gb18030' : 'utf-8')
  const file = await open(path).catch(error => {
    throw historyFileError(error, path)
  })
  try {
    const { size } = await file.stat()
    let at = from
    let want = pieceBytes
    while (at < size) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(Math.min(want, size - at)), { position: at })
      const bytes = buffer.subarray(0, bytesRead)
      const isLast = at + bytesRead >= size
      const end = isLast ? bytesRead : endOfRows(bytes)
      if (bytesRead === 0) break
      if (end === -1 && bytesRead < mostBytes) {
        want = Math.min(mostBytes, want * 2)
        continue
      }
      const length = end === -1 ? bytesRead : end
      at += length
      want = pieceBytes
      yield { text: decoder.decode(bytes.subarray(0, length)), end: at }
    }
    if ((await stat(path)).size !== size)
      throw new HistoryFileError('file_changed', `${path} has changed while it was read.`)
  } catch (error) {
    throw historyFileError(error, path)
  } finally {
    await file.close()
  }
}
