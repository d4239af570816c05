import type { ClientConfig, Pool } from 'pg'
import type { Log } from '../../../engine/ports.ts'
import type { Backend, BackendOptions, Rows } from '../backend.ts'
import { clean } from '../clean.ts'
import { builder } from '../db.ts'
import { factLine } from '../ledger/fact-line.ts'
import { ledgerFront } from '../ledger/front.ts'
import { sealer } from '../ledger/seal.ts'
import { ledgerTemplates } from '../ledger/templates.ts'
import { migratePostgres } from '../migrate/postgres.ts'
import type { Query } from '../query.ts'
import { StoreError } from '../store-error.ts'
import { allOrFirstError, asker, clientConfig, connect, onOne, readPool } from './clients.ts'
import { type PostgresLease, takeLease } from './lease.ts'
import { ledgerWriter } from './ledger-writer.ts'

/** Longest wait for the ends of connections, in ms. */
const goodbyeMs = 2_000
const goodbye = () => new Promise(resolve => setTimeout(resolve, goodbyeMs).unref())

/**
 * Opens a PostgreSQL database once this server has its lease: one connection writes the ledger, others read, and others make
 * reports. Throws `store_in_use`,
 * `store_unavailable` where the server cannot be reached, and the errors of migrations.
 */
export const openPostgres = async (url: string, options: BackendOptions, log: Log): Promise<Backend> => {
  const config = clientConfig(url)
  const lease = await takeLease(config, log, options.standBy)
  try {
    return await openWith(lease, config, options, log)
  } catch (error) {
    await lease.release()
    throw error
  }
}

/** A holder that hangs inside a commit keeps the next one from the lease: its session is ended by the database. */
const writing = { idle_in_transaction_session_timeout: 2_000 }

const openWith = async (
  lease: PostgresLease,
  config: ClientConfig,
  options: BackendOptions,
  log: Log,
): Promise<Backend> => {
  await migrate(config, options.migrations)
  const writer = ledgerWriter({ ...config, ...writing }, lease.fence)
  const quick = readPool({ ...config, ...writing }, 4, log)
  const slow = readPool({ ...config, query_timeout: 120_000 }, 2, log)

  const start = await writer.tip()
  const line = factLine(
    start,
    sealer(ledgerTemplates(builder('postgres')), options.zone),
    writer,
    {
      durable: count => ledger.durable(count),
      trouble: trouble => ledger.trouble(trouble),
      stopped: trouble => {
        if (!lease.refused(trouble.code)) return ledger.stopped(trouble)
        ledger.fenced(new StoreError('store_fenced', 'Another server writes this database now.'))
      },
    },
    // All facts of one turn of the event loop go together.
    { retryMs: options.retryMs, gather: () => new Promise(setImmediate) },
  )
  const ledger = ledgerFront(facts => line.add(clean(facts)), log, start.seq, options.bounds)

  return {
    ledger,
    lease,
    read: snapshotOn(quick),
    report: snapshotOn(slow),
    commit: transactionOn(quick, lease),
    async close() {
      await ledger.settle(options.closeMs)
      await ledger.close()
      await Promise.race([writer.close(), goodbye()])
      await Promise.race([lease.release(), goodbye()])
      // a server that holds still never says goodbye
      await Promise.race([Promise.all([quick.end(), slow.end()]), goodbye()])
    },
  }
}

const migrate = async (config: ClientConfig, folder: string): Promise<void> => {
  const client = await connect({ ...config, pipeline: false, query_timeout: 0 }, () => {}).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new StoreError('store_unavailable', `The database server cannot be used: ${why}.`, { cause: error })
  })
  try {
    await migratePostgres(client, folder)
  } finally {
    await client.end()
  }
}

/** Several queries see one state of the database; all leave in one round trip. */
const snapshotOn = (pool: Pool): ((queries: readonly Query[]) => Promise<Rows>) => {
  const ask = asker()
  return queries =>
    onOne(pool, async client => {
      const alone = queries.length === 1
      const begin = alone ? [] : [client.query('begin isolation level repeatable read read only')]
      const answers = queries.map(query => ask(client, query))
      const end = alone ? [] : [client.query('commit')]
      await allOrFirstError<unknown>([...begin, ...answers, ...end])
      return (await Promise.all(answers)).map(answer => answer.rows)
    })
}

/** One transaction; a query that touches another number of rows than expected undoes all. */
const transactionOn = (pool: Pool, lease: PostgresLease): ((queries: readonly Query[]) => Promise<Rows>) => {
  const ask = asker()
  return queries =>
    onOne(pool, async client => {
      await client.query('begin')
      await ask(client, lease.fence)
      const answers = await allOrFirstError(queries.map(query => ask(client, query)))
      if (queries.some(({ expect }, i) => expect !== undefined && answers[i]?.count !== expect))
        throw new StoreError('conflict', 'Someone else changed this meanwhile.')
      const { command } = await client.query('commit')
      if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`)
      return answers.map(answer => answer.rows)
    }).catch(error => {
      lease.refused(error instanceof Error && 'code' in error ? String(error.code) : '')
      throw error
    })
}
