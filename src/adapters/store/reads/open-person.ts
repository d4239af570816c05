import type { PersonReads } from '../../../engine/privacy/person-store.ts'
import { openToRead } from '../backup/sqlite-copy.ts'
import { builder } from '../db.ts'
import { oneReader } from '../postgres/clients.ts'
import { runner } from '../sqlite/run.ts'
import { personReads } from './person-reads.ts'

/** Opens a database to read what it holds of a person, also while the hotline writes to it. Throws `not_found`, `not_a_database`. */
export const openPerson = (database: string): { readonly reads: PersonReads; close(): Promise<unknown> } => {
  if (database.startsWith('sqlite:')) {
    const file = openToRead(database.slice('sqlite:'.length))
    const run = runner(file)
    return {
      reads: personReads(builder('sqlite', async (sql, params) => run({ sql, params }))),
      close: async () => file.close(),
    }
  }
  const { execute, close } = oneReader(database, 'yihao-person')
  return { reads: personReads(builder('postgres', execute)), close }
}
