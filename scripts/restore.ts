import { restoreBackup } from '../src/adapters/store/backup/restore-backup.ts'
import { checkBackup } from '../src/adapters/store/backup/take-backup.ts'
import { localTime, readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'

/*
 * npm run restore -- FILE [--replace]
 * npm run restore -- FILE --check
 *
 * Puts a backup where the hotline has its database, or only checks that it could: docs/operations.md, "Backup and restore".
 */

const usage = 'npm run restore -- FILE [--replace | --check]'

await runCommand(async () => {
  const { values, positionals } = readArguments({ replace: { type: 'boolean' }, check: { type: 'boolean' } }, usage)
  const [file, ...more] = positionals
  if (!file || more.length > 0 || (values.check && values.replace)) throw new UsageError(usage)
  const { database, dataFolder, spillFolder, zone } = storeSettings(process.env)
  const { manifest, aside } = values.check
    ? { manifest: await checkBackup(file, process.env), aside: [] }
    : await restoreBackup({
        file,
        database,
        replace: values.replace === true,
        spillFolder,
        dataFolder,
        env: process.env,
        now: new Date(),
      })
  const { tip, lastFactAt, takenAt } = manifest
  const facts = lastFactAt === null ? 'no facts' : `${tip.seq} facts, everything up to ${localTime(lastFactAt, zone)}`
  console.log(`${values.check ? 'The backup is whole' : 'Restored'}: ${facts}; backup of ${localTime(takenAt, zone)}.`)
  console.log('Its ledger verifies from the first row to the last, and every table has all its rows.')
  for (const each of aside) console.log(`Kept aside: ${each}`)
})
