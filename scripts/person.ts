import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'
import Sqlite from 'better-sqlite3'
import { openAttachmentVault } from '../src/adapters/files/attachments/vault.ts'
import { openVault } from '../src/adapters/files/recordings/vault.ts'
import { masterKeyOf } from '../src/adapters/files/sealed/master-key.ts'
import { openStore } from '../src/adapters/store/open-store.ts'
import { openPerson } from '../src/adapters/store/reads/open-person.ts'
import { StoreError } from '../src/adapters/store/store-error.ts'
import { type Config, readConfig } from '../src/config/config.ts'
import { normaliseCaller } from '../src/domain/number/normalise.ts'
import { createAttachmentDesk } from '../src/engine/attachments/attachment-desk.ts'
import { exportOf } from '../src/engine/privacy/person-export.ts'
import type { PersonRecords } from '../src/engine/privacy/person-store.ts'
import { openPersonErasure } from '../src/privacy.ts'
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

const vaultsOf = ({ dataFolder, recording }: Config) => {
  const folder = join(dataFolder, 'recordings')
  const { key } = masterKeyOf(recording.key, folder)
  return { audio: openVault(folder, key), files: openAttachmentVault(join(dataFolder, 'attachments'), key) }
}

/** Writes a new file that its owner alone may read. */
const writeNew = (path: string, content: string | AsyncIterable<Uint8Array>): Promise<void> =>
  writeFile(path, content, { mode: 0o600, flag: 'wx' })

const endings: Readonly<Record<string, string>> = { 'audio/wav': 'wav', 'audio/ogg': 'ogg' }

/** Copies what is heard and seen of the person; how many files. What was erased, or cannot be opened, is named and left out. */
const exportFiles = async (config: Config, found: PersonRecords, folder: string): Promise<number> => {
  const { audio, files } = vaultsOf(config)
  let count = 0
  const copy = async (
    name: string,
    open: () => Promise<{ readonly path: string; readonly bytes: AsyncIterable<Uint8Array>; close(): unknown } | null>,
  ) => {
    try {
      const opened = await open()
      if (opened === null) return console.log(`Not there: ${name}`)
      try {
        await writeNew(join(folder, opened.path), opened.bytes)
        count += 1
      } finally {
        await opened.close()
      }
    } catch (error) {
      console.log(`Could not be read: ${name} (${error instanceof Error ? error.message : String(error)})`)
    }
  }
  for (const { part, closedAt, erasedAt } of found.recordings) {
    if (closedAt === null || erasedAt !== null) continue
    await copy(`recording ${part}`, async () => {
      const opened = await audio.open(part)
      if (opened === null) return null
      const path = `recording-${part}.${endings[opened.mediaType] ?? 'audio'}`
      return { path, bytes: opened.read(0, opened.fileBytes), close: opened.close }
    })
  }
  for (const { id, name, erasedAt } of found.attachments) {
    if (erasedAt !== null) continue
    await copy(`attachment ${id}`, async () => {
      const opened = await files.open(id)
      return opened && { path: `${id}-${name}`, bytes: opened.read(0, opened.bytes), close: opened.close }
    })
  }
  return count
}

const exportPerson = async (config: Config, number: string, folder: string): Promise<void> => {
  const { database, zone } = config
  const opened = openPerson(database)
  try {
    const found = await opened.reads.person(number)
    const { json, text } = exportOf(number, found, Date.now(), zone)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (readdirSync(folder).length > 0)
      throw new UsageError(`${folder} is there already and not empty; choose another folder.`)
    await writeNew(join(folder, 'person.json'), json)
    await writeNew(join(folder, 'person.txt'), text)
    const count = await exportFiles(config, found, folder)
    console.log(`Written to ${folder}: person.json, person.txt and ${count} files.`)
  } finally {
    await opened.close()
  }
}

const say = (level: string) => (about: object, message: string) => console.error(level, message, inspect(about))

const erasePerson = async (config: Config, number: string, by: string, reason: string): Promise<void> => {
  const { database, zone } = config
  const { audio, files } = vaultsOf(config)
  const log = { info: () => {}, warn: say('warning'), error: say('error') }
  const store = await openStore(database, { zone, log })
  try {
    const clock = { now: Date.now }
    const { read: reads, append: book } = store
    const desk = createAttachmentDesk({
      reads,
      vault: files,
      book,
      clock,
      log,
      newId: randomUUID,
      keepsMetadata: false,
    })
    const erasure = openPersonErasure({
      config,
      reads,
      book,
      keepsFacts: () => store.line.state === 'ok',
      vault: audio,
      attachments: { vault: files, desk },
      clock,
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
  // and words of cases in parts of their index that are replaced only when they are merged
  file.exec(`insert into case_words (case_words) values ('optimize')`)
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
