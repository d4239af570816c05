import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBook } from '../src/adapters/store/history/open-book.ts'
import { type Period, readPeriod } from '../src/domain/kpi/period.ts'
import { usualThreshold } from '../src/domain/kpi/publication/suppression.ts'
import { reportOf } from '../src/domain/kpi/report.ts'
import type { BookReader } from '../src/engine/history/history-store.ts'
import { changedSince, freeze, frozenReport, nameOf, regenerate } from './report/frozen.ts'
import { documentOf, filesOf, withoutAgents } from './report/make-report.ts'
import { printPdf } from './report/print-pdf.ts'
import { readPrinted } from './report/printed.ts'
import { asTable } from './report/table.ts'
import { figureWithRows, rowsOf } from './report/write-rows.ts'
import { countOf, readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'
import { bringToNewest } from './store-newest.ts'

/*
 * npm run report -- --period 2020 [--out FOLDER] [--city NAME] [--printed FILE] [--fewer-than 5 | --internal] [--freeze [--reason TEXT]]
 *
 * npm run report -- --period 2020 --rows KEY [--out FOLDER]
 *
 * npm run report -- --period 2020 --frozen [--frozen-version 1] [--out FOLDER]
 *
 * The second: the rows that the figure of this key counts, as CSV, telephone numbers masked. The third: a report that was frozen, byte for byte, with the first altered row of the ledger and what the books tell otherwise now; ends with 1 where
 * a row was altered or what was kept is damaged. The first: the figures of a period (2020, 2020-05, 2020-W07, 2020-05-03, 2020-01-01..2020-03-31) and their reconciliation: printed, and with a folder written to report.json and, to be
 * published, report.html, report.docx, report.xlsx and, where a Chromium is found, report.pdf in it. Values of an earlier print (CSV: key,value) are held against them. Counts by unit and topic
 * from 1 to 4 (`--fewer-than`) are hidden in what is published, and not with `--internal`; report.json has them all, and stays in the house. Ends with 1 where a check does not hold; the report is written all the same and
 * says which. May run beside the hotline.
 */

const usage =
  'npm run report -- --period 2020|2020-05|2020-W07|2020-05-03|2020-01-01..2020-03-31 [--out FOLDER] [--city NAME] [--printed FILE] [--fewer-than 5 | --internal] [--freeze [--reason TEXT]]\nnpm run report -- --period 2020 --rows KEY [--out FOLDER]\nnpm run report -- --period 2020 --frozen [--frozen-version 1] [--out FOLDER]'

const options = {
  period: { type: 'string' },
  out: { type: 'string' },
  city: { type: 'string' },
  printed: { type: 'string' },
  'fewer-than': { type: 'string' },
  internal: { type: 'boolean' },
  rows: { type: 'string' },
  freeze: { type: 'boolean' },
  reason: { type: 'string' },
  frozen: { type: 'boolean' },
  'frozen-version': { type: 'string' },
} as const

/** Whoever reads a file meanwhile has the old one or the new one, whole. */
const write = (folder: string, name: string, content: string | Uint8Array): void => {
  const path = join(folder, name)
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
  console.log(path)
}

/** Gives a report that was published, byte for byte, and says what is not as it was. */
const again = async (book: BookReader, { database, zone, period, version, out }: FrozenWish): Promise<void> => {
  const frozen = await frozenReport(database, period.name, version)
  console.log(nameOf(frozen, zone))
  const { files, damaged, writtenOtherwise, alteredAt } = await regenerate(database, frozen)
  if (out !== undefined) {
    mkdirSync(out, { recursive: true })
    for (const [name, bytes] of files) write(out, name, bytes)
  }
  const { seq } = frozen.head
  if (alteredAt !== null) console.log(`The ledger does not verify: the first altered row is ${alteredAt}.`)
  else
    console.log(
      seq === 0 ? 'It is made of no ledger of our own.' : `The ledger holds as it was then: rows 1 to ${seq}.`,
    )
  if (damaged.length > 0) console.log(`Not as it was kept: ${damaged.join(', ')}.`)
  if (writtenOtherwise.length > 0)
    console.log(`This version of the program writes otherwise, out of the same report: ${writtenOtherwise.join(', ')}.`)
  const changed = changedSince(frozen, reportOf(await book.tally(period)))
  if (changed.length > 0) console.log(`What the books tell otherwise now:\n${changed.join('\n')}`)
  if (alteredAt !== null || damaged.length > 0) process.exitCode = 1
}

interface FrozenWish {
  readonly database: string
  readonly zone: string
  readonly period: Period
  readonly version: number | null
  readonly out: string | undefined
}

await runCommand(async () => {
  const { values, positionals } = readArguments(options, usage)
  const { database, zone } = storeSettings(process.env)
  const { out } = values
  const period = values.period === undefined ? null : readPeriod(values.period, zone)
  if (period === null || positionals.length > 0) throw new UsageError(usage)
  const printed = values.printed === undefined ? new Map<string, number>() : readPrinted(values.printed)
  const threshold = countOf(values['fewer-than'], usage) ?? usualThreshold
  if (values.internal && values['fewer-than'] !== undefined) throw new UsageError(usage)
  const version = countOf(values['frozen-version'], usage)
  if (values.freeze && (out === undefined || values.internal || values.frozen)) throw new UsageError(usage)
  if ((values.reason !== undefined && !values.freeze) || (version !== null && !values.frozen))
    throw new UsageError(usage)
  if (values.freeze && period.to > Date.now())
    throw new UsageError(`${period.name} is not over: it cannot be frozen yet.`)
  const drilled = values.rows === undefined ? null : figureWithRows(values.rows)
  const file = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : null
  if (file !== null && !existsSync(file))
    throw new UsageError(`There is no database at ${file} yet: start the hotline, or import its past.`)
  await bringToNewest(database, zone)
  const book = await openBook(database)
  try {
    if (values.frozen) return await again(book, { database, zone, period, version, out })
    if (drilled) {
      if (out !== undefined) mkdirSync(out, { recursive: true })
      for (const { name, csv } of await rowsOf(book, drilled, period))
        if (out === undefined) process.stdout.write(csv)
        else write(out, name, csv)
      return
    }
    const tally = await book.tally(period)
    const report = reportOf(tally)
    console.log(asTable(report))
    if (out !== undefined) {
      const wish = { city: values.city ?? '', threshold: values.internal ? 0 : threshold, printed, now: Date.now() }
      const made = await documentOf(book, tally, period, zone, wish)
      const document = values.freeze ? withoutAgents(made) : made
      const frozen = values.freeze ? await freeze(database, document, values.reason ?? null, Date.now()) : null
      mkdirSync(out, { recursive: true })
      console.log('')
      for (const [name, bytes] of await filesOf(document)) write(out, name, bytes)
      const pdf = await printPdf(join(out, 'report.html'), join(out, 'report.pdf'))
      console.log('path' in pdf ? pdf.path : `没有 report.pdf There is no report.pdf: ${pdf.why}`)
      if (frozen) console.log(nameOf(frozen, zone))
    }
    if (report.checks.some(({ holds }) => holds === false)) process.exitCode = 1
  } finally {
    await book.close()
  }
})
