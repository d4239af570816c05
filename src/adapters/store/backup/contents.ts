import { BackupError } from './backup-error.ts'
import type { Contents } from './manifest.ts'

/** Throws `backup_damaged` where what was found is not what is expected; `where` names the file or database. */
export const same = (found: Pick<Contents, 'tip' | 'rows'>, expected: Contents, where: string): void => {
  const { tip } = expected
  if (found.tip.seq !== tip.seq || found.tip.hash !== tip.hash)
    throw new BackupError('backup_damaged', `The ledger ends at row ${found.tip.seq}, expected ${tip.seq}: ${where}.`)
  for (const table of new Set([...Object.keys(found.rows), ...Object.keys(expected.rows)]))
    if (found.rows[table] !== expected.rows[table])
      throw new BackupError(
        'backup_damaged',
        `Table ${table} has ${found.rows[table] ?? 'no'} rows, expected ${expected.rows[table] ?? 'none'}: ${where}.`,
      )
}

/** The error of a ledger whose chain breaks at a row. */
export const ledgerBroken = (row: number, where: string): BackupError =>
  new BackupError('ledger_broken', `The ledger does not verify from row ${row} on: ${where}.`)
