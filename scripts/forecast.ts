import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sheetOf } from '../src/adapters/files/forecast/sheet.ts'
import { workbookOf } from '../src/adapters/files/forecast/workbook.ts'
import { openStaffingBook } from '../src/adapters/store/history/open-staffing-book.ts'
import { planInWords } from '../src/domain/staffing/plan-in-words.ts'
import { answeredIn, waitQuantile } from '../src/engine/replay/replay.ts'
import { makePlan } from '../src/engine/staffing/make-plan.ts'
import { replayDay } from '../src/engine/staffing/replay-day.ts'
import type { StaffingBook } from '../src/engine/staffing/staffing-book.ts'
import { firstQueue } from '../src/seed.ts'
import { planAsTable, replayAsTable } from './forecast/table.ts'
import { options, planWish, replayWish, usage, type Values } from './forecast/wishes.ts'
import { readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'
import { bringToNewest } from './store-newest.ts'

/*
 * npm run forecast -- [--from 2026-12-07] [--days 7] [--out FOLDER] [--goal 95/15] [--load high|expected] [--fewest 2] [--away 10] [--wrap-up 60] [--shift "早班 07:30-15:30 11:00 11:30"]… [--city NAME]
 * npm run forecast -- --replay 2026-11-30 --agents 8|FILE [--seed 1] [--ring 3] [--notice 5] [--wrap-up 60] [--goal 95/15] [--out FOLDER]
 *
 * Calls of coming days with ranges, the seats they need, shifts, and how well the method did before: printed, and with a folder written to forecast.json, forecast.html and forecast.xlsx in it. Or a past
 * day played again through the real routing with another number of agents (of all day, or a line for each half hour from which it changes: `08:00 6`): printed, and written to replay.json. May run beside the hotline.
 */

/** Whoever reads a file meanwhile has the old one or the new one, whole. */
const write = (folder: string, name: string, content: string | Uint8Array): void => {
  const path = join(folder, name)
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
  console.log(path)
}

type Job = (book: StaffingBook) => Promise<void>

const plan = (values: Values, zone: string): Job => {
  const now = Date.now()
  const { settings, first, count } = planWish(values, zone, now)
  return async book => {
    const made = await makePlan(book, settings, { first, count, zone, now })
    console.log(planAsTable(made))
    if (values.out === undefined) return
    mkdirSync(values.out, { recursive: true })
    console.log('')
    write(values.out, 'forecast.json', `${JSON.stringify(planInWords(made), null, 2)}\n`)
    write(values.out, 'forecast.html', sheetOf(made, values.city ?? ''))
    write(values.out, 'forecast.xlsx', await workbookOf(made))
  }
}

const whatIf = (values: Values, day: string, zone: string): Job => {
  const { wish, goal } = replayWish(values, day, zone)
  const { seconds } = goal
  return async book => {
    const done = await replayDay(book, wish, firstQueue(wish.wrapUpMs, true))
    if (done === null)
      throw new UsageError(`${day}: 当日没有可重演的来电。There are no calls of that day to be played.`)
    console.log(replayAsTable(done, seconds))
    if (values.out === undefined) return
    mkdirSync(values.out, { recursive: true })
    const { waits, ...counts } = done.replayed
    const [p50, p90, p95, longest] = [0.5, 0.9, 0.95, 1].map(share => waitQuantile(done.replayed, share))
    const replayed = {
      ...counts,
      answeredWithin: { seconds, calls: answeredIn(done.replayed, seconds) },
      waitMs: { p50, p90, p95, longest },
    }
    const { waits: _, ...booked } = done.booked
    console.log('')
    write(values.out, 'replay.json', `${JSON.stringify({ ...wish, day, booked, replayed }, null, 2)}\n`)
  }
}

await runCommand(async () => {
  const { values, positionals } = readArguments(options, usage)
  if (positionals.length > 0) throw new UsageError(usage)
  const { database, zone } = storeSettings(process.env)
  // what cannot be understood is said before anything is opened
  const job = values.replay === undefined ? plan(values, zone) : whatIf(values, values.replay, zone)
  const file = database.startsWith('sqlite:') ? database.slice('sqlite:'.length) : null
  if (file !== null && !existsSync(file))
    throw new UsageError(`There is no database at ${file} yet: start the hotline, or import its past.`)
  await bringToNewest(database, zone)
  const book = await openStaffingBook(database)
  try {
    await job(book)
  } catch (error) {
    // no number of seats keeps the promise
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  } finally {
    await book.close()
  }
})
