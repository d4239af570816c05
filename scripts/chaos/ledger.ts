import Sqlite from 'better-sqlite3'
import type { LedgerBooks, LedgerCall } from './records.ts'

/** The ledger of a run, read from its file beside the server. */
export interface LedgerFile {
  readonly books: LedgerBooks
  /** All facts of one call, in their order. */
  factsOf(
    callId: string,
  ): readonly { readonly at: number; readonly received: number; readonly kind: string; readonly body: string }[]
  close(): void
}

const calls = `select id, number, arrived_at as arrivedAt, answered_at as answeredAt, ended_at as endedAt, agent_id as agentId,
  wait_ms as waitMs, talk_ms as talkMs, end_cause as endCause, ended_by as endedBy, fallback,
  (select min(at) from facts where call_id = calls.id and kind = 'call_to_fallback') as toFallbackAt
  from calls where purpose is null order by arrived_at, id`

/** Reads it whole. Throws where the file cannot be read. */
export const readLedger = (path: string): LedgerFile => {
  const file = new Sqlite(path, { readonly: true })
  const facts = file.prepare('select at, received, kind, body from facts where call_id = ? order by seq')
  const rows = file.prepare(calls).all() as (Omit<LedgerCall, 'fallback'> & { fallback: number })[]
  const ringBack = file.prepare('select number from missed_calls').pluck().all() as string[]
  return {
    books: { calls: rows.map(row => ({ ...row, fallback: row.fallback === 1 })), ringBack: new Set(ringBack) },
    factsOf: callId => facts.all(callId) as ReturnType<LedgerFile['factsOf']>,
    close: () => file.close(),
  }
}
