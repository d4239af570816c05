/** What a server knows of its lease. `unknown`: the database could not be asked. */
export type LeaseState = 'ours' | 'lost' | 'unknown'

/** The right to act on a store, which one server has at a time; all others stand by. */
export interface Lease {
  /** Resolves with the reason once another server has it; stays open while it is ours or cannot be asked for. */
  readonly lost: Promise<string>
  /** Asks the database now. */
  check(): Promise<LeaseState>
}
