import { StoreError } from './store-error.ts'

const clash = /^(SQLITE_CONSTRAINT|23\d{3}$)/

/** An error of a commit outside the ledger, as one with a code of ours. */
export const commitError = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (clash.test(code))
    return new StoreError('conflict', 'This clashes with something else that is stored.', { cause: error })
  return new StoreError('store_unavailable', 'The database could not save this.', { cause: error })
}
