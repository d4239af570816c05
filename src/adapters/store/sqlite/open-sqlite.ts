import { resolve } from 'node:path'
import type { Log } from '../../../engine/ports.ts'
import type { Backend, BackendOptions } from '../backend.ts'
import { builder } from '../db.ts'
import { type LedgerFront, ledgerFront } from '../ledger/front.ts'
import { ledgerTemplates } from '../ledger/templates.ts'
import { StoreError, type StoreErrorCode } from '../store-error.ts'
import { type AskThread, startThread } from './ask-thread.ts'
import { beatAsHolder } from './holder.ts'
import type { Answer, FromWriter, ThreadStart } from './messages.ts'

/** How long the thread for reports is kept after the last one, in ms. */
const reporterIdleMs = 10_000

/**
 * Opens a SQLite file: one thread writes, one reads, one makes reports, so that neither a slow disk nor a long report holds up
 * calls. Where another process has the file it waits, or throws `store_in_use`. Throws the errors of migrations.
 */
export const openSqlite = async (file: string, options: BackendOptions, log: Log): Promise<Backend> => {
  const { zone, retryMs, migrations, closeMs, standBy } = options
  const templates = ledgerTemplates(builder('sqlite'))
  const start: ThreadStart = { path: resolve(file), zone, retryMs, migrations, standBy: standBy !== null, templates }
  const opening = Promise.withResolvers<number>()

  const writer: AskThread = startThread<Exclude<FromWriter, Answer>>('./writer-thread.ts', start, {
    other(message) {
      if (typeof message === 'number') ledger?.durable(message)
      else if (message.kind === 'open') opening.resolve(message.tip)
      else if (message.kind === 'waiting') standBy?.()
      else if (message.kind === 'holder') log.warn({ pid: message.pid }, message.news)
      else if (message.kind === 'trouble') ledger?.trouble(message.trouble)
      else {
        opening.reject(new StoreError(message.trouble.code as StoreErrorCode, message.trouble.message))
        ledger?.stopped(message.trouble)
      }
    },
    died(error) {
      opening.reject(error)
      ledger?.stopped({ code: error.code, message: error.message, facts: [] })
    },
  })
  let ledger: LedgerFront | null = null
  const front = ledgerFront(facts => writer.post(JSON.stringify(facts)), log, await opening.promise, options.bounds)
  ledger = front
  const stopBeating = beatAsHolder(start.path)

  const readers = new Set<AskThread>()
  const startReader = (): AskThread => {
    const reader = startThread<never>('./reader-thread.ts', start, {
      other() {},
      died: error => log.error({ code: error.code }, error.message),
    })
    readers.add(reader)
    return reader
  }
  const reader = startReader()

  /** The thread for reports is there only while reports are made: most of the day it would just take its memory. */
  let reporter: AskThread | null = null
  let reports = 0
  let idle: NodeJS.Timeout | null = null
  const endReporter = () => {
    if (reporter === null || reports > 0) return
    readers.delete(reporter)
    void reporter.close()
    reporter = null
  }
  const report: Backend['report'] = async queries => {
    if (idle) clearTimeout(idle)
    reporter ??= startReader()
    reports += 1
    try {
      return await reporter.ask(queries)
    } finally {
      reports -= 1
      idle = setTimeout(endReporter, reporterIdleMs).unref()
    }
  }

  return {
    ledger: front,
    // whoever has the lock has it until his end
    lease: { lost: new Promise(() => {}), check: () => Promise.resolve('ours' as const) },
    read: reader.ask,
    report,
    commit: writer.ask,
    async close() {
      await front.settle(closeMs)
      await front.close()
      if (idle) clearTimeout(idle)
      await Promise.all([...readers].map(each => each.close()))
      stopBeating()
      await writer.close()
    },
  }
}
