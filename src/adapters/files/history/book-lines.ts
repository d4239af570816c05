import { isAscii } from 'node:buffer'
import { type FileHandle, open } from 'node:fs/promises'
import { HistoryFileError, historyFileError } from './history-file-error.ts'

const pieceBytes = 2 ** 18
/** A line that is longer is none, and is left out unread; so no memory is needed for it. */
const longestBytes = 16_000
const longestLine = 4_000
const lineFeed = 0x0a

/** A line of a file as text, or what is wrong with it. Empty ones are left out. */
export interface BookLine {
  readonly line: number
  readonly text: string | { readonly fault: 'row_too_long' | 'row_encoding' }
}

const decoderOf = (encoding: 'utf-8' | 'gb18030') => {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return (bytes: Uint8Array): string | null => {
    try {
      return decoder.decode(bytes)
    } catch {
      return null
    }
  }
}
const ofUtf8 = decoderOf('utf-8')
const ofGbk = decoderOf('gb18030')

/** What callers call themselves comes in either encoding, so each line is read by itself. GBK has no line feed within a character, though it has `|`. */
const decode = (bytes: Buffer): string | null =>
  isAscii(bytes) ? bytes.toString('latin1') : (ofUtf8(bytes) ?? ofGbk(bytes))

const textOf = (bytes: Buffer): BookLine['text'] => {
  const text = bytes.length > longestBytes ? '' : decode(bytes)
  if (text === null) return { fault: 'row_encoding' }
  return bytes.length > longestBytes || text.length > longestLine ? { fault: 'row_too_long' } : text.replace(/\r$/, '')
}

const changed = (path: string) =>
  new HistoryFileError(
    'file_changed',
    `The file was changed while it was read; copy it first, or take one that Asterisk has done with: ${path}.`,
  )

/** The bytes of a file as far as it went when it was opened. */
async function* pieces(file: FileHandle, path: string): AsyncGenerator<Buffer> {
  const stats = await file.stat()
  // what is no file, such as a pipe, might never end
  if (!stats.isFile()) throw new HistoryFileError('not_found', `This is no file: ${path}.`)
  for (let at = 0; at < stats.size; ) {
    const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, stats.size - at))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) throw changed(path)
    at += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
  if ((await file.stat()).size !== stats.size) throw changed(path)
}

/**
 * The lines of a book of Asterisk's, some thousand at a time, numbered from 1. Keeps a piece of 256 KiB and a line. Throws `HistoryFileError`: `file_changed` when it grows meanwhile,
 * `not_found`, `no_permission`, `input_output`.
 */
export async function* bookLines(path: string): AsyncGenerator<readonly BookLine[], void, void> {
  try {
    await using file = await open(path, 'r')
    let rest: Buffer = Buffer.alloc(0)
    let line = 0
    const cut = (bytes: Buffer, isEnd: boolean): readonly BookLine[] => {
      const lines: BookLine[] = []
      let at = 0
      for (
        let feed = bytes.indexOf(lineFeed);
        feed !== -1 || (isEnd && at < bytes.length);
        feed = bytes.indexOf(lineFeed, at)
      ) {
        const end = feed === -1 ? bytes.length : feed
        line += 1
        const text = textOf(bytes.subarray(at, end))
        if (typeof text !== 'string' || text.trim() !== '') lines.push({ line, text })
        at = end + 1
      }
      const left = bytes.subarray(at)
      // of a line that is too long already no more is kept than tells so
      rest = Buffer.from(left.length > longestBytes ? left.subarray(0, longestBytes + 1) : left)
      return lines
    }
    for await (const piece of pieces(file, path))
      yield cut(rest.length === 0 ? piece : Buffer.concat([rest, piece]), false)
    yield cut(rest, true)
  } catch (error) {
    throw historyFileError(error, path)
  }
}
