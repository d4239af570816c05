import type { Client } from 'pg'
import type { HistoryKind, HistoryRows } from '../../../domain/history/history.ts'
import type { HistoryStore, Progress } from '../../../engine/history/history-store.ts'
import { clientConfig, connect } from '../postgres/clients.ts'
import type { Row, Value } from '../query.ts'
import { StoreError } from '../store-error.ts'
import { dropSql, importOf, importsSql, leavingSql, progressSql } from './import-sql.ts'
import { countPast } from './read-book.ts'
import { rollUpOf } from './roll-up-sql.ts'
import { type Shape, shapes, valueIn } from './shapes.ts'
import { postgresSnapshot } from './snapshots.ts'

/** Of the advisory lock that an import holds. */
const turn = 12_345_007

/** Statements of an import and of a report may take longer than those of the hotline. */
const patientMs = 600_000

/** A connection for long work. */
export const connectPatiently = (url: string, name: string): Promise<Client> =>
  connect({ ...clientConfig(url), application_name: name, query_timeout: patientMs }, () => {})

const insertSql = <R>({ table, columns, key, own }: Shape<R>): string => {
  const names = columns.map(([column]) => column)
  const arrays = columns.map(([, , type], index) => `$${index + 2}::${type}[]`)
  const keys = columns.filter(([, field]) => key.includes(field)).map(([column]) => column)
  return `insert into ${table} (import_id, ${names.join(', ')})
    select $1, ${names.map(name => `u.${name}`).join(', ')} from unnest(${arrays.join(', ')}) as u (${names.join(', ')})
    ${own === undefined ? '' : `where not exists (select 1 from ${own[0]} l where l.${own[1]} = u.${names[0]})`}
    on conflict do nothing returning ${keys.join(', ')}`
}

const separator = '\u001f'

/**
 * Imported history in a PostgreSQL database that has the newest schema, also while the hotline runs beside it. Throws `store_in_use` where another
 * import runs, `store_unavailable`.
 */
export const openPostgresHistory = async (url: string): Promise<HistoryStore> => {
  const client = await connectPatiently(url, 'yihao-import')
  const rowsOf = async (sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await client.query<Value[]>({ text: sql, values: [...values], rowMode: 'array' })).rows
  const [[isOurs] = []] = await rowsOf('select pg_try_advisory_lock($1)', [turn])
  if (isOurs !== true) {
    await client.end()
    throw new StoreError('store_in_use', 'Another import is running.')
  }

  const snapshot = postgresSnapshot(client)

  const insertAll = async <R>(shape: Shape<R>, importId: number, rows: readonly R[]): Promise<number[]> => {
    const values = shape.columns.map(([, field]) => rows.map(row => valueIn(row, field)))
    const inserted = await rowsOf(insertSql(shape), [importId, ...values])
    if (inserted.length === rows.length) return []
    const fields = shape.columns.map(([, field]) => field).filter(field => shape.key.includes(field))
    const left = new Set(inserted.map(key => key.join(separator)))
    return [...rows.entries()]
      .filter(([, row]) => !left.delete(fields.map(field => valueIn(row, field)).join(separator)))
      .map(([index]) => index)
  }

  return {
    imports: async () => (await rowsOf(importsSql)).map(importOf),
    async begin(fingerprint, files, at) {
      const [[id] = []] = await rowsOf(
        'insert into history_imports (fingerprint, files, started_at, file_index, byte, line) values ($1, $2, $3, 0, 0, 1) returning id',
        [fingerprint, JSON.stringify(files), at],
      )
      return { id: Number(id), fingerprint, files, startedAt: at, endedAt: null, fileIndex: 0, byte: 0, line: 1 }
    },
    async add<Kind extends HistoryKind>(
      importId: number,
      kind: Kind,
      rows: readonly HistoryRows[Kind][],
      progress: Progress | null,
    ) {
      await rowsOf('begin')
      let keep = false
      try {
        const shape = shapes[kind] as unknown as Shape<HistoryRows[Kind]>
        const taken = rows.length === 0 ? [] : await insertAll(shape, importId, rows)
        keep = progress !== null && taken.length === 0
        if (keep && progress) {
          const { fileIndex, byte, line } = progress
          await rowsOf(progressSql('$'), [fileIndex, byte, line, importId])
        }
        return taken
      } finally {
        await rowsOf(keep ? 'commit' : 'rollback')
      }
    },
    async finish(importId, at) {
      await rowsOf('update history_imports set ended_at = $1 where id = $2', [at, importId])
      // the plans of reports need to know how much there is now
      for (const { table } of Object.values(shapes)) await rowsOf(`analyze ${table}`)
    },
    async rollUp(zone, at) {
      await rowsOf('begin isolation level repeatable read')
      let keep = false
      try {
        const made = await rollUpOf(snapshot, zone, period => countPast(snapshot, period))
        if (made === null) return
        const { imports, version, days } = made
        await rowsOf('delete from history_roll_ups')
        await rowsOf('delete from history_days')
        const columns = [days.map(([day]) => day), days.map(([, counts]) => counts)]
        await rowsOf('insert into history_days (day, counts) select * from unnest($1::bigint[], $2::jsonb[])', columns)
        const about = [imports, zone, version, at]
        await rowsOf(
          'insert into history_roll_ups (id, imports, zone, version, made_at) values (1, $1, $2, $3, $4)',
          about,
        )
        keep = true
      } finally {
        await rowsOf(keep ? 'commit' : 'rollback')
      }
    },
    async drop(importId) {
      // its number may be given again
      await rowsOf('delete from history_roll_ups')
      await rowsOf(leavingSql('$1'), [importId])
      for (const { table } of Object.values(shapes)) {
        const sql = dropSql(table, '$1')
        while (((await client.query(sql, [importId])).rowCount ?? 0) > 0);
      }
      await rowsOf('delete from history_imports where id = $1', [importId])
    },
    close: () => client.end(),
  }
}
