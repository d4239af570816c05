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

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly parts: readonly Part[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | Table

/** A whole report. `marks`: what stands at its foot: definitions, when it was made of what. */
export interface Publication {
  readonly title: string
  readonly blocks: readonly Block[]
  readonly marks: readonly string[]
}
