import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import Sqlite from 'better-sqlite3'
import { openVault } from '../src/adapters/files/recordings/vault.ts'
import { masterKeyOf } from '../src/adapters/files/sealed/master-key.ts'
import { openStore } from '../src/adapters/store/open-store.ts'
import { openPerson } from '../src/adapters/store/reads/open-person.ts'
import { StoreError } from '../src/adapters/store/store-error.ts'
import { type Config, readConfig } from '../src/config/config.ts'
import { normaliseCaller } from '../src/domain/number/normalise.ts'
import { exportOf } from '../src/engine/privacy/person-export.ts'
import { openPrivacy } from '../src/privacy.ts'
import { noAsterisk, readArguments, runCommand, UsageError } from './store-command.ts'

/*
 * npm run person -- export --number NUMBER --out FOLDER
 * npm run person -- erase --number NUMBER --by NAME --reason TEXT
 *
 * What is held of one person, and its erasure: docs/operations.md, "Personal data". An export may be made while the hotline runs; while it runs, erasing is
 * asked of it (POST /api/persons/erasure).
 */

const usage = `npm run person -- export --number NUMBER --out FOLDER
npm run person -- erase --number NUMBER --by NAME --reason TEXT`

const exportPerson = async ({ database, zone }: Config, number: string, folder: string): Promise<void> => {
  const opened = openPerson(database)
  try {
    const { json, text } = exportOf(number, await opened.reads.person(number), Date.now(), zone)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const [name, content] of [
      ['person.json', json],
      ['person.txt', text],
    ] as const) {
      const path = join(folder, name)
      if (existsSync(path)) throw new UsageError(`${path} is there already; choose another folder.`)
      writeFileSync(path, content, { mode: 0o600, flag: 'wx' })
    }
    console.log(`Written to ${folder}: person.json and person.txt.`)
  } finally {
    await opened.close()
  }
}

const say = (level: string) => (about: object, message: string) => console.error(level, message, inspect(about))

const erasePerson = async (config: Config, number: string, by: string, reason: string): Promise<void> => {
  const { database, dataFolder, zone } = config
  const folder = join(dataFolder, 'recordings')
  const store = await openStore(database, { zone, log: { info: () => {}, warn: say('warning'), error: say('error') } })
  try {
    const erasure = openPrivacy({
      config,
      reads: store.read,
      book: store.append,
      keepsFacts: () => store.line.state === 'ok',
      vault: openVault(folder, masterKeyOf(config.recording.key, folder).key),
      clock: { now: Date.now },
    })
    const answer = await erasure.erase(number, by, reason)
    if ('refused' in answer) throw new UsageError(`Nothing was erased: ${answer.refused}.`)
    const { kept, ...counts } = answer.done
    console.log(`Erased: ${inspect(counts)}`)
    for (const { what, id, why } of kept) console.log(`Kept: ${what} ${id} (${why})`)
  } finally {
    await store.close()
  }
  if (!database.startsWith('sqlite:')) return
  // what was overwritten still stands in free pages until the file is written anew
  const file = new Sqlite(database.slice('sqlite:'.length))
  file.exec('vacuum')
  file.pragma('wal_checkpoint(truncate)')
  file.close()
}

await runCommand(async () => {
  const text = { type: 'string' } as const
  const { values, positionals } = readArguments({ number: text, out: text, by: text, reason: text }, usage)
  const config = readConfig({ ...process.env, YIHAO_ASTERISK: noAsterisk })
  const { number } = normaliseCaller(values.number ?? '', config.homeArea)
  if (number === null || positionals.length !== 1) throw new UsageError(usage)
  const { out = '', by = '', reason = '' } = values
  if (positionals[0] === 'export' && out !== '') return exportPerson(config, number, out)
  if (positionals[0] !== 'erase' || by === '' || reason.trim().length < 4) throw new UsageError(usage)
  try {
    await erasePerson(config, number, by, reason.trim())
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    const running = 'The hotline runs: ask it to erase (POST /api/persons/erasure), or stop it first.'
    throw new UsageError(error.code === 'store_in_use' ? running : error.message)
  }
})
