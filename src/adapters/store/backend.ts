import type { Lease } from './lease.ts'
import type { FrontBounds } from './ledger/bounds.ts'
import type { LedgerFront } from './ledger/front.ts'
import type { Query, Row } from './query.ts'

/** The rows of each of several queries. */
export type Rows = readonly (readonly Row[])[]

/** One database behind the store. */
export interface Backend {
  readonly ledger: LedgerFront
  readonly lease: Lease
  /** Runs queries on one snapshot in one round trip, without waiting behind reports. */
  read(queries: readonly Query[]): Promise<Rows>
  /** The same for what may take long. */
  report(queries: readonly Query[]): Promise<Rows>
  /** One transaction of its own, outside the ledger. */
  commit(queries: readonly Query[]): Promise<Rows>
  close(): Promise<void>
}

/** How a store is opened. */
export interface BackendOptions {
  readonly zone: string
  readonly retryMs: number
  readonly migrations: string
  /** Longest wait of `close` for facts that are not durable yet, in ms. */
  readonly closeMs: number
  readonly bounds: Partial<FrontBounds>
  /** Called once when another server has the store and this one begins to wait; null: do not wait, throw `store_in_use`. */
  readonly standBy: (() => void) | null
}
