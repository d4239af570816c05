import { join } from 'node:path'
import {
  type BookCounts,
  type BookRowFault,
  createCallsOfBooks,
  type Place,
} from '../../../domain/history/asterisk/calls.ts'
import { createCdrTimes, parseCdrRow } from '../../../domain/history/asterisk/cdr.ts'
import type { BookFault } from '../../../domain/history/asterisk/faults.ts'
import { parseQueueLogLine } from '../../../domain/history/asterisk/queue-log.ts'
import { columnsOf } from '../../../domain/history/columns.ts'
import { createLocalTime } from '../../../domain/history/local-time.ts'
import { completeRows } from '../../../domain/text/csv-rows.ts'
import { csvWriter } from '../export/csv.ts'
import { writeFolder } from '../export/part-folder.ts'
import { openSink } from '../export/sink.ts'
import { type BookLine, bookLines } from './book-lines.ts'

/** How many faults are listed; all are counted. */
const listed = 100

export interface ConvertOptions {
  /** In the order of their times; at least one. */
  readonly queueLogs: readonly string[]
  /** In any order. */
  readonly cdrs: readonly string[]
  readonly queues: readonly string[]
  /** Where a call's entry into the queue may stand for its arrival. */
  readonly arrivalUnknown: boolean
  /** The city's, in which the set is written. */
  readonly zone: string
  /** The clock of the CDR; null: GMT. */
  readonly cdrZone: string | null
  readonly folder: string
}

/** What is wrong with the books, by file and line. */
export interface FileFault {
  readonly path: string
  readonly line: number
  readonly fault: BookFault
}

/** `refused`: nothing was written; `faults` are the first of `count`, `unseen` the queues of which the log has nothing. */
export type ConvertResult =
  | { readonly kind: 'converted'; readonly counts: BookCounts }
  | {
      readonly kind: 'refused'
      readonly faults: readonly FileFault[]
      readonly count: number
      readonly unseen: readonly string[]
    }

/** Ends the writing of a folder, of which then nothing stays. */
class Refused extends Error {}

const readLine = (line: BookLine): readonly string[] | BookFault => {
  if (typeof line.text !== 'string') return line.text.fault
  const [row] = completeRows(line.text, line.line).rows
  if (row === undefined) return 'cdr_width'
  return 'fault' in row ? row.fault : row.fields
}

/** Faults as they come, from whatever file. */
const createFaults = (paths: readonly string[]) => {
  const faults: FileFault[] = []
  let count = 0
  return {
    note: ({ place, fault }: BookRowFault): void => {
      count += 1
      if (faults.length < listed) faults.push({ path: paths[place.file] ?? '', line: place.line, fault })
    },
    count: () => count,
    faults,
  }
}

/**
 * Turns Asterisk's own books into a set of files of a past in a folder, which is written whole or not at all, and not where anything is wrong. Memory: a day of calls, and of the
 * CDR two numbers for each channel. Throws `HistoryFileError` and `ExportError`.
 */
export const convertBooks = async (options: ConvertOptions): Promise<ConvertResult> => {
  const { queueLogs, cdrs, arrivalUnknown, zone, cdrZone, folder } = options
  const paths = [...cdrs, ...queueLogs]
  const faults = createFaults(paths)
  const times = createCdrTimes()
  const clock = cdrZone === null ? null : createLocalTime(cdrZone)
  const readCdr = async (path: string, file: number): Promise<void> => {
    for await (const lines of bookLines(path))
      for (const line of lines) {
        const fields = readLine(line)
        const row = typeof fields === 'string' ? fields : parseCdrRow(fields, clock)
        if (typeof row === 'string') faults.note({ place: { file, line: line.line }, fault: row })
        else times.add(row)
      }
  }
  for (const [file, path] of cdrs.entries()) await readCdr(path, file)

  const books = createCallsOfBooks({
    queues: new Set(options.queues),
    cdr: cdrs.length === 0 ? null : times,
    arrivalUnknown,
  })
  const addLine = ({ text }: BookLine, place: Place): void => {
    const event = typeof text === 'string' ? parseQueueLogLine(text) : text.fault
    if (typeof event === 'string') faults.note({ place, fault: event })
    else books.add(event, place)
  }
  try {
    await writeFolder(folder, async part => {
      const sink = await openSink(join(part, 'calls.csv'))
      try {
        const writer = await csvWriter(sink, columnsOf('calls', 'full'), createLocalTime(zone))
        const hand = async (isEnd: boolean): Promise<void> => {
          const taken = books.take(isEnd)
          for (const fault of taken.faults) faults.note(fault)
          if (faults.count() === 0 && taken.calls.length > 0) await writer.add(taken.calls)
        }
        for (const [at, path] of queueLogs.entries())
          for await (const lines of bookLines(path)) {
            for (const line of lines) addLine(line, { file: cdrs.length + at, line: line.line })
            await hand(false)
          }
        await hand(true)
        if (faults.count() > 0 || books.unseen().length > 0) throw new Refused()
        await writer.end()
        return { files: [{ name: 'calls.csv', ...(await sink.end()) }] }
      } catch (error) {
        await sink.leave()
        throw error
      }
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { kind: 'refused', faults: faults.faults, count: faults.count(), unseen: books.unseen() }
  }
  return { kind: 'converted', counts: books.counts }
}
