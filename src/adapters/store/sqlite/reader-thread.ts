import { parentPort, workerData } from 'node:worker_threads'
import { troubleOf } from '../ledger/fact-line.ts'
import type { Query, Row } from '../query.ts'
import { openReader } from './connection.ts'
import type { Answer, ThreadStart, ToReader } from './messages.ts'
import { runner } from './run.ts'

const port = parentPort
if (!port) throw new Error('this file runs in a thread')
const { path }: ThreadStart = workerData
const database = openReader(path)
const run = runner(database)
const snapshot = database.transaction((queries: readonly Query[]): readonly (readonly Row[])[] => queries.map(run))
const tell = (answer: Answer): void => port.postMessage(answer)

port.on('message', (message: ToReader) => {
  if (message === null) {
    database.close()
    return port.close()
  }
  const { id, queries } = message
  try {
    tell({ kind: 'rows', id, rows: snapshot(queries) })
  } catch (error) {
    tell({ kind: 'failed', id, trouble: troubleOf(error) })
  }
})
