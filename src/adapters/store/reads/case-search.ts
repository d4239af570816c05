import { soughtSegments } from '../../../domain/text/segments.ts'
import type { CaseFilter, CaseReads, CaseRow } from '../../../engine/cases/case-store.ts'
import type { Backend } from '../backend.ts'
import type { Builder } from '../db.ts'
import { and, count, desc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from '../drizzle.ts'
import type { Query } from '../query.ts'
import type { Tables } from '../schema/define.ts'
import { nothingFilled } from '../search/case-index.ts'
import { caseNoOfKey, keyOfCaseNo } from '../search/case-key.ts'
import { built } from '../template.ts'
import { shown } from './case-reads.ts'
import { findByWords } from './case-words.ts'
import { findNear } from './near-cases.ts'
import { ofTheHotline } from './of-the-hotline.ts'

/** Lists and counts that read many rows: on the connection that no call waits for. */
export const caseSearch = (
  builder: Builder,
  { read }: Pick<Backend, 'read'>,
): Pick<CaseReads, 'cases' | 'nearCases' | 'undecidedCounts'> => {
  const { db, dialect, tables } = builder
  const { cases, calls, callOutcomes } = tables
  const find = findByWords(dialect, read)
  const near = findNear(dialect, read)

  const list = (filter: CaseFilter): Promise<readonly CaseRow[]> =>
    db
      .select(shown(tables))
      .from(cases)
      .where(and(...conditions(cases, filter), after(cases, filter)))
      .orderBy(desc(cases.acceptedAt), desc(cases.caseNo))
      .limit(filter.limit)

  /** Cases by words come in the order of their numbers, since that is the order of the index. */
  const byWords = async (filter: CaseFilter, words: readonly string[]): Promise<readonly CaseRow[]> => {
    const sought = soughtSegments(words.join(' '))
    const before = filter.before === undefined ? nothingFilled : keyOfCaseNo(filter.before.caseNo)
    if (sought.length === 0 || before === null) return []
    const { open: wish, ...others } = filter
    const open = wish === true
    const wanted = conditions(cases, open ? others : filter)
    const found: CaseRow[] = []
    let below = before
    while (found.length < filter.limit) {
      const limit = filter.limit - found.length
      const among = wanted.length === 0 ? null : conditionOf(builder, and(...wanted))
      const keys = await find({ sought, below, confidentialOf: filter.confidentialOf, open, among, limit })
      found.push(...(await byKeys(filter.confidentialOf, keys, open)))
      below = keys.at(-1) ?? 0
      // fewer rows than keys: the index knew less than the rows do
      if (keys.length < limit) break
    }
    return found
  }

  /** A row says more of who may find it and whether it is open than an index does. */
  const byKeys = async (
    confidentialOf: string | undefined,
    keys: readonly number[],
    open = false,
  ): Promise<readonly CaseRow[]> => {
    if (keys.length === 0) return []
    const mayFind =
      confidentialOf === undefined ? undefined : or(eq(cases.confidential, false), eq(cases.agentId, confidentialOf))
    return db
      .select(shown(tables))
      .from(cases)
      .where(and(inArray(cases.caseNo, keys.map(caseNoOfKey)), mayFind, open ? isNull(cases.closedAt) : undefined))
      .orderBy(desc(cases.localDay), desc(cases.running))
  }

  return {
    nearCases: async (segments, confidentialOf) => {
      const { keys, weights } = await near(segments)
      return { cases: await byKeys(confidentialOf, keys), weights }
    },

    cases: filter => (filter.words === undefined ? list(filter) : byWords(filter, filter.words)),

    async undecidedCounts(from, to) {
      const rows = await db
        .select({ agentId: calls.agentId, count: count() })
        .from(calls)
        .leftJoin(callOutcomes, eq(callOutcomes.callId, calls.id))
        .where(
          and(
            gte(calls.arrivedAt, from),
            lt(calls.arrivedAt, to),
            isNotNull(calls.answeredAt),
            ofTheHotline(tables),
            isNull(callOutcomes.callId),
          ),
        )
        .groupBy(calls.agentId)
      return rows.flatMap(row => (row.agentId === null ? [] : [{ agentId: row.agentId, count: Number(row.count) }]))
    },
  }
}

const conditions = (
  cases: Tables['cases'],
  { caseNo, number, lastDigits, open, ofUnit, confidentialOf }: CaseFilter,
): SQL[] => [
  ...(ofUnit === undefined ? [] : [sql`(${cases.unit} = ${ofUnit} or ${cases.handlerUnit} = ${ofUnit})`]),
  ...(caseNo === undefined ? [] : [eq(cases.caseNo, caseNo)]),
  ...(number === undefined ? [] : [eq(cases.number, number)]),
  ...(lastDigits === undefined
    ? []
    : [gte(cases.acceptedAt, lastDigits.since), sql`${cases.number} like ${`%${lastDigits.digits}`}`]),
  // no number finds a confidential case of another
  ...((number === undefined && lastDigits === undefined) || confidentialOf === undefined
    ? []
    : [sql`(not ${cases.confidential} or ${cases.agentId} = ${confidentialOf})`]),
  ...(open === undefined ? [] : [open ? isNull(cases.closedAt) : isNotNull(cases.closedAt)]),
]

const after = (cases: Tables['cases'], { before }: CaseFilter): SQL | undefined =>
  before && sql`(${cases.acceptedAt}, ${cases.caseNo}) < (${before.acceptedAt}, ${before.caseNo})`

/** A condition on `cases` as text with its parameters. */
const conditionOf = ({ db, tables: { cases } }: Builder, condition: SQL | undefined): Query => {
  const { sql: text, params } = built(db.select({ caseNo: cases.caseNo }).from(cases).where(condition))
  return { sql: text.slice(text.indexOf(' where ') + ' where '.length), params }
}
