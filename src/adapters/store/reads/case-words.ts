import type { Backend } from '../backend.ts'
import type { DialectName } from '../db.ts'
import type { Query, Row, Value } from '../query.ts'
import { finderOf, foundByAll } from '../search/case-index.ts'
import { caseKeySql, firstKeyOfMonth, monthBefore, monthOfKey } from '../search/case-key.ts'

/** Cases that are looked for by words. */
export interface WordSearch {
  /** All of these are in the case; at least one. */
  readonly sought: readonly string[]
  /** Only keys below this one. */
  readonly below: number
  /** Of confidential cases only those of this agent; undefined: all. */
  readonly confidentialOf: string | undefined
  /** Open cases only. */
  readonly open: boolean
  /** Which of these are meant, as a condition on `cases`; null: any. */
  readonly among: Query | null
  readonly limit: number
}

/** Finds the keys of cases by words, the newest first. */
export type FindByWords = (search: WordSearch) => Promise<readonly number[]>

type Read = Backend['read']

/** How a dialect looks up words. */
export const findByWords = (dialect: DialectName, read: Read): FindByWords =>
  dialect === 'sqlite' ? inSqlite(read) : inPostgres(read)

const numbers = (rows: readonly Row[] | undefined): number[] => (rows ?? []).map(row => Number(row[0]))

const quoted = (segment: string): string => `"${segment}"`

/** A list of FTS5 is read backwards from the newest case on, and no further than the page needs. */
export const sqliteMatch = (sought: readonly string[], confidentialOf: string | undefined): string => {
  const finders = confidentialOf === undefined ? [] : [`(${quoted(foundByAll)} OR ${quoted(finderOf(confidentialOf))})`]
  return [...sought.map(quoted), ...finders].join(' AND ')
}

const inSqlite =
  (read: Read): FindByWords =>
  async ({ sought, below, confidentialOf, open, among, limit }) => {
    const wanted = [...(open ? ['closed_at is null'] : []), ...(among === null ? [] : [`(${among.sql})`])]
    // with a plus sign: else each of the few cases would be sought in the list by itself
    const few =
      wanted.length === 0 ? '' : `and +rowid in (select ${caseKeySql} from cases where ${wanted.join(' and ')})`
    const [rows] = await read([
      {
        sql: `select rowid from case_words where case_words match ? and rowid < ? ${few} order by rowid desc limit ?`,
        params: [sqliteMatch(sought, confidentialOf), below, ...(among?.params ?? []), limit],
      },
    ])
    return numbers(rows)
  }

/** Most months that one query looks into. */
const widest = 64

/**
 * PostgreSQL reads a list whole before it sorts, so it looks into the newest month first, then into twice as many, and so on: of a
 * frequent word one month is enough, and a rare one is found nowhere in little time. Open cases are few, and have a table of their own.
 */
const inPostgres =
  (read: Read): FindByWords =>
  async search => {
    const { among, below, limit } = search
    if (search.open) {
      const [rows] = await read([openQuery(search)])
      return numbers(rows)
    }
    const [ends] = await read([rangeOf(among, below)])
    const [oldest, newest] = ends?.[0] ?? []
    if (typeof oldest !== 'number' || typeof newest !== 'number') return []
    const found: number[] = []
    let month = monthOfKey(newest)
    for (let span = 1; month >= monthOfKey(oldest); span = Math.min(2 * span, widest)) {
      const months = monthsBack(month, span, monthOfKey(oldest))
      const last = months.at(-1) ?? month
      const [rows] = await read([monthsQuery(search, months, limit - found.length)])
      found.push(...numbers(rows))
      if (found.length >= limit) break
      month = monthBefore(last)
    }
    return found
  }

const monthsBack = (from: number, count: number, to: number): readonly number[] => {
  const months: number[] = []
  for (let month = from; months.length < count && month >= to; month = monthBefore(month)) months.push(month)
  return months
}

const rangeOf = (among: Query | null, below: number): Query =>
  among === null
    ? { sql: 'select min(key), max(key) from case_words where key < $1', params: [below] }
    : {
        sql: `select min(key), max(key) from (select ${caseKeySql} as key from cases where ${renumbered(among, 1)}) few where key < $1`,
        params: [below, ...among.params],
      }

/** The condition with its parameters counted on from `from`. */
const renumbered = ({ sql }: Query, from: number): string =>
  sql.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + from}`)

const openQuery = ({ sought, below, confidentialOf, among, limit }: WordSearch): Query => {
  const params: Value[] = [sought.map(segment => `'${segment}'`).join(' & '), below, limit]
  const finder = confidentialOf === undefined ? '' : 'and (confidential_of is null or confidential_of = $4)'
  if (confidentialOf !== undefined) params.push(confidentialOf)
  const few =
    among === null
      ? ''
      : `and key in (select ${caseKeySql} from cases where closed_at is null and (${renumbered(among, params.length)}))`
  return {
    sql: `with found as materialized (select key, confidential_of from case_words_open where segments @@ $1::tsquery)
          select key from found where key < $2 ${finder} ${few} order by key desc limit $3`,
    params: [...params, ...(among?.params ?? [])],
  }
}

/** A query of PostgreSQL for all segments within one of these months. */
export const postgresQuery = (sought: readonly string[], months: readonly number[]): string =>
  months.map(month => `(${sought.map(segment => `'${month}${segment}'`).join(' & ')})`).join(' | ')

/** `materialized`: else the planner may walk the keys and take each row's segments out to look for the words. */
const monthsQuery = (
  { sought, below, confidentialOf, among }: WordSearch,
  months: readonly number[],
  limit: number,
): Query => {
  const oldest = firstKeyOfMonth(months.at(-1) ?? 0)
  const params: Value[] = [postgresQuery(sought, months), below, limit, oldest]
  const finder = confidentialOf === undefined ? '' : 'and (confidential_of is null or confidential_of = $5)'
  if (confidentialOf !== undefined) params.push(confidentialOf)
  // by the days of these months, so that not all that is open is looked up for each of them
  const days = `local_day >= ${(months.at(-1) ?? 0) * 100} and local_day <= ${(months[0] ?? 0) * 100 + 99}`
  const few =
    among === null
      ? ''
      : `and key in (select ${caseKeySql} from cases where ${days} and (${renumbered(among, params.length)}))`
  return {
    sql: `with found as materialized (select key, confidential_of from case_words where segments @@ $1::tsquery)
          select key from found where key < $2 and key >= $4 ${finder} ${few} order by key desc limit $3`,
    params: [...params, ...(among?.params ?? [])],
  }
}
