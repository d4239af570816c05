import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ExportError } from './adapters/files/export/export-error.ts'
import { manifestName } from './adapters/files/export/manifest.ts'
import { openBook } from './adapters/store/history/open-book.ts'
import { StoreError } from './adapters/store/store-error.ts'
import { readPeriod } from './domain/kpi/period.ts'
import { reportOf } from './domain/kpi/report.ts'
import type { ExportedFile } from './engine/export/ports.ts'
import type { ExportProblemCode } from './engine/export/problem.ts'
import { type PeriodFilesOptions, writePeriodFiles } from './period-files.ts'

/*
 * Writes the files of one day, or counts the figures of a period, for the server that started this process, which tells by message what for and hears by message what came of it. By itself it would make the
 * server's calls wait: rows are read and packed without a pause.
 */

export interface PeriodQuestion {
  readonly database: string
  readonly zone: string
  readonly period: string
}

/** What the server asks: to write the files of a day, or for the figures of a period. */
export type DayFilesQuestion = { readonly write: PeriodFilesOptions } | { readonly figures: PeriodQuestion }

/** What the server hears. */
export type DayFilesAnswer =
  | { readonly figures: Readonly<Record<string, unknown>> }
  | { readonly files: readonly ExportedFile[]; readonly head: { readonly seq: number; readonly hash: string } }
  | { readonly failed: ExportProblemCode; readonly detail: string }

const write = async (options: PeriodFilesOptions): Promise<DayFilesAnswer> => {
  const { files, ledger } = await writePeriodFiles(options)
  const bytes = readFileSync(join(options.folder, manifestName))
  const manifest = {
    name: manifestName,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }
  return {
    files: [...files.map(({ name, bytes: length, sha256 }) => ({ name, bytes: length, sha256 })), manifest],
    head: ledger ?? { seq: 0, hash: '' },
  }
}

const codeOf = (error: unknown): ExportProblemCode => {
  if (error instanceof StoreError) return 'export_store_away'
  if (!(error instanceof ExportError)) return 'export_failed'
  if (error.code === 'disk_full') return 'export_disk_full'
  return error.code === 'no_permission' || error.code === 'not_found' ? 'export_no_place' : 'export_failed'
}

const figuresOf = async ({ database, zone, period }: PeriodQuestion): Promise<DayFilesAnswer> => {
  const asked = readPeriod(period, zone)
  if (asked === null) throw new RangeError(`This is no period: ${period}.`)
  const book = await openBook(database)
  try {
    return { figures: reportOf(await book.tally(asked)).figures }
  } finally {
    await book.close()
  }
}

// a server that is gone needs nothing any more
process.once('disconnect', () => process.exit(1))
process.once('message', async (question: DayFilesQuestion) => {
  const answer = await ('write' in question ? write(question.write) : figuresOf(question.figures)).catch(error => ({
    failed: codeOf(error),
    // for the log
    detail: error instanceof Error ? error.message : String(error),
  }))
  process.send?.(answer, () => process.exit(0))
})
