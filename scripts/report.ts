import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { docxOf } from '../src/adapters/files/report/docx.ts'
import { htmlOf } from '../src/adapters/files/report/html.ts'
import { xlsxOf } from '../src/adapters/files/report/xlsx.ts'
import { openBook } from '../src/adapters/store/history/open-book.ts'
import { breakdownReport } from '../src/domain/kpi/breakdown/breakdown-report.ts'
import { readPeriod, yearBefore } from '../src/domain/kpi/period.ts'
import { publicReport } from '../src/domain/kpi/publication/public-report.ts'
import { usualThreshold } from '../src/domain/kpi/publication/suppression.ts'
import { reportOf } from '../src/domain/kpi/report.ts'
import { houseLimits } from './report/house-limits.ts'
import { printPdf } from './report/print-pdf.ts'
import { readPrinted } from './report/printed.ts'
import { asTable } from './report/table.ts'
import { figureWithRows, rowsOf } from './report/write-rows.ts'
import { countOf, readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'
import { bringToNewest } from './store-newest.ts'

/*
 * npm run report -- --period 2020 [--out FOLDER] [--city NAME] [--printed FILE] [--fewer-than 5 | --internal]
 *
 * npm run report -- --period 2020 --rows KEY [--out FOLDER]
 *
 * The second: the rows that the figure of this key counts, as CSV, telephone numbers masked. The first: the figures of a period (2020, 2020-05, 2020-W07, 2020-05-03, 2020-01-01..2020-03-31) and their reconciliation: printed, and with a folder written to report.json and, to be
 * published, report.html, report.docx, report.xlsx and, where a Chromium is found, report.pdf in it. Values of an earlier print (CSV: key,value) are held against them. Counts by unit and topic
 * from 1 to 4 (`--fewer-than`) are hidden in what is published, and not with `--internal`; report.json has them all, and stays in the house. Ends with 1 where a check does not hold; the report is written all the same and
 * says which. May run beside the hotline.
 */

const usage =
  'npm run report -- --period 2020|2020-05|2020-W07|2020-05-03|2020-01-01..2020-03-31 [--out FOLDER] [--city NAME] [--printed FILE] [--fewer-than 5 | --internal]\nnpm run report -- --period 2020 --rows KEY [--out FOLDER]'

const options = {
  period: { type: 'string' },
  out: { type: 'string' },
  city: { type: 'string' },
  printed: { type: 'string' },
  'fewer-than': { type: 'string' },
  internal: { type: 'boolean' },
  rows: { type: 'string' },
} as const

/** Whoever reads a file meanwhile has the old one or the new one, whole. */
const write = (folder: string, name: string, content: string | Uint8Array): void => {
  const path = join(folder, name)
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
  console.log(path)
}

await runCommand(async () => {
  const { values, positionals } = readArguments(options, usage)
  const { database, zone } = storeSettings(process.env)
  const period = values.period === undefined ? null : readPeriod(values.period, zone)
  if (period === null || positionals.length > 0) throw new UsageError(usage)
  const printed = values.printed === undefined ? new Map<string, number>() : readPrinted(values.printed)
  const threshold = countOf(values['fewer-than'], usage) ?? usualThreshold
  if (values.internal && values['fewer-than'] !== undefined) throw new UsageError(usage)
  const drilled = values.rows === undefined ? null : figureWithRows(values.rows)
  const file = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : null
  if (file !== null && !existsSync(file))
    throw new UsageError(`There is no database at ${file} yet: start the hotline, or import its past.`)
  await bringToNewest(database, zone)
  const book = await openBook(database)
  try {
    if (drilled) {
      if (values.out !== undefined) mkdirSync(values.out, { recursive: true })
      for (const { name, csv } of await rowsOf(book, drilled, period))
        if (values.out === undefined) process.stdout.write(csv)
        else write(values.out, name, csv)
      return
    }
    const tally = await book.tally(period)
    const report = reportOf(tally)
    console.log(asTable(report))
    if (values.out !== undefined) {
      const last = yearBefore(period)
      const before = last === null ? null : await book.tally(last)
      const isEmpty = before === null || before.total.cases.accepted + before.total.calls.offered === 0
      const breakdown = await book.breakdown(period)
      const publication = publicReport(tally, {
        city: values.city ?? '',
        deadlines: await houseLimits(book, period, zone),
        breakdown,
        threshold: values.internal ? 0 : threshold,
        printed,
        before: isEmpty ? null : before,
      })
      mkdirSync(values.out, { recursive: true })
      console.log('')
      write(values.out, 'report.json', `${JSON.stringify({ ...report, ...breakdownReport(breakdown) }, null, 2)}\n`)
      write(values.out, 'report.html', htmlOf(publication))
      write(values.out, 'report.docx', await docxOf(publication))
      write(values.out, 'report.xlsx', await xlsxOf(publication, report))
      const pdf = await printPdf(join(values.out, 'report.html'), join(values.out, 'report.pdf'))
      console.log('path' in pdf ? pdf.path : `没有 report.pdf There is no report.pdf: ${pdf.why}`)
    }
    if (report.checks.some(({ holds }) => holds === false)) process.exitCode = 1
  } finally {
    await book.close()
  }
})
