import { existsSync } from 'node:fs'
import { type ExportFormat, exportFormats } from '../src/adapters/files/export/manifest.ts'
import { numberForms } from '../src/domain/history/exported-number.ts'
import { readPeriod } from '../src/domain/kpi/period.ts'
import { writePeriodFiles } from '../src/period-files.ts'
import { readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'
import { bringToNewest } from './store-newest.ts'

/*
 * npm run export -- --period 2020 --out FOLDER [--formats csv,xlsx,json,parquet] [--numbers masked|full]
 *
 * Writes the rows of a period (calls, cases, dispatches, callback tasks, ratings, staff, regulations) and its figures into a folder, whole or not at all, in the columns that
 * `npm run import` reads (docs/operations.md). The same ledger gives the same bytes. May run beside the hotline.
 */

const usage = `npm run export -- --period 2020|2020-05|2020-W07|2020-05-03|2020-01-01..2020-03-31 --out FOLDER [--formats ${exportFormats.join(',')}] [--numbers ${numberForms.join('|')}]`

const options = {
  period: { type: 'string' },
  out: { type: 'string' },
  formats: { type: 'string', default: exportFormats.join(',') },
  numbers: { type: 'string', default: 'masked' },
} as const

await runCommand(async () => {
  const { values, positionals } = readArguments(options, usage)
  const { database, zone } = storeSettings(process.env)
  const { period = '', out: folder, numbers: form } = values
  const asked = values.formats.split(',')
  const formats = exportFormats.filter((format: ExportFormat) => asked.includes(format))
  const numbers = numberForms.find(each => each === form)
  if (readPeriod(period, zone) === null || !folder || numbers === undefined || positionals.length > 0)
    throw new UsageError(usage)
  if (formats.length !== asked.length) throw new UsageError(usage)
  const file = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : null
  if (file !== null && !existsSync(file))
    throw new UsageError(`There is no database at ${file} yet: start the hotline, or import its past.`)
  await bringToNewest(database, zone)
  const { files } = await writePeriodFiles({ database, zone, period, folder, numbers, formats })
  for (const { name, rows, bytes } of files)
    console.log(`${name}: ${rows === null ? '' : `${rows} 行 rows, `}${bytes} 字节 bytes`)
})
