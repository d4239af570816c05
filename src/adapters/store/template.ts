import type { Placeholder } from 'drizzle-orm'
import { Column, is, Param, PlaceholderClass, sql } from './drizzle.ts'
import { type Hole, type Query, type Template, toValue } from './query.ts'

interface Built {
  toSQL(): { readonly sql: string; readonly params: readonly unknown[] }
}

/** A query of drizzle with its values in place. */
export const built = (query: Built): Query => {
  const { sql: text, params } = query.toSQL()
  return { sql: text, params: params.map(toValue) }
}

/** A query of drizzle built once, to be filled for each use: building it each time would cost seven times as much. */
export const template = <Values extends object>(query: Built): Template<Values> => {
  const { sql: text, params } = query.toSQL()
  return { sql: text, holes: params.map(toHole) }
}

/** A place for a value in a query that is built once. */
export const hole = (name: string): Placeholder => sql.placeholder(name)

/** Places by the names of their columns, for an insert. */
export const holes = <Name extends string>(...names: readonly Name[]): { [N in Name]: Placeholder } =>
  Object.fromEntries(names.map(name => [name, hole(name)])) as { [N in Name]: Placeholder }

const toHole = (param: unknown): Hole => {
  if (is(param, PlaceholderClass)) return { name: param.name, as: 'plain' }
  if (!is(param, Param) || !is(param.value, PlaceholderClass)) return { name: null, constant: toValue(param) }
  const { encoder } = param
  if (is(encoder, Column) && encoder.dataType === 'json') return { name: param.value.name, as: 'json' }
  return { name: param.value.name, as: encoder.mapToDriverValue(true) === 1 ? 'flag' : 'plain' }
}
