import type { FrozenFile, FrozenReport, FrozenReports } from '../../../engine/history/frozen-report.ts'
import type { Row, Value } from '../query.ts'
import { openWriter } from '../sqlite/connection.ts'
import { connectPatiently } from './postgres-history.ts'

type Ask = (sql: string, values: readonly Value[]) => Promise<readonly Row[]>

const columns = 'period, version, frozen_at, reason, head_seq, head_hash, document, sha256, files'

const reportOf = ([period, version, frozenAt, reason, seq, hash, document, sha256, files]: Row): FrozenReport => ({
  period: String(period),
  version: Number(version),
  frozenAt: Number(frozenAt),
  reason: reason === null ? null : String(reason),
  head: { seq: Number(seq), hash: String(hash) },
  document: String(document),
  sha256: String(sha256),
  files: (typeof files === 'string' ? JSON.parse(files) : files) as readonly FrozenFile[],
})

const reports = (ask: Ask, hole: (n: number) => string): Omit<FrozenReports, 'close'> => ({
  async of(period) {
    const sql = `select ${columns} from frozen_reports where period = ${hole(1)} order by version`
    return (await ask(sql, [period])).map(reportOf)
  },

  async keep({ period, version, frozenAt, reason, head, document, sha256, files }) {
    const values = [period, version, frozenAt, reason, head.seq, head.hash, document, sha256, JSON.stringify(files)]
    const holes = values.map((_, index) => hole(index + 1))
    const sql = `insert into frozen_reports (${columns}) values (${holes.join(', ')}) on conflict do nothing returning version`
    return (await ask(sql, values)).length === 1
  },
})

/** Opens the published reports of a database that has the newest schema, also while the hotline runs. Throws `store_unavailable`. */
export const openFrozenReports = async (url: string): Promise<FrozenReports> => {
  if (url.startsWith('sqlite:')) {
    const file = openWriter(url.slice('sqlite:'.length))
    file.pragma('busy_timeout = 30000')
    const ask: Ask = async (sql, values) =>
      file
        .prepare(sql)
        .raw()
        .all(...values) as Row[]
    return { ...reports(ask, () => '?'), close: async () => void file.close() }
  }
  const client = await connectPatiently(url, 'yihao-report')
  const ask: Ask = async (sql, values) =>
    (await client.query<Value[]>({ text: sql, values: [...values], rowMode: 'array' })).rows
  return { ...reports(ask, n => `$${n}`), close: () => client.end() }
}
