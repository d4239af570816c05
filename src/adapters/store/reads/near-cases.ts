import { rarity } from '../../../domain/cases/likeness.ts'
import type { Backend } from '../backend.ts'
import type { DialectName } from '../db.ts'
import type { Query, Value } from '../query.ts'
import { caseKeySql, monthBefore, monthOfKey, placeOfKey } from '../search/case-key.ts'
import { postgresQuery, sqliteMatch } from './case-words.ts'

/** The keys of cases near a text, the likeliest first, and how much each of its segments tells. */
export interface NearKeys {
  readonly keys: readonly number[]
  readonly weights: ReadonlyMap<string, number>
}

/** Segments that are looked up, evenly over a longer text: each is a seek in the index. */
const mostSegments = 16

/** The newest cases of each segment that are looked at; a segment that more have in few days tells nothing. */
const newest = 250

/** Cases whose texts are compared then. */
const mostCases = 24

/** For a segment that every case has: how many cases a day there are, where nothing else is known. */
const casesADay = 500

type Read = Backend['read']

/**
 * Looks up each segment by itself, the newest cases first, and takes the cases that share most of the rare ones. No statistics are kept:
 * how rare a segment is follows from the days that its newest cases reach back. Who may find a case is asked when its row is read: few are
 * confidential, and a list that says so would have to be read with each segment.
 */
export const findNear =
  (dialect: DialectName, read: Read) =>
  async (segments: readonly string[]): Promise<NearKeys> => {
    const sought = spread(segments)
    if (sought.length === 0) return { keys: [], weights: new Map() }
    const [last] = await read([lastKey])
    const top = last?.[0]?.[0]
    if (typeof top !== 'number') return { keys: [], weights: new Map() }
    const lists = await listsOf[dialect](read, sought, top)
    const weights = new Map<string, number>()
    const scores = new Map<number, number>()
    for (const [index, segment] of sought.entries()) {
      const keys = lists[index] ?? []
      const weight = weightOf(keys, top)
      weights.set(segment, weight)
      for (const key of keys) scores.set(key, (scores.get(key) ?? 0) + weight)
    }
    const keys = [...scores].sort(([a, x], [b, y]) => y - x || b - a).map(([key]) => key)
    return { keys: keys.slice(0, mostCases), weights }
  }

const lastKey: Query = {
  sql: `select ${caseKeySql} from cases order by local_day desc, running desc limit 1`,
  params: [],
}

const spread = (segments: readonly string[]): readonly string[] => {
  const step = Math.max(1, segments.length / mostSegments)
  return segments.filter((_, n) => Math.floor(n / step) !== Math.floor((n - 1) / step))
}

/** Keys come as one text: a row for each would take longer between the threads than all else. */
const keysIn = (list: Value | undefined): number[] => (typeof list === 'string' ? list.split(',').map(Number) : [])

/** By how many cases a day have the segment. A list that is not full reaches back as far as there are cases. */
const weightOf = (keys: readonly number[], top: number): number => {
  if (keys.length === 0) return rarity(0, casesADay)
  const last = Math.min(...keys)
  const days = keys.length < newest ? 365 : Math.max(1, dayNumber(top) - dayNumber(last))
  return rarity(Math.min(casesADay, keys.length / days), casesADay)
}

/** Days since 1970 of a key. */
const dayNumber = (key: number): number => {
  const { localDay } = placeOfKey(key)
  return Date.UTC(Math.floor(localDay / 10_000), (Math.floor(localDay / 100) % 100) - 1, localDay % 100) / 86_400_000
}

type Lists = (read: Read, sought: readonly string[], top: number) => Promise<readonly (readonly number[])[]>

/** The newest keys of each segment. */
const listsOf: Readonly<Record<DialectName, Lists>> = {
  async sqlite(read, sought) {
    const rows = await read(
      sought.map(segment => ({
        sql: `select group_concat(rowid) from
              (select rowid from case_words where case_words match ? order by rowid desc limit ?)`,
        params: [sqliteMatch([segment], undefined), newest],
      })),
    )
    return rows.map(each => keysIn(each[0]?.[0]))
  },
  // Month by month, the last two only: PostgreSQL reads all of a list before it takes the newest, so it reads no month in vain.
  async postgres(read, sought, top) {
    const lists: number[][] = sought.map(() => [])
    for (const month of [monthOfKey(top), monthBefore(monthOfKey(top))]) {
      const short = sought.flatMap((segment, index) =>
        (lists[index]?.length ?? 0) < newest ? [{ segment, index }] : [],
      )
      if (short.length === 0) break
      const rows = await read(short.map(({ segment }) => newestOfMonth(segment, month)))
      for (const [n, { index }] of short.entries()) lists[index]?.push(...keysIn(rows[n]?.[0]?.[0]))
    }
    return lists.map(keys => keys.slice(0, newest))
  },
}

const newestOfMonth = (segment: string, month: number): Query => ({
  sql: `with found as materialized (select key from case_words where segments @@ $1::tsquery)
        select string_agg(key::text, ',') from (select key from found order by key desc limit $2) newest`,
  params: [postgresQuery([segment], [month]), newest],
})
