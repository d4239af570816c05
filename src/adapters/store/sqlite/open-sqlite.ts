import { resolve } from 'node:path'
import type { Log } from '../../../engine/ports.ts'
import type { Backend, BackendOptions } from '../backend.ts'
import { builder } from '../db.ts'
import { ledgerFront } from '../ledger/front.ts'
import { ledgerTemplates } from '../ledger/templates.ts'
import { StoreError, type StoreErrorCode } from '../store-error.ts'
import { type AskThread, startThread } from './ask-thread.ts'
import type { Answer, FromWriter, ThreadStart } from './messages.ts'

/**
 * Opens a SQLite file: one thread writes, one reads, one makes reports, so that neither a slow disk nor a long report holds up
 * calls. Throws `store_in_use` where another process has the file, and the errors of migrations.
 */
export const openSqlite = async (file: string, options: BackendOptions, log: Log): Promise<Backend> => {
  const { zone, retryMs, migrations, closeMs } = options
  const templates = ledgerTemplates(builder('sqlite'))
  const start: ThreadStart = { path: resolve(file), zone, retryMs, migrations, templates }
  const opening = Promise.withResolvers<void>()

  const writer: AskThread = startThread<Exclude<FromWriter, Answer>>('./writer-thread.ts', start, {
    other(message) {
      if (typeof message === 'number') ledger.durable(message)
      else if (message.kind === 'open') opening.resolve()
      else if (message.kind === 'trouble') ledger.trouble(message.trouble)
      else {
        opening.reject(new StoreError(message.trouble.code as StoreErrorCode, message.trouble.message))
        if (opened) ledger.stopped(message.trouble)
      }
    },
    died(error) {
      opening.reject(error)
      if (opened) ledger.stopped({ code: error.code, message: error.message, facts: [] })
    },
  })
  const ledger = ledgerFront(facts => writer.post(JSON.stringify(facts)), log)
  let opened = false
  await opening.promise
  opened = true

  const readers: AskThread[] = []
  const startReader = (): AskThread => {
    const reader = startThread<never>('./reader-thread.ts', start, {
      other() {},
      died: error => log.error({ code: error.code }, error.message),
    })
    readers.push(reader)
    return reader
  }
  const reader = startReader()
  let reporter: AskThread | null = null

  return {
    ledger,
    read: reader.ask,
    report: queries => {
      reporter ??= startReader()
      return reporter.ask(queries)
    },
    commit: writer.ask,
    async close() {
      await ledger.settle(closeMs)
      ledger.refuse(new StoreError('store_closed', 'The store is closed.'))
      await Promise.all(readers.map(each => each.close()))
      await writer.close()
    },
  }
}
