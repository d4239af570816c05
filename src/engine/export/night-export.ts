import type { DayNumber } from '../../domain/calendar/day.ts'
import type { ExportRules } from '../../domain/export/day-version.ts'
import type { Delivery } from '../../domain/export/delivery-table.ts'
import type { FiguresByKey } from '../../domain/kpi/agreement.ts'
import { nextLocalHour } from '../local-day.ts'
import type { Clock, Log } from '../ports.ts'
import type { Reads } from '../store.ts'
import { comparing, createFiguresComparison } from './compare-figures.ts'
import { createDayDeliveries } from './deliver-days.ts'
import type { ExportReads, ExportWrites } from './export-store.ts'
import { createDayMaker, making, type WhichDays } from './make-days.ts'
import type { ExportShelf, ExportTarget } from './ports.ts'
import { createTroubles, type ExportAlarm, type ExportTrouble } from './troubles.ts'

export interface NightExportParts extends ExportRules {
  readonly reads: ExportReads & Pick<Reads, 'figures'>
  readonly writes: ExportWrites
  readonly shelf: ExportShelf
  /** Where versions are brought beside the house's own shelf; their names differ. */
  readonly targets: readonly ExportTarget[]
  readonly clock: Clock
  readonly log: Log
  /** The city's zone, and the full hour of its day at which the closed days are exported. */
  readonly zone: string
  readonly hour: number
  /** Whether this server still acts, verified now; another one exports instead. */
  readonly acts: () => Promise<boolean>
  /** Resolves when all facts taken so far can be read; rejects while that is not to be had. */
  settled(): Promise<void>
  /** The figures of a period (`2026-03-01..2026-03-09`) as its report tells them. */
  figuresOf(period: string): Promise<FiguresByKey>
  /** Tells whoever is paged; must return at once. */
  readonly alarm?: (message: ExportAlarm) => void
  /** 0 ≤ x < 1, each time anew. */
  readonly random?: () => number
}

/** How exports fare. */
export interface ExportState {
  readonly running: boolean
  /** The newest day that was exported; null: none, or not known yet. */
  readonly newestDay: DayNumber | null
  /** Deliveries that are not there yet, by target. */
  readonly undelivered: Readonly<Record<string, number>>
  readonly troubles: readonly ExportTrouble[]
  /** When something is done next, UTC ms; null: it is stopped, or under way. */
  readonly nextAt: number | null
}

/** The export of the closed days, each night. */
export interface NightExport {
  state(): ExportState
  /** Does at once what the night would do; where something is under way, after that. Never rejects: what fails is in the state and tried again. */
  run(which?: WhichDays): Promise<void>
  /** Makes the days that are missing, then works each night. */
  start(): void
  /** Resolves when what is under way is given up. */
  stop(): Promise<void>
}

/** So many of the newest days are held against the wall each time. */
const comparedDays = 35

/** The wait after days that could not be made, ms. */
const retryMs = 600_000

/** Opens it; nothing is done before `start` or `run`. One thing is done at a time. */
export const createNightExport = (parts: NightExportParts): NightExport => {
  const { targets, clock, log, zone, hour, alarm = () => {}, random = Math.random } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  const troubles = createTroubles(clock, log, alarm)
  const isStopped = () => signal.aborted
  const make = createDayMaker({ ...parts, targets: targets.map(({ name }) => name), troubles, isStopped })
  const comparison = createFiguresComparison({ ...parts, troubles })
  const deliveries = createDayDeliveries({ ...parts, troubles, signal, random })
  let newestDay: DayNumber | null = null
  let open: readonly Delivery[] = []
  let running = 0
  let last: Promise<void> = Promise.resolve()
  /** The days that are still to be looked at, where they could not all be made. */
  let left: WhichDays | null = null
  let nextAt: number | null = null
  let started = false
  let cancel = () => {}

  const compare = async (which: WhichDays, day: DayNumber): Promise<void> => {
    const found = [...(await comparison.days(day - comparedDays + 1, day))]
    if (which === 'all' && left === null) {
      const sums = await comparison.month(day)
      // facts may have come while the days were made: then they are the same once they are made again
      if (sums.length > 0 && (await make('all')) !== null) found.push(...(await comparison.month(day)))
    }
    comparison.tell(found, day)
  }

  const work = async (which: WhichDays | null): Promise<void> => {
    if (isStopped()) return
    if (which !== null) {
      newestDay = (await make(which)) ?? newestDay
      left = troubles.all().some(({ what }) => what === making) ? which : null
    }
    if (which !== null && newestDay !== null && !isStopped()) {
      const day = newestDay
      await compare(which, day).catch(error => {
        if (!isStopped()) troubles.fails(comparing, day, error)
      })
    }
    try {
      open = await deliveries.deliver()
    } catch (error) {
      log.error({ err: error }, 'what is to be delivered of exports could not be read or booked')
      left ??= 'missing'
    }
  }

  const plan = (): void => {
    cancel()
    nextAt = null
    if (isStopped()) return
    const now = clock.now()
    const night = nextLocalHour(now, zone, hour)
    const retry = left === null ? night : now + retryMs
    const delivery = Math.min(...open.map(each => each.nextAt), night)
    nextAt = Math.max(now + 1_000, Math.min(night, retry, delivery))
    const at = nextAt
    cancel = clock.at(at, () => void begin(at >= night ? 'all' : left))
  }

  const begin = (which: WhichDays | null): Promise<void> => {
    cancel()
    nextAt = null
    running += 1
    last = last
      .then(() => work(which))
      .finally(() => {
        running -= 1
        if (running === 0 && started) plan()
      })
    return last
  }

  return {
    state: () => {
      const undelivered: Record<string, number> = Object.fromEntries(targets.map(({ name }) => [name, 0]))
      for (const { target } of open) undelivered[target] = (undelivered[target] ?? 0) + 1
      return { running: running > 0, newestDay, undelivered, troubles: troubles.all(), nextAt }
    },
    run: (which = 'all') => begin(which),
    start: () => {
      started = true
      last = last
        .then(() => deliveries.takeUp())
        .catch(error => log.warn({ err: error }, 'deliveries of the server before could not be read'))
      void begin('missing')
    },
    stop: async () => {
      stopping.abort()
      cancel()
      await last
    },
  }
}
