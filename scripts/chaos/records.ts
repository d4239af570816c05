/** What one phone of an agent saw of a call. Instants in UTC ms, null: not so. */
export interface PhoneRecord {
  readonly extension: string
  readonly ringsAt: number
  /** Its 200 OK. */
  readonly answeredAt: number | null
  /** It heard the caller; null also where the caller makes no sound (sipp). */
  readonly heardAt: number | null
  readonly endedAt: number | null
  /** `hung_up`: by the agent himself; `far_end_hung_up`: a BYE came. */
  readonly how: 'cancelled' | 'declined' | 'hung_up' | 'far_end_hung_up' | null
}

/**
 * One call as the callers' side itself wrote it down. Numbers are E.164 and unique within a run, so they are what a call is known by
 * on both sides.
 */
export interface CallerRecord {
  readonly source: 'city' | 'sipp'
  readonly number: string
  readonly dialled: string
  /** His INVITE. */
  readonly invitedAt: number
  /** The hotline's 200 OK; a hotline answers before an agent does. */
  readonly takenAt: number | null
  /** He heard an agent; null also for a caller who cannot hear (sipp). */
  readonly heardAt: number | null
  readonly endedAt: number | null
  /** Whether his end was his own doing (BYE or CANCEL sent), or the hotline's (BYE or an error received). */
  readonly endedBy: 'himself' | 'hotline' | null
  readonly phones: readonly PhoneRecord[]
}

/** A call as the ledger holds it; the words are those of its table `calls`. */
export interface LedgerCall {
  readonly id: string
  readonly number: string | null
  readonly arrivedAt: number
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly agentId: string | null
  readonly waitMs: number | null
  readonly talkMs: number | null
  readonly endCause: string | null
  readonly endedBy: string | null
  readonly fallback: boolean
  /** When it left the server's hands for the native queue, where a fact says so. */
  readonly toFallbackAt: number | null
}

/** All that is compared of the ledger. */
export interface LedgerBooks {
  readonly calls: readonly LedgerCall[]
  /** Numbers that stand, or stood, on the ring-back list. */
  readonly ringBack: ReadonlySet<string>
}

/** A time span in which something was away. UTC ms. */
export interface Span {
  readonly from: number
  readonly until: number
}
