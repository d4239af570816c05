import { definitionsVersion, metrics } from './catalogue.ts'
import { type Check, checksOf } from './checks.ts'
import { type FigureValue, figureOf } from './metric.ts'
import { asOf } from './period.ts'
import type { Tally } from './tally.ts'

/** The figures of a period as they are written to report.json (DESIGN.md 6); the names of its fields are fixed there. */
export interface Report {
  readonly period: string
  readonly as_of: string
  /** Of the definitions. */
  readonly version: number
  readonly figures: Readonly<Record<string, FigureValue>>
  readonly checks: readonly Check[]
}

/** The report of a tally: every figure of the catalogue, and the reconciliation. */
export const reportOf = (tally: Tally): Report => {
  const figures: Record<string, FigureValue> = {}
  for (const metric of metrics) {
    const value = figureOf(metric, tally)
    if (value !== undefined) figures[metric.key] = value
  }
  return {
    period: tally.period.name,
    as_of: asOf(tally.period),
    version: definitionsVersion,
    figures,
    checks: checksOf(tally),
  }
}
