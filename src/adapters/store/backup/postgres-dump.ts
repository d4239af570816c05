import type { Client } from 'pg'
import type { Fact } from '../../../domain/fact.ts'
import { noFacts, type SealedRow, type Tip } from '../ledger/chain.ts'
import { checkRows, unvouched } from '../ledger/check-rows.ts'
import type { Claim } from '../ledger/erased-row.ts'
import { clientConfig, connect } from '../postgres/clients.ts'
import { BackupError } from './backup-error.ts'
import { ledgerBroken, same } from './contents.ts'
import { readDump } from './dump-text.ts'
import type { Contents } from './manifest.ts'
import { type Environment, startProgram } from './programs.ts'

/** The schema that holds the ledger; one that a restore kept aside is not backed up again. */
export const schema = 'public'

/** A connection for a backup or a restore. Throws `database_unavailable`. */
export const connectTo = async (url: string): Promise<Client> => {
  const config = { ...clientConfig(url), application_name: 'yihao-backup', pipeline: false, query_timeout: 0 }
  return connect({ ...config, idle_in_transaction_session_timeout: 0 }, () => {}).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new BackupError('database_unavailable', `The database server cannot be used: ${why}.`, { cause: error })
  })
}

/** Names of the tables of the ledger's schema. */
export const tablesOn = async (client: Client): Promise<readonly string[]> => {
  const found = await client.query<{ name: string }>(
    `select table_name::text as name from information_schema.tables
     where table_schema = $1 and table_type = 'BASE TABLE' order by 1`,
    [schema],
  )
  return found.rows.map(({ name }) => name)
}

/** What a database holds now; within a transaction, what its snapshot holds. Throws `not_a_database`. */
const contentsOn = async (client: Client): Promise<Contents> => {
  const tables = await tablesOn(client)
  if (!tables.includes('facts'))
    throw new BackupError('not_a_database', 'This database is not one of this program: it has no ledger.')
  const { rows } = await client.query<Tip & { received: number }>(
    'select seq, hash, received from facts order by seq desc limit 1',
  )
  const counts: Record<string, number> = {}
  for (const table of tables) {
    const counted = await client.query<{ n: number }>(`select count(*) as n from ${client.escapeIdentifier(table)}`)
    counts[table] = counted.rows[0]?.n ?? 0
  }
  const last = rows[0]
  return {
    tip: last ? { seq: last.seq, hash: last.hash } : noFacts,
    lastFactAt: last ? new Date(last.received).toISOString() : null,
    rows: counts,
  }
}

/** Writes a database into the file `to` in pg_dump's custom form; what it must hold is counted in the dump's own snapshot. */
export const dumpPostgres = async (url: string, to: string, env: Environment): Promise<Contents> => {
  const client = await connectTo(url)
  try {
    await client.query('begin isolation level repeatable read read only')
    const exported = await client.query<{ id: string }>('select pg_export_snapshot() as id')
    const contents = await contentsOn(client)
    const args = ['--format=custom', `--schema=${schema}`, '--no-owner', '--no-privileges', `--file=${to}`]
    const dump = startProgram('pg_dump', [...args, `--snapshot=${exported.rows[0]?.id}`], env, url)
    dump.output.resume()
    await dump.ended
    return contents
  } finally {
    await client.end()
  }
}

/**
 * Reads every row back out of a dump, without a database: the chain must hold and nothing may be missing. Throws `ledger_broken`,
 * `backup_damaged`, `program_missing`, `program_failed`.
 */
export const checkDump = async (file: string, expected: Contents, env: Environment): Promise<void> => {
  const rows: Record<string, number> = {}
  let columns: readonly string[] = []
  const chain = chainInAnyOrder()
  const reading = startProgram('pg_restore', ['--data-only', '--file=-', file], env)
  await readDump(reading.output, {
    table(name, names) {
      rows[name] = 0
      if (name === 'facts') columns = names
    },
    row(name, values) {
      rows[name] = (rows[name] ?? 0) + 1
      if (name === 'facts') chain.take(factOf(columns, values))
    },
  })
  await reading.ended
  const found = chain.end()
  if ('brokenAt' in found) throw ledgerBroken(found.brokenAt, file)
  same({ tip: found, rows }, expected, file)
}

const factOf = (columns: readonly string[], values: readonly (string | null)[]): SealedRow => {
  const value = (column: string): string | null => values[columns.indexOf(column)] ?? null
  return {
    seq: Number(value('seq')),
    at: Number(value('at')),
    received: Number(value('received')),
    kind: value('kind') as Fact['kind'],
    callId: value('call_id'),
    agentId: value('agent_id'),
    body: value('body') ?? '',
    hash: value('hash') ?? '',
  }
}

/** Checks rows as they stand in a table's file, where a later one may fill a gap before an earlier one. */
const chainInAnyOrder = () => {
  let tip: ReturnType<typeof checkRows> = noFacts
  const claims: Claim[] = []
  const early = new Map<number, SealedRow>()
  return {
    take(row: SealedRow): void {
      early.set(row.seq, row)
      while (!('brokenAt' in tip)) {
        const next = early.get(tip.seq + 1)
        if (!next) return
        early.delete(next.seq)
        tip = checkRows(tip, [next], claims)
      }
    },
    end(): ReturnType<typeof checkRows> {
      if ('brokenAt' in tip) return tip
      const unsaid = unvouched(claims)
      if (unsaid !== null) return { brokenAt: unsaid, before: noFacts }
      return early.size > 0 ? { brokenAt: tip.seq + 1, before: tip } : tip
    },
  }
}

/** Rows of the ledger that are fetched at a time for a check. */
const pageSize = 2_000

/** Checks a whole database that nobody writes to. Throws `ledger_broken`, `backup_damaged`. */
export const checkPostgres = async (client: Client, expected: Contents): Promise<void> => {
  const where = 'the restored database'
  const claims: Claim[] = []
  for (let tip: Tip = noFacts; ; ) {
    const { rows } = await client.query<SealedRow>(
      `select seq, at, received, kind, call_id as "callId", agent_id as "agentId", body, hash
       from facts where seq > $1 order by seq limit $2`,
      [tip.seq, pageSize],
    )
    const checked = checkRows(tip, rows, claims)
    if ('brokenAt' in checked) throw ledgerBroken(checked.brokenAt, where)
    if (rows.length < pageSize) break
    tip = checked
  }
  const unsaid = unvouched(claims)
  if (unsaid !== null) throw ledgerBroken(unsaid, where)
  same(await contentsOn(client), expected, where)
}
