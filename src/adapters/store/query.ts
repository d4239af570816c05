/** What a database takes and gives in a column. */
export type Value = string | number | boolean | null

/** A row as the values of its columns in the order of the select. */
export type Row = readonly Value[]

/** One statement of SQL with its parameters. `expect`: how many rows it must touch, else the whole batch is undone. */
export interface Query {
  readonly sql: string
  readonly params: readonly Value[]
  readonly expect?: number
}

/** Where a parameter comes from: a named value and how the dialect stores it, or a constant. */
export type Hole =
  | { readonly name: string; readonly as: 'plain' | 'json' | 'flag' }
  | { readonly name: null; readonly constant: Value }

/** A statement built once, as plain data that can cross threads. `Values` says what fills it; it exists only as a type. */
export interface Template<Values> {
  readonly sql: string
  readonly holes: readonly Hole[]
  readonly values?: (values: Values) => void
}

/** A template with values in its holes. */
export const fill = <Values extends object>({ sql, holes }: Template<Values>, values: Values): Query => {
  const named = values as Record<string, unknown>
  return { sql, params: holes.map(hole => (hole.name === null ? hole.constant : stored(named[hole.name], hole.as))) }
}

const stored = (value: unknown, as: 'plain' | 'json' | 'flag'): Value => {
  if (as === 'json') return JSON.stringify(value)
  if (as === 'flag') return value === null ? null : value ? 1 : 0
  return toValue(value)
}

/** A parameter; throws a TypeError for what no column takes. */
export const toValue = (value: unknown): Value => {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  throw new TypeError(`a query cannot take a parameter of type ${typeof value}`)
}
