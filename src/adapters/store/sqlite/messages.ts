import type { Trouble } from '../ledger/fact-line.ts'
import type { LedgerTemplates } from '../ledger/templates.ts'
import type { Query, Row } from '../query.ts'
import type { HolderNews } from './holder.ts'

/** What a thread is started with. */
export interface ThreadStart {
  readonly path: string
  readonly zone: string
  readonly retryMs: number
  readonly migrations: string
  /** Whether the writer waits for a file that another process has. */
  readonly standBy: boolean
  /** Built outside, because loading the query builder would cost each thread half a second. */
  readonly templates: LedgerTemplates
}

/** To the writer: JSON of one batch of facts, or queries for one transaction of their own, or the end. */
export type ToWriter = string | { readonly id: number; readonly queries: readonly Query[] } | null

/** From the writer: how many batches are durable (the hot path, one number), or one of the rarer things. */
export type FromWriter =
  | number
  | { readonly kind: 'open'; readonly tip: number }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'holder'; readonly news: HolderNews; readonly pid: number | null }
  | { readonly kind: 'trouble' | 'stopped'; readonly trouble: Trouble }
  | Answer

/** To a reader: queries that see one state of the database, or the end. */
export type ToReader = { readonly id: number; readonly queries: readonly Query[] } | null

/** The rows of each query, or why there are none. */
export type Answer =
  | { readonly kind: 'rows'; readonly id: number; readonly rows: readonly (readonly Row[])[] }
  | { readonly kind: 'failed'; readonly id: number; readonly trouble: Trouble }
