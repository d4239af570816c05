import { Worker } from 'node:worker_threads'
import type { Query, Row } from '../query.ts'
import { StoreError } from '../store-error.ts'
import type { Answer, ThreadStart } from './messages.ts'

/** A thread that answers queries, seen from outside. */
export interface AskThread {
  /** Posts a message that has no answer of its own. */
  post(message: unknown): void
  /** Runs queries together (one transaction, or one snapshot) and gives the rows of each. */
  ask(queries: readonly Query[]): Promise<readonly (readonly Row[])[]>
  /** Tells the thread to finish and waits for its end. */
  close(): Promise<void>
}

interface Asker {
  resolve(rows: readonly (readonly Row[])[]): void
  reject(error: Error): void
}

/**
 * Starts the thread `file`. Messages other than answers go to `other`; when the thread ends before `close`, `died` hears why,
 * and all questions are rejected with `store_stopped`.
 */
export const startThread = <Other>(
  file: string,
  start: ThreadStart,
  { other, died }: { other(message: Other): void; died(error: StoreError): void },
): AskThread => {
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: start,
    // short-lived objects only: a large young generation would just fill before it is swept
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  })
  const askers = new Map<number, Asker>()
  let lastId = 0
  let closing = false
  let ended: StoreError | null = null
  let failure: unknown = null

  worker.on('message', (message: Answer | Other) => {
    if (!isAnswer(message)) return other(message)
    const asker = askers.get(message.id)
    askers.delete(message.id)
    if (message.kind === 'rows') asker?.resolve(message.rows)
    else asker?.reject(Object.assign(new Error(message.trouble.message), { code: message.trouble.code }))
  })
  worker.on('error', error => {
    failure = error
  })
  const exit = new Promise<void>(resolve => {
    worker.on('exit', code => {
      const why = failure instanceof Error ? failure.message : `its thread ended with ${code}`
      ended = closing
        ? new StoreError('store_closed', 'The store is closed.')
        : new StoreError('store_stopped', `The store has stopped: ${why}.`, { cause: failure })
      for (const asker of askers.values()) asker.reject(ended)
      askers.clear()
      if (!closing) died(ended)
      resolve()
    })
  })

  return {
    post: message => worker.postMessage(message),
    ask(queries) {
      if (ended) return Promise.reject(ended)
      lastId += 1
      const id = lastId
      return new Promise((resolve, reject) => {
        askers.set(id, { resolve, reject })
        worker.postMessage({ id, queries })
      })
    },
    close() {
      closing = true
      worker.postMessage(null)
      return exit
    },
  }
}

const isAnswer = (message: unknown): message is Answer =>
  typeof message === 'object' &&
  message !== null &&
  'kind' in message &&
  (message.kind === 'rows' || message.kind === 'failed')
