import { join } from 'node:path'
import { Gauge, type Registry } from 'prom-client'
import { openDayShelf } from './adapters/files/exported-days/shelf.ts'
import { createFolderTarget } from './adapters/files/exported-days/targets/folder.ts'
import { createS3Target } from './adapters/files/exported-days/targets/s3.ts'
import { createSftpTarget } from './adapters/files/exported-days/targets/sftp.ts'
import type { Config } from './config/config.ts'
import type { ExportTargetSetting } from './config/export-setting.ts'
import { figuresOfPeriod, writeDayFiles } from './day-files.ts'
import { dateOf, startOfDay } from './domain/calendar/day.ts'
import { createNightExport, type NightExport } from './engine/export/night-export.ts'
import type { ExportTarget } from './engine/export/ports.ts'
import { ExportFailure } from './engine/export/problem.ts'
import type { ExportAlarm } from './engine/export/troubles.ts'
import type { Clock, Log } from './engine/ports.ts'
import type { Store } from './engine/store.ts'

interface Parts {
  readonly config: Pick<Config, 'database' | 'zone' | 'dataFolder' | 'dayExport'>
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Registry
  /** Whether this server still acts, verified now. */
  readonly acts: () => Promise<boolean>
  readonly alarm: (message: ExportAlarm) => void
}

const targetOf = (setting: ExportTargetSetting): ExportTarget => {
  switch (setting.kind) {
    case 'folder':
      return createFolderTarget(setting.name, setting.folder)
    case 'sftp':
      return createSftpTarget(setting.name, setting)
    case 's3':
      return createS3Target(setting.name, setting)
  }
}

/** Wires the nightly export; null: the house wants none. */
export const openExports = ({ config, store, clock, log, metrics, acts, alarm }: Parts): NightExport | null => {
  const { database, zone, dataFolder, dayExport } = config
  if (dayExport === null) return null
  const { formats, fullNumbers, hour, finalAfterDays } = dayExport
  const exports = createNightExport({
    reads: store.read,
    writes: store.write,
    shelf: openDayShelf({
      folder: join(dataFolder, 'exports'),
      write: (day, folder) =>
        writeDayFiles({
          ...{ database, zone, formats, folder, period: dateOf(day) },
          numbers: fullNumbers ? 'full' : 'masked',
        }),
    }),
    targets: dayExport.targets.map(targetOf),
    ...{ clock, log, zone, hour, finalAfterDays, acts, alarm },
    figuresOf: period => figuresOfPeriod({ database, zone, period }),
    settled: async () => {
      if (!store.healthy) throw new ExportFailure('export_store_away', '')
      await store.caughtUp()
    },
  })
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name: `yihao_${name}`,
      help,
      registers: [metrics],
      collect() {
        this.set(value())
      },
    })
  gauge('export_troubles', 'What fails of the nightly export now: making days, and targets', () => {
    return exports.state().troubles.length
  })
  gauge('export_newest_day_seconds', 'When the newest exported day began, UTC; 0: none yet', () => {
    const { newestDay } = exports.state()
    return newestDay === null ? 0 : startOfDay(newestDay, zone) / 1_000
  })
  new Gauge({
    name: 'yihao_export_undelivered',
    help: 'Exported days that are not at their target yet',
    labelNames: ['target'],
    registers: [metrics],
    collect() {
      this.reset()
      for (const [target, count] of Object.entries(exports.state().undelivered)) this.set({ target }, count)
    },
  })
  return exports
}
