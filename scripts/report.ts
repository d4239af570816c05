import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { docxOf } from '../src/adapters/files/report/docx.ts'
import { htmlOf } from '../src/adapters/files/report/html.ts'
import { xlsxOf } from '../src/adapters/files/report/xlsx.ts'
import { openBook } from '../src/adapters/store/history/open-book.ts'
import { defaultLimits, limitOf } from '../src/domain/calendar/limit-table.ts'
import type { CaseClass } from '../src/domain/cases/case.ts'
import { type Period, readPeriod, yearBefore } from '../src/domain/kpi/period.ts'
import { publicReport } from '../src/domain/kpi/publication/public-report.ts'
import { reportOf } from '../src/domain/kpi/report.ts'
import { readPrinted } from './report/printed.ts'
import { asTable } from './report/table.ts'
import { readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'
import { bringToNewest } from './store-newest.ts'

/*
 * npm run report -- --period 2020 [--out FOLDER] [--city NAME] [--printed FILE]
 *
 * The figures of a period (2020, 2020-05, 2020-W07, 2020-05-03, 2020-01-01..2020-03-31) and their reconciliation: printed, and with a folder written to report.json and, to be
 * published, report.html, report.docx and report.xlsx in it. Values of an earlier print (CSV: key,value) are held against them. Ends with 1 where a check does not hold; the report is written all the same and
 * says which. May run beside the hotline.
 */

const usage =
  'npm run report -- --period 2020|2020-05|2020-W07|2020-05-03|2020-01-01..2020-03-31 [--out FOLDER] [--city NAME] [--printed FILE]'

const options = {
  period: { type: 'string' },
  out: { type: 'string' },
  city: { type: 'string' },
  printed: { type: 'string' },
} as const

/** Whoever reads a file meanwhile has the old one or the new one, whole. */
const write = (folder: string, name: string, content: string | Uint8Array): void => {
  const path = join(folder, name)
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
  console.log(path)
}

/** How long a unit has for a case of a class, in working days, by the usual table of limits; a house's own is not looked up yet. */
const handlingDays = (kind: CaseClass, { to }: Period, zone: string): number => {
  const of = { class: kind, topics: [], urgent: false, danger: null }
  return limitOf('handling', of, to - 1, defaultLimits, zone)?.limit.count ?? 0
}

await runCommand(async () => {
  const { values, positionals } = readArguments(options, usage)
  const { database, zone } = storeSettings(process.env)
  const period = values.period === undefined ? null : readPeriod(values.period, zone)
  if (period === null || positionals.length > 0) throw new UsageError(usage)
  const printed = values.printed === undefined ? new Map<string, number>() : readPrinted(values.printed)
  const file = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : null
  if (file !== null && !existsSync(file))
    throw new UsageError(`There is no database at ${file} yet: start the hotline, or import its past.`)
  await bringToNewest(database, zone)
  const book = await openBook(database)
  try {
    const tally = await book.tally(period)
    const report = reportOf(tally)
    console.log(asTable(report))
    if (values.out !== undefined) {
      const deadlines = {
        consultation: handlingDays('consultation', period, zone),
        nonConsultation: handlingDays('help', period, zone),
      }
      const last = yearBefore(period)
      const before = last === null ? null : await book.tally(last)
      const isEmpty = before === null || before.total.cases.accepted + before.total.calls.offered === 0
      const publication = publicReport(tally, {
        city: values.city ?? '',
        deadlines,
        printed,
        before: isEmpty ? null : before,
      })
      mkdirSync(values.out, { recursive: true })
      console.log('')
      write(values.out, 'report.json', `${JSON.stringify(report, null, 2)}\n`)
      write(values.out, 'report.html', htmlOf(publication))
      write(values.out, 'report.docx', await docxOf(publication))
      write(values.out, 'report.xlsx', await xlsxOf(publication, report))
    }
    if (report.checks.some(({ holds }) => holds === false)) process.exitCode = 1
  } finally {
    await book.close()
  }
})
