import type { HistoryKind } from '../history/history.ts'
import type { RowsOfFiles } from './in-memory-book.ts'
import type { Tally } from './tally.ts'

/** A value of a figure. Null: there is nothing to compute it from, printed as —. A list: one value for each month. */
export type FigureValue = number | null | readonly (number | null)[]

export type FigureUnit =
  | 'case'
  | 'call'
  | 'task'
  | 'rating'
  | 'person'
  | 'document'
  | 'percent'
  | 'second'
  | 'hour'
  | 'case/day'

/** Rows that figures are made of: inbound calls and visits, cases with their rating, cases that were handled, callback tasks, what units had due. */
export type RowKind = 'calls' | 'cases' | 'handled' | 'tasks' | 'dues'

/** A sentence in both languages. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/** Rows from which a figure of 2020 must come out as `gives`; the docs show it, and a test computes it. */
export interface Example {
  readonly rows: RowsOfFiles
  readonly gives: FigureValue | undefined
  readonly why: Words
}

/** The integers of a rate: how many, of how many. */
export type Parts = (tally: Tally) => readonly [part: number, base: number]

/**
 * A published figure: what it is called, how it is computed, over what, and since which version like this. Percentages are half up to two decimals from
 * integers, seconds and hours half up to integers, and null where the base is 0 (DOMAIN.md 1.5). A change of what a figure means raises `version`.
 */
export interface Metric {
  readonly key: string
  readonly name: Words
  readonly unit: FigureUnit
  /** Without all of these files the figure is null. */
  readonly needs: readonly HistoryKind[]
  /** Which rows it counts, of which it can be said row by row; left out: it is no count of rows, or not a plain one. */
  readonly rows?: readonly RowKind[]
  readonly formula: string
  readonly base: Words
  readonly edges: readonly Words[]
  readonly version: number
  /** Of a rate. */
  readonly parts?: Parts
  /** Undefined: the figure is left out of this report. */
  readonly of: (tally: Tally) => FigureValue | undefined
  readonly example: Example
}

/** A figure of a report: null where a file that it needs is not there. */
export const figureOf = (metric: Metric, tally: Tally): FigureValue | undefined =>
  metric.needs.every(kind => tally.known.has(kind)) ? metric.of(tally) : null
