import { historyKinds } from '../history/history.ts'
import type { BookCall, BookCase, BookTask, DueDispatch, HandledCase } from './book.ts'
import { figureOf, type Metric, type RowKind } from './metric.ts'
import type { Period } from './period.ts'
import { createTally } from './tally.ts'

/** The row of each kind. */
export interface BookRows {
  readonly calls: BookCall
  readonly cases: BookCase
  readonly handled: HandledCase
  readonly tasks: BookTask
  readonly dues: DueDispatch
}

/**
 * How a row counts for a figure: it is counted, or only among what the figure is of. `numerator_only`: it is counted and not among those, such as a call that was answered and is said to have been
 * rejected.
 */
export type Counted = 'numerator' | 'base' | 'numerator_only'

const none = { staff: [], regulations: [], backlog: { opening: 0, closed: 0, closing: 0 } }

/**
 * Says how a row counts for a figure of a period; null: not at all. A row counts as the figure of that row alone says: what is drilled down to cannot differ from what was counted. Of means and maxima
 * a row is in the base where it has a value at all.
 */
export const countsFor = (metric: Metric, period: Period) => {
  // days make no difference to whether a row counts
  const asOneDay: Period = { ...period, lastDay: period.firstDay, starts: [period.from, period.to] }
  const known = new Set(historyKinds)
  return <Kind extends RowKind>(kind: Kind, row: BookRows[Kind]): Counted | null => {
    const tally = createTally(asOneDay)
    switch (kind) {
      case 'calls':
        tally.call(row as BookCall)
        break
      case 'cases':
        tally.case(row as BookCase)
        break
      case 'handled':
        tally.handled(row as HandledCase)
        break
      case 'tasks':
        tally.task(row as BookTask)
        break
      case 'dues':
        tally.due(row as DueDispatch)
    }
    const alone = tally.end({ ...none, known })
    if (metric.parts) {
      const [part, base] = metric.parts(alone)
      return part > 0 ? (base > 0 ? 'numerator' : 'numerator_only') : base > 0 ? 'base' : null
    }
    const value = [figureOf(metric, alone) ?? null].flat()[0] ?? null
    if (metric.unit === 'second' || metric.unit === 'hour') return value === null ? null : 'base'
    return value === null || value === 0 ? null : 'numerator'
  }
}
