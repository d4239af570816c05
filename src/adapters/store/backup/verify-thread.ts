import { parentPort, workerData } from 'node:worker_threads'
import { openLedger, verifyRows } from './ledger-reader.ts'
import type { PartAnswer, PartToVerify } from './verify-ledger.ts'

/* A thread that checks a part of a ledger and answers with what it found. */

const { database, after, to } = workerData as PartToVerify

const check = async (): Promise<PartAnswer> => {
  const ledger = openLedger(database)
  try {
    const hash = await ledger.hashAt(after)
    // the part before will find that it is missing
    if (hash === null) return { found: { checkedTo: null, brokenAt: after } }
    return { found: await verifyRows(ledger, { seq: after, hash }, to) }
  } catch (error) {
    return { failed: error instanceof Error ? error : new Error(String(error)) }
  } finally {
    await ledger.close()
  }
}

parentPort?.postMessage(await check())
