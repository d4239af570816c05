import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { takeBackup } from '../src/adapters/store/backup/take-backup.ts'
import { countOf, localTime, readArguments, runCommand, storeSettings, UsageError } from './store-command.ts'

/*
 * npm run backup -- [FILE or FOLDER/] [--keep N] [--no-check]
 *
 * A backup of the hotline's database while it runs: docs/operations.md, "Backup and restore".
 */

const usage = 'npm run backup -- [FILE or FOLDER/] [--keep N] [--no-check]'

const version = (): string => {
  const project: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'))
  return typeof project === 'object' && project !== null && 'version' in project ? String(project.version) : ''
}

await runCommand(async () => {
  const { values, positionals } = readArguments(
    { keep: { type: 'string' }, check: { type: 'boolean', default: true } },
    usage,
  )
  if (positionals.length > 1) throw new UsageError(usage)
  const { database, dataFolder, zone } = storeSettings(process.env)
  const start = performance.now()
  const { file, manifest, pruned } = await takeBackup({
    database,
    dataFolder,
    target: positionals[0] || `${join(dataFolder, 'backup')}/`,
    app: version(),
    check: values.check === true,
    keep: countOf(values.keep, usage),
    env: process.env,
    now: new Date(),
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const { tip, lastFactAt, bytes } = manifest
  const until = lastFactAt === null ? 'no facts yet' : `${tip.seq} facts, the last of ${localTime(lastFactAt, zone)}`
  console.log(`Backup ${file}: ${until}; ${(bytes / 1e6).toFixed(1)} MB in ${seconds} s.`)
  console.log(values.check ? 'It was read back: whole, and its ledger verifies.' : 'It was not checked.')
  if (pruned.length > 0) console.log(`Taken away: ${pruned.join(', ')}`)
})
