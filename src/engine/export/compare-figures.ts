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
  readonly reads: Pick<Reads, 'figures'> &
    Pick<ExportReads, 'newestVersions' | 'hasImportedCalls' | 'hasFactsOfCallsSince'>
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

/** Holds what the wall counts, what was exported, and what the report computes against each other. Gives what differs, a sentence each. */
export interface FiguresComparison {
  /** Each day from `from` to `to`: the wall against what was exported. What facts have changed since then is no difference: the day is restated the next night. */
  days(from: DayNumber, to: DayNumber): Promise<readonly string[]>
  /** The sums of the exported days of the month up to `to` against the report; only right after all days were looked at. */
  month(to: DayNumber): Promise<readonly string[]>
  /** Tells whoever is paged where there is a difference, and where there is none any more. */
  tell(found: readonly string[], day: DayNumber): void
}

/** All three come from the same definitions by ways of their own, so a difference is an error of ours, or of a row that was changed without a fact. */
export const createFiguresComparison = (parts: CompareFiguresParts): FiguresComparison => {
  const { reads, shelf, figuresOf, log, zone, troubles } = parts
  const boundsOf = (day: DayNumber) => [startOfDay(day, zone), startOfDay(day + 1, zone)] as const

  return {
    async days(from, to) {
      const found: string[] = []
      for (const row of await reads.newestVersions(from)) {
        // what comes after a day is final is in no file
        if (row.day > to || row.standing === 'final') continue
        const exported = await shelf.figuresOf(row)
        const bounds = boundsOf(row.day)
        // what was imported beside our own calls is on no wall
        if (exported === null || (await reads.hasImportedCalls(...bounds))) continue
        const differ = disagreements(wallFigures(await reads.figures(...bounds)), exported)
        if (differ.length === 0 || (await reads.hasFactsOfCallsSince(row.headSeq, ...bounds))) continue
        found.push(...differ.map(each => inWords(dateOf(row.day), each)))
      }
      return found
    },

    async month(to) {
      const first = firstOfMonth(to)
      const exported: FiguresByKey[] = []
      for (const row of await reads.newestVersions(first)) {
        const figures = row.day > to ? null : await shelf.figuresOf(row)
        if (figures !== null) exported.push(figures)
      }
      if (exported.length !== to - first + 1) return []
      const period = `${dateOf(first)}..${dateOf(to)}`
      return disagreements(sumOfDays(exported), await figuresOf(period)).map(each => inWords(period, each))
    },

    tell(found, day) {
      if (found.length === 0) return troubles.works(comparing)
      log.error({ code: 'figures_disagree', found }, 'wall, export and report tell figures differently')
      troubles.fails(comparing, day, new ExportFailure('figures_disagree', found.slice(0, 3).join('; ')))
    },
  }
}
