import { hash } from 'node:crypto'
import { Client, type ClientConfig, Pool, type PoolClient, TypeOverrides } from 'pg'
import type { Log } from '../../../engine/ports.ts'
import type { Execute } from '../db.ts'
import type { Query, Row, Value } from '../query.ts'

const int8 = 20
const numeric = 1700

/** How every connection is made. Numbers come as numbers; a peer that does not answer is given up after a while. */
export const clientConfig = (url: string): ClientConfig => {
  const types = new TypeOverrides()
  types.setTypeParser(int8, Number)
  types.setTypeParser(numeric, Number)
  return {
    connectionString: url,
    types,
    application_name: 'yihao',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    idle_in_transaction_session_timeout: 10_000,
    pipeline: true,
  }
}

/**
 * Connections for reads; a broken idle one is replaced by the pool. The pool listens only to idle ones: without a listener of ours, one that breaks
 * in use, or in the same packet that says it is ready, would end the process. Whoever uses it is told by his queries.
 */
export const readPool = (config: ClientConfig, max: number, log: Pick<Log, 'warn'> | null): Pool => {
  const pool = new Pool({ ...config, max, idleTimeoutMillis: 60_000 })
  pool.on('error', error => log?.warn({ message: error.message }, 'a connection for reads was lost'))
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

/** Runs a job on a connection that nobody else uses meanwhile; one on which a job failed is not used again. */
export const onOne = async <T>(pool: Pool, job: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  let broken = true
  try {
    const result = await job(client)
    broken = false
    return result
  } finally {
    client.release(broken)
  }
}

/** Opens one connection; its later loss is told once to `lost`. */
export const connect = async (config: ClientConfig, lost: () => void): Promise<Client> => {
  const client = new Client(config)
  client.on('error', lost)
  client.on('end', lost)
  await client.connect()
  return client
}

/** Asks on one connection, with statements the server prepares once. */
export const asker = () => {
  const names = new Map<string, string>()
  return async (
    client: Pick<Client, 'query'>,
    { sql, params }: Query,
  ): Promise<{ rows: readonly Row[]; count: number }> => {
    // The name follows from the text, because all users of a connection share its prepared statements.
    const name = names.get(sql) ?? hash('sha256', sql).slice(0, 32)
    names.set(sql, name)
    const { rows, rowCount } = await client.query<Value[]>({ name, text: sql, values: [...params], rowMode: 'array' })
    return { rows, count: rowCount ?? 0 }
  }
}

/** One connection of a program that reads beside the hotline, under a name that the database lists it by. */
export const oneReader = (database: string, name: string): { readonly execute: Execute; close(): Promise<void> } => {
  const config = { ...clientConfig(database), application_name: name, query_timeout: 120_000 }
  const pool = readPool(config, 1, null)
  const ask = asker()
  return {
    execute: async (sql, params) => (await onOne(pool, client => ask(client, { sql, params }))).rows,
    close: () => pool.end(),
  }
}

/** Waits for all and throws the first error, which is the cause of those after it. */
export const allOrFirstError = async <T>(answers: readonly Promise<T>[]): Promise<readonly T[]> => {
  const settled = await Promise.allSettled(answers)
  return settled.map(answer => {
    if (answer.status === 'rejected') throw answer.reason
    return answer.value
  })
}
