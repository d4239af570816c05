import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import type { Fact } from '../../../domain/fact.ts'

/** Facts of one append, with the sequence that the first of them has in the ledger. */
export interface SpilledBatch {
  readonly seq: number
  readonly facts: readonly Fact[]
}

/** The first line of a spill file: whose facts these are. `ledger`: the hash of the ledger's first fact, null where it had none yet. */
export interface SpillHeader {
  readonly spill: 1
  readonly ledger: string | null
}

/** One line of a file that was read: what it says (null: no line of ours), and where it ends. */
export interface SpillLine {
  readonly says: SpillHeader | SpilledBatch | null
  readonly end: number
}

/** Longest line that is read; no append comes near it. */
export const longestLine = 16 * 1024 * 1024

const newline = 0x0a
const chunkBytes = 256 * 1024

/** A line of a spill file: checksum, blank, JSON. */
export const encodeLine = (value: SpillHeader | SpilledBatch): string => {
  const json = JSON.stringify(value)
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

/** What a line says, or null for whatever we did not write so. `line` is without its end. Never throws. */
export const decodeLine = (line: Buffer): SpillHeader | SpilledBatch | null => {
  const json = line.subarray(9)
  if (line.length < 11 || line.toString('latin1', 0, 9) !== `${crc32(json).toString(16).padStart(8, '0')} `) return null
  try {
    const value: unknown = JSON.parse(json.toString('utf8'))
    return isHeader(value) || isBatch(value) ? value : null
  } catch {
    return null
  }
}

/** Whether a line is the first of a file. */
export const isHeader = (value: unknown): value is SpillHeader =>
  isObject(value) && value.spill === 1 && (value.ledger === null || typeof value.ledger === 'string')

const isBatch = (value: unknown): value is SpilledBatch =>
  isObject(value) &&
  isPlace(value.seq) &&
  Array.isArray(value.facts) &&
  value.facts.length > 0 &&
  value.facts.every(isFact)

const isFact = (value: unknown): boolean =>
  isObject(value) &&
  Number.isSafeInteger(value.at) &&
  Number.isSafeInteger(value.received) &&
  typeof value.kind === 'string'

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The lines of a file from the byte `from` on. A line without its end (torn, or still being written) is not given; `end` of
 * the last one tells how far it was read. Of a line that is too long only its end is looked for.
 */
export async function* linesOf(file: FileHandle, from: number): AsyncGenerator<SpillLine> {
  let rest: Buffer = Buffer.alloc(0)
  let tooLong = false
  let position = from
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkBytes)
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, position)
    if (bytesRead === 0) return
    const base = position - rest.length
    position += bytesRead
    const bytes = rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)])
    let start = 0
    for (let at = bytes.indexOf(newline, rest.length); at !== -1; at = bytes.indexOf(newline, start)) {
      yield { says: tooLong ? null : decodeLine(bytes.subarray(start, at)), end: base + at + 1 }
      tooLong = false
      start = at + 1
    }
    rest = bytes.subarray(start)
    if (rest.length > longestLine) tooLong = true
    if (tooLong) rest = Buffer.alloc(0)
  }
}
