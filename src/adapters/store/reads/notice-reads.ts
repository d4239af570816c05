import type { NoticeReads, NoticesOf } from '../../../engine/cases/notice-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from '../drizzle.ts'
import { toFact } from '../ledger/fact-row.ts'

/** The row in which the place of each kind of notices is kept. */
export const placeOf: Readonly<Record<NoticesOf, number>> = { cases: 1, articles: 2 }

/** What notices are made of. */
export const noticeReads = ({ db, tables }: Builder): NoticeReads => {
  const { cases, dispatches, caseFacts, facts, outbox, noticeProgress } = tables
  return {
    async noticeProgress(of) {
      const [found] = await db
        .select({ seq: noticeProgress.seq })
        .from(noticeProgress)
        .where(eq(noticeProgress.id, placeOf[of]))
      return found?.seq ?? null
    },

    async lastCaseFact() {
      const [found] = await db.select({ seq: sql<number | null>`max(${caseFacts.seq})` }).from(caseFacts)
      return Number(found?.seq ?? 0)
    },

    async caseHappenings(after, limit) {
      const { at, received, kind, body } = facts
      const rows = await db
        .select({ seq: caseFacts.seq, at, received, kind, body })
        .from(caseFacts)
        .innerJoin(facts, eq(facts.seq, caseFacts.seq))
        .where(gt(caseFacts.seq, after))
        .orderBy(asc(caseFacts.seq))
        .limit(limit)
      const happenings = rows.flatMap(({ seq, ...row }) => {
        const fact = toFact(row)
        return fact.kind === 'case_moved' || fact.kind === 'case_registered' ? [{ seq, fact }] : []
      })
      return { happenings, last: rows.at(-1)?.seq ?? null }
    },

    async openClocks(after, limit) {
      const { caseNo, openDueAt, title, confidential, urgent, state, class: of } = cases
      const { number, unit, dispatchedAt, firstDueAt, signBy } = dispatches
      const rows = await db
        .select({
          ...{ caseNo, dueAt: openDueAt, title, confidential, urgent, state, class: of },
          ...{ number, unit, dispatchedAt, firstDueAt, signBy },
        })
        .from(cases)
        .innerJoin(dispatches, and(eq(dispatches.caseNo, caseNo), isNull(dispatches.endedAt)))
        .where(
          and(
            isNotNull(openDueAt),
            after === null ? undefined : sql`(${openDueAt}, ${caseNo}) > (${after.dueAt}, ${after.caseNo})`,
          ),
        )
        .orderBy(asc(openDueAt), asc(caseNo))
        .limit(limit)
      return rows.flatMap(({ state: now, dueAt, ...row }) =>
        dueAt === null ? [] : [{ ...row, dueAt, suspended: now === 'suspended' }],
      )
    },

    async messagesKnown(keys) {
      if (keys.length === 0) return []
      const rows = await db
        .select({ key: outbox.key })
        .from(outbox)
        .where(inArray(outbox.key, [...keys]))
      return rows.map(({ key }) => key)
    },
  }
}
