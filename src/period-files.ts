import { readFileSync } from 'node:fs'
import type { ExportFormat, ExportManifest } from './adapters/files/export/manifest.ts'
import { writePeriod } from './adapters/files/export/write-period.ts'
import { openPeriodBook } from './adapters/store/history/period-book.ts'
import type { NumberForm } from './domain/history/exported-number.ts'
import { readPeriod } from './domain/kpi/period.ts'

/** What is to be written. `database`: its address, with the newest schema. `period`: as people write it (`2020-05`). */
export interface PeriodFilesOptions {
  readonly database: string
  readonly zone: string
  readonly period: string
  readonly folder: string
  readonly numbers: NumberForm
  readonly formats: readonly ExportFormat[]
}

const programVersion = (): string => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return String(version)
}

/**
 * Writes the rows and figures of a period into a folder, all of one state of the store, also while the hotline books on; gives the manifest. The folder is whole
 * or not there; written again out of the same ledger it is the same bytes. Throws a `RangeError` for what is no period, an `ExportError` for the folder, a `StoreError`.
 */
export const writePeriodFiles = async (options: PeriodFilesOptions): Promise<ExportManifest> => {
  const { database, zone, folder, numbers, formats } = options
  const period = readPeriod(options.period, zone)
  if (period === null) throw new RangeError(`This is no period: ${options.period}.`)
  const book = await openPeriodBook(database)
  try {
    return await book.read(period, content =>
      writePeriod(content, { folder, numbers, formats, programVersion: programVersion() }),
    )
  } finally {
    await book.close()
  }
}
