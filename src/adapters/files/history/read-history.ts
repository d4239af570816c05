import { isAscii } from 'node:buffer'
import { createHash } from 'node:crypto'
import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type HistoryKind, historyKinds } from '../../../domain/history/history.ts'
import { HistoryFileError, historyFileError } from './history-file-error.ts'
import { wholeRows } from './row-ends.ts'

const pieceBytes = 2 ** 18
/** A line that is longer is given as far as this, and the rest of it is left out: it is no row. */
const longestPiece = 16 * pieceBytes

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])
const utf16Marks = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])]

export interface FoundFile {
  readonly kind: HistoryKind
  readonly path: string
}

/** The files of a set that are in a folder, in the order in which they are read, and the names of what else is there. */
export interface HistoryFolder {
  readonly files: readonly FoundFile[]
  readonly others: readonly string[]
}

/** Finds the files of a hotline's past by their exact names. Throws `HistoryFileError`: `not_found`, `no_history_files`, `no_permission`, `input_output`. */
export const findHistory = async (folder: string): Promise<HistoryFolder> => {
  try {
    const names = (await readdir(folder)).sort()
    const files: FoundFile[] = []
    for (const kind of historyKinds) {
      const path = join(folder, `${kind}.csv`)
      // what is no file, such as a pipe, might never end
      if (names.includes(`${kind}.csv`) && (await stat(path)).isFile()) files.push({ kind, path })
    }
    if (files.length === 0)
      throw new HistoryFileError('no_history_files', `None of the files (calls.csv and so on) is here: ${folder}.`)
    const taken = files.map(({ kind }) => `${kind}.csv`)
    return { files, others: names.filter(name => !taken.includes(name)) }
  } catch (error) {
    throw historyFileError(error, folder)
  }
}

export type HistoryEncoding = 'utf-8' | 'gbk'

/** What a file is, by all of its bytes. `sha256`: in hex. */
export interface HistoryFileFacts {
  readonly sha256: string
  readonly bytes: number
  readonly encoding: HistoryEncoding
  readonly byteOrderMark: boolean
}

/** Takes bytes as long as they are of an encoding. */
const createProof = (encoding: 'utf-8' | 'gb18030') => {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let sound = true
  return (bytes: Uint8Array, more: boolean): boolean => {
    if (!sound) return false
    try {
      decoder.decode(bytes, { stream: more })
    } catch {
      sound = false
    }
    return sound
  }
}

const changed = (path: string) =>
  new HistoryFileError('file_changed', `The file was changed while it was read: ${path}.`)

/** Fills the buffer from an offset, as far as the file goes that had `size` bytes. */
const readAt = async (
  file: FileHandle,
  path: string,
  buffer: Buffer<ArrayBuffer>,
  at: number,
  size: number,
): Promise<Buffer<ArrayBuffer>> => {
  const wanted = Math.min(buffer.length, size - at)
  let filled = 0
  while (filled < wanted) {
    const { bytesRead } = await file.read(buffer, filled, wanted - filled, at + filled)
    if (bytesRead === 0) throw changed(path)
    filled += bytesRead
  }
  if ((await file.stat()).size !== size) throw changed(path)
  return buffer.subarray(0, wanted)
}

/** Whether all bytes of a file are of an encoding; ends with the first that is not. */
const isAllOf = async (file: FileHandle, path: string, size: number, encoding: 'gb18030'): Promise<boolean> => {
  const buffer = Buffer.allocUnsafe(pieceBytes)
  const isSound = createProof(encoding)
  for (let at = 0; at < size; at += buffer.length) {
    const bytes = await readAt(file, path, buffer, at, size)
    if (!isSound(bytes, at + bytes.length < size)) return false
  }
  return true
}

/**
 * Looks through a whole file: its sum, its length, and its encoding. What is sound UTF-8 is that; else, looked through once more, what is sound GB18030, of which GBK is a
 * part, is `gbk`. Throws `HistoryFileError`: `encoding_unknown` for any other, and what `findHistory` throws, and `file_changed`.
 */
export const inspect = async (path: string): Promise<HistoryFileFacts> => {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    const buffer = Buffer.allocUnsafe(pieceBytes)
    const sum = createHash('sha256')
    const isUtf8 = createProof('utf-8')
    let isAllUtf8 = true
    let plain = true
    let marked = false
    let isUtf16 = false
    for (let at = 0; at < size; at += buffer.length) {
      const bytes = await readAt(file, path, buffer, at, size)
      sum.update(bytes)
      if (at === 0) {
        marked = bytes.subarray(0, 3).equals(byteOrderMark)
        isUtf16 = utf16Marks.some(mark => bytes.subarray(0, 2).equals(mark))
      }
      plain &&= isAscii(bytes)
      if (!plain && isAllUtf8) isAllUtf8 = isUtf8(bytes, at + bytes.length < size)
    }
    const isKnown = !isUtf16 && (isAllUtf8 || (await isAllOf(file, path, size, 'gb18030')))
    if (!isKnown) throw new HistoryFileError('encoding_unknown', `This is neither UTF-8 nor GBK: ${path}.`)
    return { sha256: sum.digest('hex'), bytes: size, encoding: isAllUtf8 ? 'utf-8' : 'gbk', byteOrderMark: marked }
  } catch (error) {
    throw historyFileError(error, path)
  }
}

/** Whole rows of a file, and the offset of the byte behind them, from which reading can go on. */
export interface HistoryPiece {
  readonly text: string
  readonly end: number
}

/** Behind the line that an offset is in. */
const behindLine = async (file: FileHandle, path: string, buffer: Buffer<ArrayBuffer>, from: number, size: number) => {
  for (let at = from; at < size; at += buffer.length) {
    const feed = (await readAt(file, path, buffer, at, size)).indexOf('\n')
    if (feed !== -1) return at + feed + 1
  }
  return null
}

/**
 * Reads a file in pieces of about 256 KiB that end where a row ends, from an offset on at which one begins: 0 or the `end` of an earlier piece. What `end` a piece has depends
 * on nothing but where it begins. Keeps no more than 4 MiB: of a line that is longer only its beginning is given, which the reader of rows refuses. A byte order mark of
 * UTF-8 is left out. Throws `HistoryFileError`: `file_changed` when the file grows or shrinks meanwhile, and what `findHistory` throws.
 */
export async function* readPieces(
  path: string,
  encoding: HistoryEncoding,
  from: number,
): AsyncGenerator<HistoryPiece, void, void> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    if (from > size) throw changed(path)
    const decoder = new TextDecoder(encoding === 'gbk' ? 'gb18030' : 'utf-8', { ignoreBOM: true })
    const buffer = Buffer.allocUnsafe(longestPiece)
    for (let at = from; at < size; ) {
      let bytes = buffer.subarray(0, 0)
      let rows = 0
      for (let length = pieceBytes; rows === 0 && length <= longestPiece; length *= 2) {
        bytes = await readAt(file, path, buffer.subarray(0, length), at, size)
        rows = at + bytes.length === size ? bytes.length : wholeRows(bytes)
      }
      const marked = at === 0 && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0
      const text = decoder.decode(bytes.subarray(marked, rows === 0 ? bytes.length : rows))
      const feed = rows === 0 ? await behindLine(file, path, buffer, at + bytes.length, size) : null
      at = rows === 0 ? (feed ?? size) : at + rows
      yield { text: feed === null ? text : `${text}\n`, end: at }
    }
  } catch (error) {
    throw historyFileError(error, path)
  }
}
