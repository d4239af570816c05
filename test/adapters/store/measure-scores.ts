/**
 * Measures what scoring reads of a large store: `node measure-scores.ts [sqlite|postgres] [CASES] [ROUNDS]`. The cases lie in 24 months and with 60
 * units; each was dispatched, one in twelve twice, four in five were rated. Tables are filled beside the ledger, which nothing here reads.
 * Of the slowest read its plan is told too.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Client } from 'pg'
import { chance } from '../../../scripts/bench/records/invented.ts'
import { builder } from '../../../src/adapters/store/db.ts'
import { openStore } from '../../../src/adapters/store/open-store.ts'
import type { Query, Value } from '../../../src/adapters/store/query.ts'
import { scoreReads } from '../../../src/adapters/store/reads/score-reads.ts'
import { boundsOfMonth } from '../../../src/domain/scoring/month.ts'
import type { ScoreReads } from '../../../src/engine/scoring/score-store.ts'
import { startPostgres } from '../../helpers/postgres.ts'

const [dialect = 'sqlite', cases = '1000000', rounds = '9'] = process.argv.slice(2)
const count = Number(cases)
const units = Array.from({ length: 60 }, (_, n) => `unit-${n}`)
const hour = 3_600_000
const day = 24 * hour
const begin = boundsOfMonth('2025-01', 'Asia/Shanghai').from
const end = boundsOfMonth('2026-12', 'Asia/Shanghai').to

interface Filler {
  add(table: string, row: Readonly<Record<string, Value>>): Promise<void> | void
  explain(query: Query): Promise<string>
  close(): Promise<void>
}

const onSqlite = (path: string): Filler => {
  const database = new Sqlite(path)
  database.pragma('journal_mode = off')
  database.pragma('synchronous = off')
  const inserts = new Map<string, Sqlite.Statement<Value[]>>()
  let open = false
  let added = 0
  const commit = () => {
    if (open) database.exec('commit')
    open = false
  }
  return {
    add(table, row) {
      const names = Object.keys(row)
      const known =
        inserts.get(table) ??
        database.prepare<Value[]>(
          `insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
        )
      inserts.set(table, known)
      if (!open) database.exec('begin')
      open = true
      known.run(...Object.values(row).map(value => (typeof value === 'boolean' ? Number(value) : value)))
      added += 1
      if (added % 50_000 === 0) commit()
    },
    async explain({ sql, params }) {
      commit()
      const rows = database.prepare<Value[], { detail: string }>(`explain query plan ${sql}`).all(...params)
      return rows.map(row => row.detail).join('\n')
    },
    async close() {
      commit()
      database.close()
    },
  }
}

const onPostgres = async (url: string): Promise<Filler> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  const waiting = new Map<string, Readonly<Record<string, Value>>[]>()
  const flush = async (table: string, rows: readonly Readonly<Record<string, Value>>[]): Promise<void> => {
    const names = Object.keys(rows[0] ?? {})
    if (names.length > 0)
      await client.query(
        `insert into ${table} (${names.join(', ')}) select ${names.join(', ')} from json_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(rows)],
      )
  }
  const flushAll = async (): Promise<void> => {
    for (const [table, rows] of waiting) await flush(table, rows)
    waiting.clear()
    await client.query('vacuum analyze')
  }
  return {
    async add(table, row) {
      const rows = waiting.get(table) ?? []
      rows.push(row)
      waiting.set(table, rows)
      if (rows.length < 5_000) return
      waiting.delete(table)
      await flush(table, rows)
    },
    async explain({ sql, params }) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (analyze, buffers) ${sql}`, [...params])
      return rows.map(row => row['QUERY PLAN']).join('\n')
    },
    async close() {
      await flushAll()
      await client.end()
    },
  }
}

const text =
  '反映小区门口路灯不亮已有三天，晚上出行不便，多次向物业反映没有结果，希望尽快派人维修并电话回复办理结果。'.repeat(3)

const fillCases = async ({ add }: Filler): Promise<void> => {
  const random = chance(33)
  const some = <T>(of: readonly T[], share = random()): T => of[Math.floor(share * of.length)] as T
  let seq = 0
  for (let n = 0; n < count; n += 1) {
    const acceptedAt = begin + Math.floor((n / count) * (end - begin))
    const caseNo = `c${String(n).padStart(9, '0')}`
    // few units have most cases, as in every city
    const unit = some(units, random() ** 2)
    const again = random() < 1 / 12
    const number = again ? 2 : 1
    const isOpen = acceptedAt > end - 5 * day || random() < 0.002
    const score = some(['satisfied', 'satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied'])
    let dispatchedAt = acceptedAt + Math.floor(random() * hour)
    let dueAt = 0
    for (let each = 1; each <= number; each += 1) {
      const isLast = each === number
      dueAt = dispatchedAt + 5 * day
      const repliedAt = isOpen && isLast ? null : dispatchedAt + Math.floor(random() * 5.4 * day)
      await add('dispatches', {
        ...{ case_no: caseNo, number: each, round: each, unit, ruled: false, dispatched_at: dispatchedAt },
        ...{ sign_by: dispatchedAt + 4 * hour, signed_at: dispatchedAt + Math.floor(random() * 4.2 * hour) },
        ...{ first_due_at: dueAt, due_at: dueAt, contacted_at: dispatchedAt + Math.floor(random() * 2 * day) },
        ...{ return_asked_at: random() < 0.08 ? dispatchedAt + hour : null, replied_at: repliedAt },
        ...{ ended_at: repliedAt, ended: repliedAt === null ? null : random() < 0.05 ? 'returned' : 'replied' },
      })
      if (repliedAt === null) continue
      seq += 1
      await add('reply_reviews', { seq, case_no: caseNo, unit, at: repliedAt + hour, accepted: random() < 0.95 })
      const given = isLast ? score : 'dissatisfied'
      if (isLast && random() < 0.2) continue
      seq += 1
      await add('ratings', {
        ...{ seq, case_no: caseNo, round: each, unit, source: 'phone', at: repliedAt + day, result: 'rated' },
        ...{ score: given, solved: random() < 0.85, contacted: true, reason: '', by: 'visit' },
      })
      if (given === 'dissatisfied' && isLast && random() < 0.3) {
        seq += 1
        await add('rating_rulings', {
          ...{ seq, case_no: caseNo, ruling: some(['upheld', 'excluded', 'recoded_satisfied']) },
          ...{ reason: '', by: 'supervise', at: repliedAt + 3 * day },
        })
      }
      dispatchedAt = repliedAt + 2 * day
    }
    await add('cases', {
      ...{ case_no: caseNo, request_id: caseNo, state: isOpen ? 'handling' : 'closed', class: 'complaint' },
      ...{ title: '路灯不亮', text, place: '解放路 88 号', requester_name: '王建国', contact: 'phone' },
      ...{ urgent: false, confidential: false, anonymous: false, enterprise: false, special_needs: false },
      ...{ local_day: 20250101 + Math.floor(n / 90_000), running: n % 90_000, accepted_at: acceptedAt, answer: '' },
      ...{ closed_at: isOpen ? null : dueAt, channel: 'phone', supervised: false, extended: false, sensitive: false },
      ...{ owner: isOpen ? 'unit_clerk' : null, deadline: isOpen ? dueAt : null, unit, dispatched_at: dispatchedAt },
      ...{ due_at: dueAt, provisional: false, open_due_at: isOpen ? dueAt : null, round: number, returns: 0, redos: 0 },
      ...{ urges: 0, extension_asked: false, draft_reply: false },
    })
    if ((n + 1) % 200_000 === 0) console.log(`${n + 1} cases are there`)
  }
}

const folder = mkdtempSync(join(tmpdir(), 'yihao-measure-'))
const server = dialect === 'postgres' ? await startPostgres(false) : null
process.once('uncaughtException', async error => {
  console.error(error)
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(1)
})
const url = server ? await server.database() : `sqlite:${join(folder, 'yihao.db')}`
await (await openStore(url, { log: console })).close()
const openFiller = (): Filler | Promise<Filler> => (server ? onPostgres(url) : onSqlite(url.slice('sqlite:'.length)))
const filler = await openFiller()
const began = performance.now()
await fillCases(filler)
await filler.close()
console.log(`${count} cases on ${dialect}, filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)

const bounds = boundsOfMonth('2026-03', 'Asia/Shanghai')
const month = { ...bounds, asOf: end }
const reads: readonly (readonly [string, (read: ScoreReads) => Promise<unknown>])[] = [
  ['a month of all units', read => read.scoreCounts(month)],
  ['a month of one unit', read => read.scoreCounts({ ...month, unit: 'unit-0' })],
  [
    'the cases behind a figure',
    read => read.scoreCases({ ...month, unit: 'unit-0', indicator: 'handled_in_time', counted: false, limit: 200 }),
  ],
  [
    'the ratings behind a figure',
    read =>
      read.scoreCases({ ...month, unit: 'unit-0', indicator: 'satisfaction_adjusted', counted: false, limit: 200 }),
  ],
  ['the named list', read => read.longOverdue({ dueBy: end, limit: 500 })],
]

const store = await openStore(url, { log: console })
for (const [what, job] of reads) {
  const took: number[] = []
  for (let round = 0; round < Number(rounds); round += 1) {
    const from = performance.now()
    await job(store.read)
    took.push(performance.now() - from)
  }
  const first = took[0] ?? 0
  took.sort((a, b) => a - b)
  console.log(
    `${what}: median ${took[Math.floor(took.length / 2)]?.toFixed(0)} ms, most ${took.at(-1)?.toFixed(0)} ms, the first ${first.toFixed(0)} ms`,
  )
}
await store.close()

const asked: Query[] = []
const kept = builder(dialect === 'postgres' ? 'postgres' : 'sqlite', async (sql, params) => {
  asked.push({ sql, params })
  return []
})
await scoreReads(kept).scoreCounts(month)
const explaining = await openFiller()
for (const query of asked) {
  const from = performance.now()
  console.log(`\n${await explaining.explain(query)}\n(${(performance.now() - from).toFixed(0)} ms)`)
}
await explaining.close()
await server?.stop()
rmSync(folder, { recursive: true, force: true })
