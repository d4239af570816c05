import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { findHistory, inspect, readPieces } from '../../src/adapters/files/history/read-history.ts'
import { openBook, openHistory } from '../../src/adapters/store/history/open-book.ts'
import type { HistoryKind } from '../../src/domain/history/history.ts'
import { readPeriod } from '../../src/domain/kpi/period.ts'
import type { Tally } from '../../src/domain/kpi/tally.ts'
import { type ImportResult, importHistory } from '../../src/engine/history/import-history.ts'
import { finallyDo } from './store.ts'

const zone = 'Asia/Shanghai'

/** Imports a folder of files into a database that has the newest schema. */
export const importFolder = async (database: string, folder: string): Promise<ImportResult> => {
  const { files } = await findHistory(folder)
  const pathOf = (kind: HistoryKind) => files.find(each => each.kind === kind)?.path ?? assert.fail(kind)
  const store = await openHistory(database)
  try {
    return await importHistory({
      source: {
        kinds: files.map(({ kind }) => kind),
        inspect: kind => inspect(pathOf(kind)),
        pieces: (kind, encoding, from) => readPieces(pathOf(kind), encoding, from),
      },
      ...{ store, homeArea: '0513', zone, now: () => 1, tell: () => {} },
    })
  } finally {
    await store.close()
  }
}

/** What the books of a database say of a period; `rows`: out of all rows, also where days were counted before. */
export const tallyOf = async (
  t: Pick<TestContext, 'after'>,
  database: string,
  period: string,
  rows = false,
): Promise<Tally> => {
  const book = await openBook(database)
  finallyDo(t, book.close)
  return book.tally(readPeriod(period, zone) ?? assert.fail(period), { rows })
}

/** All files of a folder by their names. */
export const filesIn = (folder: string): Readonly<Record<string, Buffer>> =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map(name => [name, readFileSync(join(folder, name))]),
  )
