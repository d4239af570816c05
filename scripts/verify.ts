import { BackupError } from '../src/adapters/store/backup/backup-error.ts'
import { readManifest } from '../src/adapters/store/backup/take-backup.ts'
import { verifyLedger } from '../src/adapters/store/backup/verify-ledger.ts'
import { countOf, readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'

/*
 * npm run verify -- [--from ROW] [--against BACKUP]
 *
 * Checks the chain of the ledger, also while the hotline runs; with a backup, also that the ledger still holds what that one ended with.
 */

const usage = 'npm run verify -- [--from ROW] [--against BACKUP]'

await runCommand(async () => {
  const { values, positionals } = readArguments({ from: { type: 'string' }, against: { type: 'string' } }, usage)
  if (positionals.length > 0) throw new UsageError(usage)
  const from = countOf(values.from, usage) ?? 1
  const known = values.against === undefined ? null : readManifest(values.against).tip
  const { checkedTo, brokenAt } = await verifyLedger(storeSettings(process.env).database, from, known)
  if (brokenAt !== null) throw new BackupError('ledger_broken', `The ledger does not verify from row ${brokenAt} on.`)
  if (checkedTo === null || checkedTo.seq === 0) return console.log('The ledger is empty.')
  const { seq, hash } = checkedTo
  console.log(seq < from ? `There are no rows from ${from} on.` : `The ledger verifies: rows ${from} to ${seq}.`)
  console.log(`Its last hash is ${hash}`)
})
