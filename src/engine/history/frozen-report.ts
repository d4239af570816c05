/** A file of a frozen report, byte for byte. `base64`: its bytes. */
export interface FrozenFile {
  readonly name: string
  readonly sha256: string
  readonly base64: string
}

/** Where a ledger ended. */
export interface LedgerEnd {
  readonly seq: number
  readonly hash: string
}

/** A report as it was published, for good. `version`: from 1. `reason`: why the version before was not right. */
export interface FrozenReport {
  readonly period: string
  readonly version: number
  /** UTC ms. */
  readonly frozenAt: number
  readonly reason: string | null
  /** Of the hotline's own ledger; of an empty one 0 and no hash. */
  readonly head: LedgerEnd
  /** What it says, as JSON, and the SHA-256 of that. */
  readonly document: string
  readonly sha256: string
  readonly files: readonly FrozenFile[]
}

/** Where published reports are kept. They are never changed. */
export interface FrozenReports {
  /** The versions of a period, the first one first. */
  of(period: string): Promise<readonly FrozenReport[]>
  /** Keeps one; false: there is one of this period and version already. */
  keep(report: FrozenReport): Promise<boolean>
  close(): Promise<void>
}
