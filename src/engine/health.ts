import type { LedgerState } from './ledger-check.ts'
import type { StoreLine } from './store.ts'

/** What the hotline depends on, and whether each is there now. */
export interface Health {
  readonly telephony: boolean
  readonly store: boolean
  /** What is known of the ledger's chain; calls are answered either way. */
  readonly ledger: Pick<LedgerState, 'intact' | 'brokenAt'>
  /** How facts fare; calls go on in any case. */
  readonly facts: StoreLine
  /** Messages that are due and have not left, those that never will, and since when the oldest is due; calls go on either way. */
  readonly messages: { readonly waiting: number; readonly lost: number; readonly oldestDueAt: number | null }
}
