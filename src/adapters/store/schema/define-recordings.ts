import type { Dialect } from './vocabulary.ts'

/** Recordings of calls, by part; a projection of the ledger. The audio and its key are files (src/adapters/files/recordings). */
export const defineRecordings = ({ table, index, text, int, instant }: Dialect) => {
  const recordings = table(
    'recordings',
    {
      part: text().primaryKey(),
      callId: text().notNull(),
      startedAt: instant(),
      failedWhy: text(),
      /** While it is paused: since when, and by whose wish. */
      pausedAt: instant(),
      pausedBy: text(),
      closedAt: instant(),
      bytes: int(),
      sha256: text(),
      audioMs: int(),
      gapMs: int(),
      /** Since when it must not be deleted; null: it may, when its time is over. */
      heldAt: instant(),
      erasedAt: instant(),
    },
    t => [index('recordings_call').on(t.callId, t.part), index('recordings_closed').on(t.closedAt, t.part)],
  )
  return { recordings }
}
