import Sqlite, { type Database, type Statement } from 'better-sqlite3'
import type { HistoryKind, HistoryRows } from '../../../domain/history/history.ts'
import type { HistoryStore, Progress } from '../../../engine/history/history-store.ts'
import type { Row, Value } from '../query.ts'
import { openWriter } from '../sqlite/connection.ts'
import { StoreError } from '../store-error.ts'
import { dropSql, importOf, importsSql, insertSql, leavingSql, progressSql } from './import-sql.ts'
import { countPast } from './read-book.ts'
import { rollUpOf } from './roll-up-sql.ts'
import { type Shape, shapes, valueIn } from './shapes.ts'
import { sqliteSnapshot } from './snapshots.ts'

/** Only one import at a time: an exclusive lock on a side file, which the system frees even after kill -9. */
const takeTurn = (path: string): Database => {
  const lock = new Sqlite(`${path}.import`, { timeout: 0 })
  try {
    lock.pragma('locking_mode = exclusive')
    lock.exec('begin exclusive')
    return lock
  } catch (error) {
    lock.close()
    throw new StoreError('store_in_use', 'Another import is running.', { cause: error })
  }
}

const stored = (value: Value): Value => (typeof value === 'boolean' ? Number(value) : value)

/**
 * Imported history in a SQLite file, also while the hotline runs beside it: writes are short, and wait for its own. The file must have the newest
 * schema. Throws `store_in_use` where another import runs.
 */
export const openSqliteHistory = (path: string): HistoryStore => {
  const lock = takeTurn(path)
  const file = openWriter(path)
  // the hotline goes first: we can wait for long
  file.pragma('busy_timeout = 30000')
  const statements = new Map<string, Statement<Value[]>>()
  const prepared = (sql: string): Statement<Value[]> => {
    const known = statements.get(sql) ?? file.prepare<Value[]>(sql)
    statements.set(sql, known)
    return known
  }
  const snapshot = sqliteSnapshot(file)
  const run = (sql: string, ...values: Value[]) => prepared(sql).run(...values)

  const insertAll = <R>(shape: Shape<R>, importId: number, rows: readonly R[]): number[] => {
    const insert = prepared(insertSql(shape))
    const fields = shape.columns.map(([, field]) => field)
    const taken: number[] = []
    const values: Value[] = new Array(fields.length + (shape.own ? 2 : 1))
    for (const [index, row] of rows.entries()) {
      values[0] = importId
      for (let at = 0; at < fields.length; at += 1)
        values[at + 1] = stored(valueIn(row, fields[at] as keyof R & string))
      if (shape.own) values[fields.length + 1] = values[1] ?? null
      if (insert.run(...values).changes === 0) taken.push(index)
    }
    return taken
  }

  return {
    imports: async () => (prepared(importsSql).raw().all() as Row[]).map(importOf),
    async begin(fingerprint, files, at) {
      const sql =
        'insert into history_imports (fingerprint, files, started_at, file_index, byte, line) values (?, ?, ?, 0, 0, 1)'
      const { lastInsertRowid } = run(sql, fingerprint, JSON.stringify(files), at)
      return {
        id: Number(lastInsertRowid),
        fingerprint,
        files,
        startedAt: at,
        endedAt: null,
        fileIndex: 0,
        byte: 0,
        line: 1,
      }
    },
    async add<Kind extends HistoryKind>(
      importId: number,
      kind: Kind,
      rows: readonly HistoryRows[Kind][],
      progress: Progress | null,
    ) {
      run('begin immediate')
      let keep = false
      try {
        const taken = insertAll(shapes[kind] as unknown as Shape<HistoryRows[Kind]>, importId, rows)
        keep = progress !== null && taken.length === 0
        if (keep && progress) run(progressSql('?'), progress.fileIndex, progress.byte, progress.line, importId)
        return taken
      } finally {
        // a full disk may have undone it already
        if (file.inTransaction) run(keep ? 'commit' : 'rollback')
      }
    },
    async finish(importId, at) {
      run('update history_imports set ended_at = ? where id = ?', at, importId)
    },
    async rollUp(zone, at) {
      run('begin')
      const made = await rollUpOf(snapshot, zone, period => countPast(snapshot, period)).finally(() => run('commit'))
      if (made === null) return
      const { imports, version, days } = made
      file
        .transaction(() => {
          run('delete from history_roll_ups')
          run('delete from history_days')
          for (const [day, counts] of days) run('insert into history_days (day, counts) values (?, ?)', day, counts)
          run(
            'insert into history_roll_ups (id, imports, zone, version, made_at) values (1, ?, ?, ?, ?)',
            imports,
            zone,
            version,
            at,
          )
        })
        .immediate()
    },
    async drop(importId) {
      // its number may be given again
      run('delete from history_roll_ups')
      run(leavingSql('?'), importId)
      for (const { table } of Object.values(shapes)) {
        while (run(dropSql(table, '?'), importId).changes > 0) await new Promise(setImmediate)
      }
      run('delete from history_imports where id = ?', importId)
    },
    async close() {
      file.close()
      lock.close()
    },
  }
}
