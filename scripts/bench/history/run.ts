import { spawn } from 'node:child_process'
import { createReadStream, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { openBook } from '../../../src/adapters/store/history/open-book.ts'
import { historyKinds } from '../../../src/domain/history/history.ts'
import { readPeriod } from '../../../src/domain/kpi/period.ts'
import { reportOf } from '../../../src/domain/kpi/report.ts'
import { writeSeedYears } from '../../history/seed-year.ts'
import type { Closers } from '../closers.ts'
import { makeBenchFolder } from '../folder.ts'
import { median, rounded } from '../percentiles.ts'
import { measureDayExport } from './day-export.ts'

/** How many years of the seed's size, and how often a report of one is made. */
export interface HistoryPlan {
  readonly years: number
  readonly rounds: number
}

/** What was measured; times in ms. */
export interface HistoryReport {
  readonly rows: number
  readonly import_s: number
  readonly import_rows_per_s: number
  readonly import_peak_mb: number
  /** Out of the rows, in a process that has made none before. */
  readonly report_first_ms: number
  readonly report_ms: number | null
  /** Out of the days that were counted at the end of the import. */
  readonly report_of_days_ms: number | null
  /** The same rows handed over by plain selects, nothing done with them, in the same process and turn by turn. */
  readonly scan_ms: number | null
  readonly report_to_scan: number | null
  /** The files of a day of 2,000 calls of our own, in all formats. */
  readonly day_export_ms: number | null
}

const lastYear = 2020

/** Makes years as a past, imports them by the command, and reports the last of them, all on SQLite. */
export const measureHistory = async (
  { years, rounds }: HistoryPlan,
  closers: Closers,
  say: (text: string) => void,
): Promise<HistoryReport> => {
  const folder = makeBenchFolder()
  closers.add(() => rmSync(folder, { recursive: true, force: true }))
  const past = join(folder, 'past')
  say(`writing ${years} years`)
  await writeSeedYears(
    past,
    Array.from({ length: years }, (_, index) => lastYear - years + 1 + index),
  )
  const rows = await countRows(past)
  const path = join(folder, 'yihao.db')
  say(`importing ${rows} rows`)
  const { seconds, peakMb } = await importBy({ YIHAO_DATABASE: `sqlite:${path}`, YIHAO_DATA: folder }, past)
  say('reporting a year')
  const period = readPeriod(String(lastYear), 'Asia/Shanghai')
  if (period === null) throw new Error('there is no such year')
  const book = await openBook(`sqlite:${path}`)
  closers.add(() => book.close())
  const took = async (job: () => unknown): Promise<number> => {
    const from = performance.now()
    await job()
    return performance.now() - from
  }
  const make = async () => reportOf(await book.tally(period, { rows: true }))
  const makeOfDays = async () => reportOf(await book.tally(period))
  const first = await took(make)
  const scan = plainScan(path, period.from, period.to, closers)
  const reports: number[] = []
  const scans: number[] = []
  const ofDays: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    scans.push(await took(scan))
    reports.push(await took(make))
    ofDays.push(await took(makeOfDays))
  }
  say('exporting a day')
  const dayExport = await measureDayExport(`sqlite:${path}`, folder, rounds)
  const [report, plain] = [median(reports), median(scans)]
  return {
    rows,
    import_s: Number(seconds.toFixed(1)),
    import_rows_per_s: Math.round(rows / seconds),
    import_peak_mb: Math.round(peakMb),
    report_first_ms: Math.round(first),
    report_ms: rounded(report, 0),
    report_of_days_ms: rounded(median(ofDays), 0),
    scan_ms: rounded(plain, 0),
    report_to_scan: report === null || plain === null ? null : rounded(report / plain, 2),
    day_export_ms: rounded(dayExport, 0),
  }
}

const countRows = async (folder: string): Promise<number> => {
  let lines = 0
  for (const kind of historyKinds)
    for await (const piece of createReadStream(join(folder, `${kind}.csv`)) as AsyncIterable<Buffer>)
      for (const byte of piece) if (byte === 10) lines += 1
  return lines - historyKinds.length
}

/** The command as a user runs it; its greatest memory is asked of the system while it runs. */
const importBy = async (settings: Record<string, string>, past: string) => {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...settings } as NodeJS.ProcessEnv
  const from = performance.now()
  const child = spawn(process.execPath, ['scripts/import.ts', past], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  let peakMb = 0
  const watch = setInterval(() => {
    try {
      const kib = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
      peakMb = Math.max(peakMb, (Number(kib ?? 0) * 1024) / 1e6)
    } catch {
      // it has just ended
    }
  }, 200)
  const code = await new Promise<number | null>(resolve => child.once('exit', resolve))
  clearInterval(watch)
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  return { seconds: (performance.now() - from) / 1_000, peakMb }
}

/** Every row that a report of the period looks at, taken as it lies there. */
const plainScan = (path: string, from: number, to: number, closers: Closers) => {
  const file = new Sqlite(path, { readonly: true })
  closers.add(() => file.close())
  const within = (table: string, column: string) =>
    file.prepare(`select * from ${table} where ${column} >= ? and ${column} < ?`).raw()
  const scans = [
    within('history_calls', 'arrived_at'),
    within('history_cases', 'accepted_at'),
    within('history_dispatches', 'dispatched_at'),
    within('history_tasks', 'created_at'),
    file.prepare('select r.* from history_ratings r where r.rated_at >= ? and r.rated_at < ?').raw(),
  ]
  return () => {
    let rows = 0
    for (const scan of scans) for (const _ of scan.iterate(from, to)) rows += 1
    return rows
  }
}

/** The report for people. */
export const historyText = (report: HistoryReport): string =>
  [
    `import: ${report.rows} rows in ${report.import_s} s, ${report.import_rows_per_s} rows/s (goal 50000), at most ${report.import_peak_mb} MB (goal 300)`,
    `report of a year out of its rows: the first ${report.report_first_ms} ms (goal 1000), then ${report.report_ms} ms; out of its days: ${report.report_of_days_ms} ms (goal 100)`,
    `plain selects of the same rows: ${report.scan_ms} ms; a report takes ${report.report_to_scan} times as long (goal 3)`,
    `files of a day of 2000 own calls and cases, all formats: ${report.day_export_ms} ms (goal 2000)`,
  ].join('\n')
