import { type DayNumber, dateOf, startOfDay } from '../../domain/calendar/day.ts'
import {
  type Disagreement,
  disagreements,
  type FiguresByKey,
  sumOfDays,
  wallFigures,
} from '../../domain/kpi/agreement.ts'
import type { Log } from '../ports.ts'
import type { Reads } from '../store.ts'
import type { ExportReads } from './export-store.ts'
import type { ExportShelf } from './ports.ts'
import { ExportFailure } from './problem.ts'
import type { ExportTroubles } from './troubles.ts'

export interface CompareFiguresParts {
  readonly reads: Pick<Reads, 'figures'> & Pick<ExportReads, 'newestVersions' | 'hasImportedCalls'>
  readonly shelf: Pick<ExportShelf, 'figuresOf'>
  /** The figures of a period as its report tells them. */
  figuresOf(period: string): Promise<FiguresByKey>
  readonly log: Log
  readonly zone: string
  readonly troubles: ExportTroubles
}

/** What fails when the books disagree. */
export const comparing = 'comparing'

const firstOfMonth = (day: DayNumber): DayNumber => day - Number(dateOf(day).slice(8)) + 1

const inWords = (where: string, { key, one, other }: Disagreement): string =>
  `${where} ${key} ${one ?? '—'} ≠ ${other ?? '—'}`

/**
 * Holds what the wall counts, what was exported, and what the report computes against each other: each day from `from` to `to`, and the month of the last one up to
 * it. They come from the same definitions by ways of their own, so a difference is an error of ours, or of a row that was changed.
 */
export const createFiguresComparison = (parts: CompareFiguresParts) => {
  const { reads, shelf, figuresOf, log, zone, troubles } = parts

  const wallOf = async (from: DayNumber, to: DayNumber) =>
    wallFigures(await reads.figures(startOfDay(from, zone), startOfDay(to + 1, zone)))

  return async (from: DayNumber, to: DayNumber): Promise<void> => {
    const month = firstOfMonth(to)
    const rows = await reads.newestVersions(Math.min(from, month))
    const found: string[] = []
    const ofMonth: FiguresByKey[] = []
    for (const row of rows.filter(({ day }) => day <= to)) {
      const exported = await shelf.figuresOf(row)
      if (exported === null) continue
      if (row.day >= month) ofMonth.push(exported)
      // what was imported beside our own calls is on no wall
      const isMixed = await reads.hasImportedCalls(startOfDay(row.day, zone), startOfDay(row.day + 1, zone))
      // and what comes after a day is final is in no file
      if (row.day < from || isMixed || row.standing === 'final') continue
      const day = dateOf(row.day)
      found.push(...disagreements(await wallOf(row.day, row.day), exported).map(each => inWords(day, each)))
    }
    const isWhole = ofMonth.length === to - month + 1
    if (isWhole) {
      const period = `${dateOf(month)}..${dateOf(to)}`
      const report = await figuresOf(period)
      found.push(...disagreements(sumOfDays(ofMonth), report).map(each => inWords(period, each)))
    }
    if (found.length === 0) return troubles.works(comparing)
    log.error({ code: 'figures_disagree', found }, 'wall, export and report tell figures differently')
    troubles.fails(comparing, to, new ExportFailure('figures_disagree', found.slice(0, 3).join('; ')))
  }
}
