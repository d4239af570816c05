import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openDayShelf } from '../../../src/adapters/files/exported-days/shelf.ts'
import { createFolderTarget } from '../../../src/adapters/files/exported-days/targets/folder.ts'
import type { DialectName } from '../../../src/adapters/store/db.ts'
import { dateOf } from '../../../src/domain/calendar/day.ts'
import { createNightExport, type NightExportParts } from '../../../src/engine/export/night-export.ts'
import type { ExportedFile } from '../../../src/engine/export/ports.ts'
import type { ExportAlarm } from '../../../src/engine/export/troubles.ts'
import { arrived } from '../../adapters/store/given-facts.ts'
import { givenFolder, givenStore, keptLog } from '../../helpers/store.ts'
import { virtualClock } from '../cases/virtual-clock.ts'

export const zone = 'Asia/Shanghai'
/** An hour of a day of March 2026 in Shanghai. */
export const march = (day: number, hour = 4): number => Date.UTC(2026, 2, day, hour - 8)

const written = (folder: string, name: string, text: string): ExportedFile => {
  writeFileSync(join(folder, name), text)
  return { name, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }
}

/** All files below a folder, by their paths. */
export const filesBelow = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )

export type GivenExport = Awaited<ReturnType<typeof givenExport>>

/**
 * A ledger whose first fact is of 1 March, on a real store; days whose files say what `days` holds (`''` where it holds nothing); a shelf and a target, both real folders; and a clock
 * at 4:00 on 4 March.
 */
export const givenExport = async (t: TestContext, dialect: DialectName = 'sqlite') => {
  const store = await givenStore(t, dialect)
  await store.append([arrived({ callId: 'c1', arrivedAt: march(1, 9) })])
  const clock = virtualClock(march(4))
  const folders = { shelf: join(givenFolder(t), 'exports'), archive: givenFolder(t) }
  const days: Record<string, string> = {}
  const alarms: ExportAlarm[] = []
  const made: string[] = []
  const log = keptLog()
  let head = 1
  const shelf = openDayShelf({
    folder: folders.shelf,
    write: async (day, folder) => {
      made.push(dateOf(day))
      mkdirSync(folder)
      const files = [
        written(folder, 'calls.csv', days[dateOf(day)] ?? ''),
        written(folder, 'manifest.json', `{"head":${head}}`),
      ]
      return { files, head: { seq: head, hash: `h${head}` } }
    },
  })
  const parts: NightExportParts = {
    reads: store.read,
    writes: store.write,
    shelf,
    targets: [createFolderTarget('archive', folders.archive)],
    clock,
    log,
    zone,
    hour: 4,
    finalAfterDays: 10,
    acts: async () => true,
    settled: async () => {},
    figuresOf: async () => ({}),
    alarm: message => alarms.push(message),
    random: () => 0,
  }
  return {
    store,
    clock,
    folders,
    days,
    alarms,
    /** Days in the order in which they were looked at. */
    made,
    log,
    parts,
    /** The ledger has gone on. */
    moreFacts: () => {
      head += 1
    },
    open: (but: Partial<NightExportParts> = {}) => createNightExport({ ...parts, ...but }),
    runs: async () =>
      (await store.read.exportRuns(100)).map(
        ({ day, version, standing, deliveries }) =>
          `${dateOf(day)} v${version} ${standing} ${deliveries.map(({ target, state }) => `${target} ${state}`)}`,
      ),
  }
}
