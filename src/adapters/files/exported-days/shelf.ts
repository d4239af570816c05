import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type DayNumber, dateOf } from '../../../domain/calendar/day.ts'
import type { DayVersion } from '../../../domain/export/day-version.ts'
import type { ExportedFile, ExportShelf, MadeDay } from '../../../engine/export/ports.ts'
import { manifestName } from '../export/manifest.ts'
import { syncFolder } from '../sealed/write-whole.ts'

/** What was written of a day, its `manifest.json` among it, and where the ledger ended then. */
export type WrittenDay = Pick<MadeDay, 'files' | 'head'>

export interface DayShelfParts {
  /** A folder for this alone. */
  readonly folder: string
  /** Writes the files of a day into a folder that is not there yet, whole or not at all; the same ledger gives the same bytes. */
  write(day: DayNumber, folder: string): Promise<WrittenDay>
}

/** What says of files which version of which day they are; it is written and brought last. */
const versionFile = 'version.json'
/** A report of the day, as `npm run report` writes one. */
const figuresFile = 'figures.json'

const sha256Of = (bytes: string): string => createHash('sha256').update(bytes).digest('hex')

/** `DayVersion.content` of files. */
export const contentOf = (files: readonly ExportedFile[]): string =>
  sha256Of(
    files
      // it names the end of the ledger, which moves on though nothing of the day has changed
      .filter(({ name }) => name !== manifestName)
      .map(({ name, sha256 }) => `${name} ${sha256}\n`)
      .sort()
      .join(''),
  )

/**
 * Keeps exported days in a folder: `2026-11-29/v3` and its files. What is being made lies in `.making` until it has its version, and what a crash has left there goes when
 * the next day is made.
 */
export const openDayShelf = ({ folder, write }: DayShelfParts): ExportShelf => {
  const draft = join(folder, '.making')
  const ofDay = (day: DayNumber): string => join(folder, dateOf(day))
  const placeOf = ({ day, version }: Pick<DayVersion, 'day' | 'version'>): string => join(ofDay(day), `v${version}`)

  return {
    async make(day) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await rm(draft, { recursive: true, force: true })
      try {
        const { files, head } = await write(day, draft)
        return { day, files, head, content: contentOf(files) }
      } catch (error) {
        await rm(draft, { recursive: true, force: true })
        throw error
      }
    },

    async keep(made, version) {
      const { day, standing, content } = version
      const says = {
        day: dateOf(day),
        version: version.version,
        standing,
        replaces: version.version === 1 ? null : version.version - 1,
        content,
        files: made.files,
      }
      const text = `${JSON.stringify(says, null, 2)}\n`
      await writeFile(join(draft, versionFile), text, { mode: 0o600, flush: true })
      const place = placeOf(version)
      await mkdir(dirname(place), { recursive: true, mode: 0o700 })
      // a crash before its row was written has left it there; nobody was given it
      await rm(place, { recursive: true, force: true })
      await rename(draft, place)
      await syncFolder(dirname(place))
      return [...made.files, { name: versionFile, bytes: Buffer.byteLength(text), sha256: sha256Of(text) }]
    },

    discard: () => rm(draft, { recursive: true, force: true }),

    async dropOlder({ day, version }) {
      for (const name of await readdir(ofDay(day))) {
        const older = /^v([1-9]\d*)$/.exec(name)
        if (older && Number(older[1]) < version) await rm(join(ofDay(day), name), { recursive: true, force: true })
      }
    },

    async figuresOf(version) {
      try {
        const { figures } = JSON.parse(await readFile(join(placeOf(version), figuresFile), 'utf8'))
        return typeof figures === 'object' ? figures : null
      } catch {
        return null
      }
    },

    async folderOf(version) {
      const place = placeOf(version)
      return (await stat(place).catch(() => null))?.isDirectory() ? place : null
    },
  }
}
