import type { CaseReads, WorkFilter } from '../../../engine/cases/case-store.ts'
import type { Builder, DialectName } from '../db.ts'
import { and, asc, count, eq, gt, gte, inArray, isNotNull, isNull, lt, type SQL, sql } from '../drizzle.ts'
import type { Tables } from '../schema/define.ts'
import { shown } from './case-reads.ts'

/** What is read of cases as work: whose turn it is and when it is due. */
export type CaseWorkReads = Pick<
  CaseReads,
  | 'work'
  | 'workNumber'
  | 'workCounts'
  | 'dispatches'
  | 'heldBy'
  | 'withOpenClocks'
  | 'ownerless'
  | 'deadlinesBetween'
  | 'membersOf'
>

export const caseWorkReads = ({ db, tables, dialect }: Builder): CaseWorkReads => {
  const { cases, dispatches } = tables
  const { owner, deadline, caseNo } = cases
  return {
    work: filter =>
      db
        .select(shown(tables))
        .from(cases)
        .where(and(...conditions(cases, filter, dialect)))
        .orderBy(asc(deadline), asc(caseNo))
        .limit(filter.limit),

    async workNumber(filter, now) {
      const some = db
        .select({ late: sql<number>`case when ${deadline} <= ${now} then 1 else 0 end`.as('late') })
        .from(cases)
        .where(and(...conditions(cases, filter, dialect)))
        .limit(filter.limit)
        .as('some')
      const [row] = await db
        .select({ count: count(), late: sql<number>`coalesce(sum(${some.late}), 0)`.mapWith(Number) })
        .from(some)
      return { count: Number(row?.count ?? 0), late: row?.late ?? 0 }
    },

    async workCounts({ unit, handlerUnit, now }) {
      const rows = await db
        .select({
          owner,
          state: cases.state,
          count: count(),
          late: sql<number>`sum(case when ${deadline} <= ${now} then 1 else 0 end)`.mapWith(Number),
        })
        .from(cases)
        .where(
          and(
            isNotNull(owner),
            unit === undefined ? undefined : eq(cases.unit, unit),
            handlerUnit === undefined ? undefined : eq(cases.handlerUnit, handlerUnit),
          ),
        )
        .groupBy(owner, cases.state)
      return rows.flatMap(row => (row.owner === null ? [] : [{ ...row, owner: row.owner, count: Number(row.count) }]))
    },

    async dispatches(of) {
      const { id: _id, ...columns } = columnsOf(dispatches)
      return db.select(columns).from(dispatches).where(eq(dispatches.caseNo, of)).orderBy(asc(dispatches.number))
    },

    async heldBy(unit) {
      const [led, handled] = await Promise.all(
        [cases.unit, cases.handlerUnit].map(column =>
          db
            .select({ caseNo })
            .from(cases)
            .where(and(isNotNull(owner), eq(column, unit))),
        ),
      )
      return [...new Set([...(led ?? []), ...(handled ?? [])].map(row => row.caseNo))].sort()
    },

    async withOpenClocks(after, limit) {
      const rows = await db
        .select({ caseNo })
        .from(cases)
        .where(and(isNotNull(cases.openDueAt), gt(caseNo, after)))
        .orderBy(asc(caseNo))
        .limit(limit)
      return rows.map(row => row.caseNo)
    },

    async ownerless(limit) {
      const rows = await db
        .select({ caseNo })
        .from(cases)
        .where(and(eq(cases.state, 'registered'), isNull(owner), isNull(cases.closedAt)))
        .orderBy(asc(cases.acceptedAt), asc(caseNo))
        .limit(limit)
      return rows.map(row => row.caseNo)
    },

    deadlinesBetween: (from, to, limit) =>
      db
        .select(shown(tables))
        .from(cases)
        .where(and(isNotNull(owner), gte(deadline, from), lt(deadline, to)))
        .orderBy(asc(deadline), asc(caseNo))
        .limit(limit),

    async membersOf(masterNo) {
      const rows = await db.select({ caseNo }).from(cases).where(eq(cases.masterNo, masterNo)).orderBy(asc(caseNo))
      return rows.map(row => row.caseNo)
    },
  }
}

const columnsOf = (table: Tables['dispatches']) => {
  const { id, caseNo, number, round, unit, handlerUnit, ruled, dispatchedAt, signBy, signedAt } = table
  const { firstDueAt, dueAt, returnAskedAt, contactedAt, repliedAt, endedAt, ended } = table
  return {
    ...{ id, caseNo, number, round, unit, handlerUnit, ruled, dispatchedAt, signBy, signedAt },
    ...{ firstDueAt, dueAt, returnAskedAt, contactedAt, repliedAt, endedAt, ended },
  }
}

/** Cases that this unit assists with. */
export const assistedBy = (cases: Tables['cases'], unit: string, dialect: DialectName): SQL =>
  dialect === 'sqlite'
    ? sql`exists (select 1 from json_each(${cases.coUnits}) where value = ${unit})`
    : sql`${cases.coUnits} @> ${JSON.stringify([unit])}::jsonb`

const conditions = (cases: Tables['cases'], filter: WorkFilter, dialect: DialectName): (SQL | undefined)[] => {
  const { owners, states, unit, handlerUnit, coUnit, extensionAsked, supervised, draftReply } = filter
  const { dueBefore, deadlineBefore, after } = filter
  return [
    owners === undefined ? isNotNull(cases.owner) : inArray(cases.owner, [...owners]),
    states && inArray(cases.state, [...states]),
    filter.agentId === undefined ? undefined : eq(cases.agentId, filter.agentId),
    unit === undefined ? undefined : eq(cases.unit, unit),
    handlerUnit === undefined ? undefined : eq(cases.handlerUnit, handlerUnit),
    coUnit === undefined ? undefined : assistedBy(cases, coUnit, dialect),
    extensionAsked === undefined ? undefined : eq(cases.extensionAsked, extensionAsked),
    supervised === undefined ? undefined : eq(cases.supervised, supervised),
    draftReply === undefined ? undefined : eq(cases.draftReply, draftReply),
    dueBefore === undefined ? undefined : lt(cases.openDueAt, dueBefore),
    deadlineBefore === undefined ? undefined : lt(cases.deadline, deadlineBefore),
    filter.dueFrom === undefined ? undefined : gte(cases.openDueAt, filter.dueFrom),
    filter.dissatisfied === undefined
      ? undefined
      : filter.dissatisfied
        ? eq(cases.score, 'dissatisfied')
        : sql`(${cases.score} is null or ${cases.score} <> 'dissatisfied')`,
    after && sql`(${cases.deadline}, ${cases.caseNo}) > (${after.deadline}, ${after.caseNo})`,
  ]
}
