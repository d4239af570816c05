import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBook } from '../src/adapters/store/history/open-book.ts'
import { readPeriod } from '../src/domain/kpi/period.ts'
import { reportOf } from '../src/domain/kpi/report.ts'
import { asTable } from './report/table.ts'
import { readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'
import { bringToNewest } from './store-newest.ts'

/*
 * npm run report -- --period 2020 [--out FOLDER]
 *
 * The figures of a period (2020, 2020-05, 2020-W07, 2020-05-03, 2020-01-01..2020-03-31) and their reconciliation: printed, and with a folder written to report.json
 * in it. Ends with 1 where a check does not hold; the report is written all the same and says which. May run beside the hotline.
 */

const usage = 'npm run report -- --period 2020|2020-05|2020-W07|2020-05-03|2020-01-01..2020-03-31 [--out FOLDER]'

await runCommand(async () => {
  const { values, positionals } = readArguments({ period: { type: 'string' }, out: { type: 'string' } }, usage)
  const { database, zone } = storeSettings(process.env)
  const period = values.period === undefined ? null : readPeriod(values.period, zone)
  if (period === null || positionals.length > 0) throw new UsageError(usage)
  const file = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : null
  if (file !== null && !existsSync(file))
    throw new UsageError(`There is no database at ${file} yet: start the hotline, or import its past.`)
  await bringToNewest(database, zone)
  const book = await openBook(database)
  try {
    const report = reportOf(await book.tally(period))
    console.log(asTable(report))
    if (values.out !== undefined) {
      mkdirSync(values.out, { recursive: true })
      const path = join(values.out, 'report.json')
      // whoever reads it meanwhile has the old one or the new one, whole
      writeFileSync(`${path}.part`, `${JSON.stringify(report, null, 2)}\n`)
      renameSync(`${path}.part`, path)
      console.log(`\n${path}`)
    }
    if (report.checks.some(({ holds }) => holds === false)) process.exitCode = 1
  } finally {
    await book.close()
  }
})
