import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import type { Fact } from '../../../domain/fact.ts'
import { parseClean } from '../clean.ts'
import { noFacts, type Tip } from '../ledger/chain.ts'
import { factLine, troubleOf } from '../ledger/fact-line.ts'
import { sealer } from '../ledger/seal.ts'
import { migrateSqlite } from '../migrate/sqlite.ts'
import type { Query, Row } from '../query.ts'
import { StoreError } from '../store-error.ts'
import { checkpoints } from './checkpoint.ts'
import { mayPass, openWriter, takeOwnership } from './connection.ts'
import { lookMs, watchHolder } from './holder.ts'
import type { FromWriter, ThreadStart, ToWriter } from './messages.ts'
import { runner } from './run.ts'

const port = parentPort
if (!port) throw new Error('this file runs in a thread')
const { path, zone, retryMs, migrations, templates, standBy }: ThreadStart = workerData
const tell = (message: FromWriter): void => port.postMessage(message)

/** The file for this process; while another has it, this one waits if it stands by. */
const own = async (): Promise<Database> => {
  const look = watchHolder(path, (news, pid) => tell({ kind: 'holder', news, pid }))
  for (let waits = false; ; waits = true) {
    try {
      return takeOwnership(path)
    } catch (error) {
      if (!standBy || !(error instanceof StoreError)) throw error
    }
    if (!waits) tell({ kind: 'waiting' })
    look()
    await sleep(lookMs)
  }
}

/** Opens the database and takes what comes at the port; gives the sequence the ledger ends with. */
const open = (owner: Database): number => {
  const database = openWriter(path)
  migrateSqlite(database, migrations)
  const run = runner(database)
  const checkpoint = checkpoints(database)
  const commit = database.transaction((queries: readonly Query[]): readonly (readonly Row[])[] => queries.map(run))
  const readTip = database.prepare<[], Tip>('select seq, hash from facts order by seq desc limit 1')
  const tip = (): Tip => readTip.get() ?? noFacts

  const start = tip()
  const line = factLine(
    start,
    sealer(templates, zone),
    {
      tip: async () => tip(),
      async write({ queries }) {
        commit.immediate(queries)
        checkpoint.written(queries.length)
      },
      mayPass,
    },
    {
      durable: tell,
      trouble: trouble => tell({ kind: 'trouble', trouble }),
      stopped: trouble => tell({ kind: 'stopped', trouble }),
    },
    { retryMs },
  )

  const take = (message: ToWriter): void => {
    if (typeof message === 'string') return line.add(parseClean(message) as readonly Fact[])
    if (message === null) {
      checkpoint.stop()
      database.close()
      owner.close()
      return port.close()
    }
    const { id, queries } = message
    try {
      tell({ kind: 'rows', id, rows: commit.immediate(queries) })
    } catch (error) {
      tell({ kind: 'failed', id, trouble: troubleOf(error) })
    }
  }

  // Whatever waits at the port goes into one transaction. The line starts with the first batch of facts, but only gets to
  // its commit in a microtask, after this loop.
  port.on('message', (first: ToWriter) => {
    take(first)
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) take(next.message)
  })
  return start.seq
}

try {
  tell({ kind: 'open', tip: open(await own()) })
} catch (error) {
  tell({ kind: 'stopped', trouble: troubleOf(error) })
  port.close()
}
