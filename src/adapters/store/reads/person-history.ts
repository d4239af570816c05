import type { PersonHistoryCall } from '../../../engine/privacy/person-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, inArray, isNotNull } from '../drizzle.ts'
import { inParts } from './in-parts.ts'

/** What was imported of one number. */
export const personHistory = ({ db, tables: { historyCalls: calls, historyRatings: ratings } }: Builder) => ({
  async historyCallsOf(number: string): Promise<readonly PersonHistoryCall[]> {
    const { callId, direction, purpose, arrivedAt, answeredAt, endedAt, rawNumber, caseNo } = calls
    const found = await db
      .select({
        ...{ callId, direction, purpose, arrivedAt, answeredAt, endedAt, rawNumber, caseNo },
        number: calls.number,
      })
      .from(calls)
      .where(eq(calls.number, number))
      .orderBy(asc(calls.arrivedAt), asc(calls.callId))
    const caseNos = [...new Set(found.flatMap(call => call.caseNo ?? []))]
    const written = await inParts(caseNos, part =>
      db
        .select({ caseNo: ratings.caseNo, note: ratings.adjudicationReason })
        .from(ratings)
        .where(and(inArray(ratings.caseNo, part), isNotNull(ratings.adjudicationReason))),
    )
    return found.map(call => ({
      ...call,
      notes: written.flatMap(({ caseNo: of, note }) => (of === call.caseNo && note !== null ? [note] : [])),
    }))
  },
})
