import { type DayNumber, dateOf, localDay } from '../../domain/calendar/day.ts'
import {
  type DayVersion,
  daysToMake,
  type ExportRules,
  isFinalOn,
  nextVersion,
} from '../../domain/export/day-version.ts'
import { newDelivery } from '../../domain/export/delivery-table.ts'
import type { Clock, Log } from '../ports.ts'
import type { ExportReads, ExportWrites } from './export-store.ts'
import type { ExportShelf } from './ports.ts'
import { ExportFailure } from './problem.ts'
import type { ExportTroubles } from './troubles.ts'

export interface MakeDaysParts extends ExportRules {
  readonly reads: Pick<ExportReads, 'firstFactAt' | 'newestVersions'>
  readonly writes: Pick<ExportWrites, 'addDayVersion'>
  readonly shelf: ExportShelf
  /** Names of the targets. */
  readonly targets: readonly string[]
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly zone: string
  readonly acts: () => Promise<boolean>
  settled(): Promise<void>
  readonly troubles: ExportTroubles
  readonly isStopped: () => boolean
}

/** `missing`: only days that were never exported; `all`: those as well that are not final and may have changed. */
export type WhichDays = 'missing' | 'all'

/** What fails when it is not a target. */
export const making = 'making'

/** Makes what is missing or has changed, the oldest day first. Gives the newest day that is exported, null: none. */
export const createDayMaker = (parts: MakeDaysParts): ((which: WhichDays) => Promise<DayNumber | null>) => {
  const { reads, writes, shelf, targets, clock, log, zone, finalAfterDays } = parts
  const { acts, settled, troubles, isStopped } = parts

  const makeDay = async (day: DayNumber, last: DayVersion | null, today: DayNumber): Promise<void> => {
    const made = await shelf.make(day)
    const version = nextVersion(day, last, made.content, isFinalOn(day, today, { finalAfterDays }))
    if (version === null) {
      await shelf.discard(made)
      // a crash may have left them
      if (last) await shelf.dropOlder(last)
      return
    }
    const files = await shelf.keep(made, version)
    const at = clock.now()
    const isNew = await writes.addDayVersion(
      { ...version, madeAt: at, headSeq: made.head.seq, headHash: made.head.hash, files },
      targets.map(target => newDelivery(version, target, at)),
    )
    if (!isNew) throw new ExportFailure('export_made_elsewhere', `${dateOf(day)} v${version.version}`)
    await shelf.dropOlder(version)
    log.info({ day: dateOf(day), version: version.version, standing: version.standing }, 'a day was exported')
  }

  /** A day that cannot be made stops the rest, which would fail as well. */
  return async which => {
    const today = localDay(clock.now(), zone)
    let newest: DayNumber | null = null
    let day = today - 1
    try {
      await settled()
      const firstAt = await reads.firstFactAt()
      const first = firstAt === null ? null : localDay(firstAt, zone)
      const known = new Map((await reads.newestVersions(first ?? today)).map(row => [row.day, row]))
      const done = [...known.values()].filter(({ standing }) => which === 'missing' || standing === 'final')
      newest = known.size === 0 ? null : Math.max(...known.keys())
      for (day of daysToMake(first, today, new Set(done.map(row => row.day)))) {
        if (isStopped() || !(await acts())) return newest
        await makeDay(day, known.get(day) ?? null, today)
        newest = Math.max(day, newest ?? day)
      }
      troubles.works(making)
    } catch (error) {
      if (!isStopped()) troubles.fails(making, day, error)
    }
    return newest
  }
}
