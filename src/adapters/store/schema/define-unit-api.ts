import type { Dialect } from './vocabulary.ts'

/** What units' own systems come in with, what they asked for, and how far notices were sent. No projection of the ledger. */
export const defineUnitApi = ({ table, index, unique, text, int, instant, flag }: Dialect) => {
  /** One row: up to which place of the ledger notices were sent. */
  const noticeProgress = table('notice_progress', { id: int().primaryKey(), seq: int().notNull() })

  /** Keys of units' own systems; only what a key hashes to is kept. */
  const unitKeys = table(
    'unit_keys',
    {
      id: text().primaryKey(),
      unit: text().notNull(),
      name: text().notNull(),
      hash: text().notNull(),
      leads: flag().notNull(),
      createdAt: instant().notNull(),
      createdBy: text().notNull(),
      revokedAt: instant(),
      revokedBy: text(),
      lastUsedAt: instant(),
    },
    t => [unique('unit_keys_hash').on(t.hash), index('unit_keys_unit').on(t.unit, t.createdAt)],
  )

  /** What was asked for under a key of idempotency, and what was answered; `status` null: nobody knows yet. */
  const unitRequests = table(
    'unit_requests',
    {
      id: text().primaryKey(),
      bodyHash: text().notNull(),
      at: instant().notNull(),
      status: int(),
      body: text(),
    },
    t => [index('unit_requests_old').on(t.at)],
  )

  return { noticeProgress, unitKeys, unitRequests }
}
