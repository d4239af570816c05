import type { HistoryFile, HistoryImport } from '../../../engine/history/history-store.ts'
import type { Row } from '../query.ts'
import type { Shape } from './shapes.ts'

export const importsSql =
  'select id, fingerprint, files, started_at, ended_at, file_index, byte, line from history_imports order by id'

/** An import out of the row that `importsSql` gives. */
export const importOf = (row: Row): HistoryImport => {
  const [id, fingerprint, files, startedAt, endedAt, fileIndex, byte, line] = row
  return {
    id: Number(id),
    fingerprint: String(fingerprint),
    files: (typeof files === 'string' ? JSON.parse(files) : files) as readonly HistoryFile[],
    startedAt: Number(startedAt),
    endedAt: endedAt === null || endedAt === undefined ? null : Number(endedAt),
    fileIndex: Number(fileIndex),
    byte: Number(byte),
    line: Number(line),
  }
}

/** One row of a file into its table; one whose key is there is left out. Its first column comes once more behind the others where `own` is asked for. */
export const insertSql = <R>({ table, columns, own }: Shape<R>): string => {
  const names = ['import_id', ...columns.map(([column]) => column)]
  const values = names.map(() => '?').join(', ')
  const isNew = own === undefined ? 'true' : `not exists (select 1 from ${own[0]} l where l.${own[1]} = ?)`
  return `insert into ${table} (${names.join(', ')}) select ${values} where ${isNew} on conflict do nothing`
}

/** So many rows at once are taken out, so that the hotline's own writes never wait for long. The newest first: those of a set that is dropped. */
const dropAtOnce = 10_000

export const dropSql = (table: string, hole: string): string =>
  `delete from ${table} where seq in (select seq from ${table} where import_id = ${hole} order by seq desc limit ${dropAtOnce})`

export const progressSql = (hole: '?' | '$'): string => {
  const holes = [1, 2, 3, 4].map(n => (hole === '?' ? '?' : `$${n}`))
  return `update history_imports set file_index = ${holes[0]}, byte = ${holes[1]}, line = ${holes[2]} where id = ${holes[3]}`
}

/** From now on it is no whole set, and never becomes one again. */
export const leavingSql = (hole: string): string =>
  `update history_imports set ended_at = null, file_index = -1 where id = ${hole}`
