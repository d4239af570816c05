import { HistoryFileError } from '../src/adapters/files/history/history-file-error.ts'
import { findHistory, inspect, readPieces } from '../src/adapters/files/history/read-history.ts'
import { backupError } from '../src/adapters/store/backup/backup-error.ts'
import { openHistory } from '../src/adapters/store/history/open-book.ts'
import { StoreError } from '../src/adapters/store/store-error.ts'
import { readConfig } from '../src/config/config.ts'
import { historyFaults } from '../src/domain/history/faults.ts'
import type { HistoryKind } from '../src/domain/history/history.ts'
import type { HistoryStore } from '../src/engine/history/history-store.ts'
import { type ImportNews, type ImportResult, importHistory } from '../src/engine/history/import-history.ts'
import { asksForBooks, bookOptions, booksUsage, convertAsteriskBooks } from './history/asterisk-books.ts'
import {
  countOf,
  localTime,
  noAsterisk,
  readArguments,
  runCommand,
  storeSettings,
  UsageError,
} from './store-command.ts'
import { bringToNewest } from './store-newest.ts'

/*
 * npm run import -- FOLDER
 * npm run import -- --drop NUMBER
 * npm run import -- --queue-log FILE [--cdr FILE] --queue NAME --out FOLDER
 *
 * Imports a hotline's past (calls.csv, cases.csv, dispatches.csv, callback_tasks.csv, ratings.csv, staff.csv, regulations.csv; docs/operations.md), all or nothing. After a crash
 * the same command goes on where it was. May run beside the hotline.
 * The last form imports nothing: it makes such a folder out of the books that an Asterisk has kept itself.
 */

const usage = `npm run import -- FOLDER
npm run import -- --drop NUMBER
${booksUsage}`

const tell = (news: ImportNews): void => {
  if (news.kind === 'file') {
    if (news.encoding === 'gbk')
      console.log(`${news.file}.csv 是 GBK 编码，已按 GBK 读取。It is written in GBK and was read so.`)
    if (news.unknown.length > 0)
      console.log(`${news.file}.csv: 未读取的列 columns not read: ${news.unknown.join(', ')}`)
  } else if (news.kind === 'resumed')
    console.log(`${news.file}.csv: 从第 ${news.line} 行继续。Going on at line ${news.line}.`)
  else progress.show(news)
}

/** One line that is written over while a terminal looks at it. */
const progress = {
  show({ file, rows, share }: Extract<ImportNews, { kind: 'progress' }>): void {
    if (process.stdout.isTTY)
      process.stdout.write(`\r${file}.csv ${Math.floor(share * 100)} %, ${rows} 行 rows\u001b[K`)
  },
  end(): void {
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
  },
}

const say = (result: ImportResult, zone: string, ms: number): void => {
  if (result.kind === 'imported') {
    const perSecond = Math.round(result.rows / Math.max(0.001, ms / 1_000))
    console.log(
      `已导入 ${result.rows} 行。${result.rows} rows were imported in ${(ms / 1_000).toFixed(1)} s (${perSecond} rows/s).`,
    )
  } else if (result.kind === 'known')
    console.log(
      `这批文件已于 ${localTime(new Date(result.endedAt).toISOString(), zone)} 导入，没有改动。They were imported already; nothing was changed.`,
    )
  else if (result.kind === 'other_unfinished') {
    console.error(
      `另一批文件的导入（${result.id} 号）尚未完成：请先再次导入那一批，或以 npm run import -- --drop ${result.id} 撤下。Import ${result.id} of other files is not finished: import those again, or take it out.`,
    )
    process.exitCode = 75
  } else {
    for (const { kind, line, column, fault } of result.faults) {
      const { zh, en } = historyFaults[fault]
      console.error(
        `${kind}.csv 第 ${line} 行${column === null ? '' : ` ${column}`}：${zh}\n  line ${line}${column === null ? '' : `, ${column}`}: ${en}`,
      )
    }
    const more = result.count - result.faults.length
    if (more > 0) console.error(`……另有 ${more} 处。And ${more} more.`)
    console.error(`有 ${result.count} 处错误，什么都没有导入。${result.count} faults: nothing was imported.`)
    process.exitCode = 65
  }
}

/** Takes out a set, whole or not. */
const takeOut = async (store: HistoryStore, id: number, zone: string): Promise<void> => {
  if (!(await store.imports()).some(each => each.id === id))
    throw new HistoryFileError('not_found', `There is no import ${id}. 没有 ${id} 号导入。`)
  await store.drop(id)
  await store.rollUp(zone, Date.now())
  console.log(`${id} 号导入已撤下。Import ${id} was taken out.`)
}

await runCommand(async () => {
  const { values, positionals } = readArguments({ drop: { type: 'string' }, ...bookOptions }, usage)
  const drop = countOf(values.drop, usage)
  const [folder] = positionals
  const isOfBooks = asksForBooks(values)
  const asked = [folder !== undefined, drop !== null, isOfBooks].filter(Boolean)
  if (positionals.length > 1 || asked.length !== 1) throw new UsageError(usage)
  const { database, zone } = storeSettings(process.env)
  if (isOfBooks) return await convertAsteriskBooks(values, zone)
  const { homeArea } = readConfig({ ...process.env, YIHAO_ASTERISK: noAsterisk })
  const source = folder === undefined ? null : await findHistory(folder)
  await bringToNewest(database, zone)
  const store = await openHistory(database)
  try {
    if (source === null) return await takeOut(store, drop ?? 0, zone)
    if (source.others.length > 0) console.log(`未读取 not read: ${source.others.join(', ')}`)
    const pathOf = (kind: HistoryKind) => source.files.find(each => each.kind === kind)?.path ?? ''
    const began = performance.now()
    const result = await importHistory({
      source: {
        kinds: source.files.map(({ kind }) => kind),
        inspect: kind => inspect(pathOf(kind)),
        pieces: (kind, encoding, from) => readPieces(pathOf(kind), encoding, from),
      },
      store,
      homeArea,
      zone,
      now: Date.now,
      tell,
    })
    progress.end()
    say(result, zone, performance.now() - began)
  } catch (error) {
    progress.end()
    // a full disk and the like; the same command goes on when that is mended
    throw error instanceof HistoryFileError || error instanceof StoreError ? error : backupError(error, 'the import')
  } finally {
    await store.close()
  }
})
