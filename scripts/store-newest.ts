import { openStore } from '../src/adapters/store/open-store.ts'
import { StoreError } from '../src/adapters/store/store-error.ts'

const log = { info() {}, warn: console.error, error: console.error }

/** Brings a database to the newest schema, unless the hotline has it, which has done so itself. */
export const bringToNewest = async (database: string, zone: string): Promise<void> => {
  try {
    await (await openStore(database, { log, zone })).close()
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'store_in_use')) throw error
  }
}
