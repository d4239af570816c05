/*
 * A report that is published, before it is a page, a sheet or a text: what stands in it, in order. Whoever writes it out adds nothing and leaves nothing out.
 */

/** A piece of a sentence; one that says a figure names it, so that each number can be held against its definition. */
export type Part = string | { readonly figure: string; readonly text: string }

/** A cell of a table. `notes`: numbers of notes beneath it. */
export interface Cell {
  readonly text: string
  readonly figure: string | null
  readonly notes: readonly number[]
}

export interface Table {
  readonly kind: 'table'
  readonly caption: string
  /** Which days it covers, or as of which day it is. */
  readonly asOf: string
  readonly columns: readonly string[]
  readonly rows: readonly { readonly head: string; readonly cells: readonly Cell[] }[]
  /** Beneath it, numbered from 1. */
  readonly notes: readonly string[]
}

/** A point of a chart. `value` null: there is none, `text` says so. `figure`: the key of the figure that it is, if it is one. */
export interface ChartPoint {
  readonly label: string
  readonly value: number | null
  readonly text: string
  readonly figure: string | null
}

/** A chart whose axis begins at 0. `columns`: a course over time; `bars`: kinds of one thing. */
export interface Chart {
  readonly kind: 'chart'
  readonly form: 'columns' | 'bars'
  readonly caption: string
  readonly asOf: string
  /** What the points count: 次, 件, %. */
  readonly unit: string
  readonly points: readonly ChartPoint[]
  /** Where its axis ends; null: a little above the largest point. */
  readonly most: number | null
  /** Whether the same numbers stand in a table beside it: a file that draws nothing leaves it out then. */
  readonly inTable: boolean
}

/** A chart as a table, for files that draw nothing. */
export const tableOfChart = ({ caption, asOf, unit, points }: Chart): Table => ({
  kind: 'table',
  caption,
  asOf,
  columns: [unit],
  rows: points.map(({ label, text, figure }) => ({ head: label, cells: [{ text, figure, notes: [] }] })),
  notes: [],
})

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly parts: readonly Part[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | Table
  | Chart

/** A whole report. `marks`: what stands at its foot: definitions, when it was made of what. */
export interface Publication {
  readonly title: string
  readonly blocks: readonly Block[]
  readonly marks: readonly string[]
}
