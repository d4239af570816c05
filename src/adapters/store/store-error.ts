/** Stable codes of what can go wrong with the store as a whole. */
export type StoreErrorCode =
  | 'store_url_invalid'
  | 'store_in_use'
  | 'store_fenced'
  | 'store_newer'
  | 'store_unavailable'
  | 'store_stopped'
  | 'store_closed'
  | 'line_full'
  | 'conflict'
  | 'migration_changed'
  | 'migration_order'
  | 'migration_failed'

/** An error of the store: a stable code and one sentence. */
export class StoreError extends Error {
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreError'
    this.code = code
  }
}
