import { dateOf } from '../../domain/calendar/day.ts'
import { afterDeliveryEvent, type Delivery, type DeliveryEvent } from '../../domain/export/delivery-table.ts'
import type { Clock, Log } from '../ports.ts'
import type { DayVersionRow, ExportReads, ExportWrites } from './export-store.ts'
import type { ExportShelf, ExportTarget } from './ports.ts'
import { ExportFailure, problemOf, problemText } from './problem.ts'
import type { ExportTroubles } from './troubles.ts'

export interface DeliverDaysParts {
  readonly reads: Pick<ExportReads, 'openDeliveries' | 'newestVersions'>
  readonly writes: Pick<ExportWrites, 'moveDelivery'>
  readonly shelf: Pick<ExportShelf, 'folderOf'>
  readonly targets: readonly ExportTarget[]
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly acts: () => Promise<boolean>
  readonly troubles: ExportTroubles
  readonly signal: AbortSignal
  readonly random: () => number
}

/** Brings versions to their targets. */
export interface DayDeliveries {
  /** Nothing is being sent when this is called: whatever says so was left by a server that is gone, and waits again. */
  takeUp(): Promise<void>
  /** Brings all that is due; gives what is still open then. What one target does not take keeps no other waiting. */
  deliver(): Promise<readonly Delivery[]>
}

/** Where a version lies at every target. */
export const pathOf = ({ day, version }: Pick<Delivery, 'day' | 'version'>): string =>
  `${dateOf(day).replaceAll('-', '/')}/v${version}`

export const createDayDeliveries = (parts: DeliverDaysParts): DayDeliveries => {
  const { reads, writes, shelf, targets, clock, log, acts, troubles, signal, random } = parts

  /** The delivery as it is kept now; null: what was to happen to it did not. */
  const move = async (from: Delivery, event: DeliveryEvent): Promise<Delivery | null> => {
    const to = afterDeliveryEvent(from, event)
    if (to === null) {
      log.error({ code: 'no_such_pair', state: from.state, event: event.type }, 'this cannot happen to a delivery')
      return null
    }
    return to !== from && (await writes.moveDelivery(from, to)) ? to : null
  }

  const bring = async (delivery: Delivery, target: ExportTarget, files: DayVersionRow['files']): Promise<boolean> => {
    const sending = await move(delivery, { type: 'time', at: clock.now() })
    if (sending === null) return false
    try {
      const folder = await shelf.folderOf(delivery)
      if (folder === null) throw new ExportFailure('export_files_gone', pathOf(delivery))
      await target.bring(folder, pathOf(delivery), files, signal)
    } catch (error) {
      await move(sending, { type: 'not_now', at: clock.now(), why: problemText(problemOf(error)), jitter: random() })
      if (!signal.aborted) troubles.fails(target.name, delivery.day, error)
      return false
    }
    await move(sending, { type: 'taken', at: clock.now() })
    log.info({ day: dateOf(delivery.day), version: delivery.version, target: target.name }, 'a day was delivered')
    return true
  }

  const newestOf = async (open: readonly Delivery[]): Promise<ReadonlyMap<number, DayVersionRow>> => {
    if (open.length === 0) return new Map()
    const rows = await reads.newestVersions(Math.min(...open.map(({ day }) => day)))
    return new Map(rows.map(row => [row.day, row]))
  }

  return {
    async takeUp() {
      for (const delivery of await reads.openDeliveries())
        if (delivery.state === 'sending') await move(delivery, { type: 'interrupted', at: clock.now() })
    },

    async deliver() {
      const open = await reads.openDeliveries()
      const rows = await newestOf(open)
      const failed = new Set<string>()
      for (const delivery of open) {
        if (signal.aborted || !(await acts())) break
        const target = targets.find(({ name }) => name === delivery.target)
        const row = rows.get(delivery.day)
        // an older version, or a target that is set up no more
        if (!target || row?.version !== delivery.version) await move(delivery, { type: 'superseded', at: clock.now() })
        else if (delivery.nextAt <= clock.now() && !failed.has(target.name))
          if (!(await bring(delivery, target, row.files))) failed.add(target.name)
      }
      const left = await reads.openDeliveries()
      for (const { name } of targets)
        if (!left.some(({ target, lastError }) => target === name && lastError !== null)) troubles.works(name)
      return left
    },
  }
}
