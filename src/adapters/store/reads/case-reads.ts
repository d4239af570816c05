import type { CaseReads } from '../../../engine/cases/case-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, gte, isNotNull, isNull, ne, or } from '../drizzle.ts'
import { toFact } from '../ledger/fact-row.ts'
import type { Tables } from '../schema/define.ts'
import type { CaseWorkReads } from './case-work-reads.ts'
import { ofTheHotline } from './of-the-hotline.ts'

/** What of a case is read: all but what only finds it. */
export const shown = ({ cases }: Tables) => columnsOf(cases)

const columnsOf = (cases: Tables['cases']) => {
  const { caseNo, state, class: of, title, text, place, requesterName, contact, number } = cases
  const { urgent, confidential, anonymous, enterprise, specialNeeds, supervised, extended, sensitive } = cases
  const { agentId, callId, acceptedAt, answer, closedAt, channel, topic, danger, coordinates } = cases
  const { foreignPlatform, foreignId, since, owner, deadline, unit, handlerUnit, coUnits, dispatchedAt, dueAt } = cases
  const { provisional, round, returns, redos, urges, extensionAsked, draftReply, suggestedUnit, masterNo } = cases
  const { result, score } = cases
  return {
    ...{ caseNo, state, class: of, title, text, place, requesterName, contact, number },
    ...{ urgent, confidential, anonymous, enterprise, specialNeeds, supervised, extended, sensitive },
    ...{ agentId, callId, acceptedAt, answer, closedAt, channel, topic, danger, coordinates },
    ...{ foreignPlatform, foreignId, since, owner, deadline, unit, handlerUnit, coUnits, dispatchedAt, dueAt },
    ...{ provisional, round, returns, redos, urges, extensionAsked, draftReply, suggestedUnit, masterNo },
    ...{ result, score },
  }
}

/** Cases by number, and what calls came to. */
export const caseReads = ({
  db,
  tables,
}: Builder): Omit<CaseReads, 'cases' | 'nearCases' | 'undecidedCounts' | keyof CaseWorkReads> => {
  const { cases, caseCalls, caseFacts, callOutcomes, calls, drafts, facts } = tables
  return {
    async caseByNo(caseNo) {
      const { callId, as, agentId, at, note } = caseCalls
      const [found, linked] = await Promise.all([
        db.select(shown(tables)).from(cases).where(eq(cases.caseNo, caseNo)),
        db.select({ callId, as, agentId, at, note }).from(caseCalls).where(eq(caseCalls.caseNo, caseNo)),
      ])
      return found[0] ? { case: found[0], calls: [...linked].sort((a, b) => a.at - b.at) } : null
    },

    async hasUrgentCase(number) {
      const found = await db
        .select({ caseNo: cases.caseNo })
        .from(cases)
        .where(and(eq(cases.number, number), isNull(cases.closedAt), eq(cases.urgent, true)))
        .limit(1)
      return found.length > 0
    },

    async caseFacts(caseNo) {
      const { at, received, kind, body } = facts
      const rows = await db
        .select({ at, received, kind, body })
        .from(caseFacts)
        .innerJoin(facts, eq(facts.seq, caseFacts.seq))
        .where(eq(caseFacts.caseNo, caseNo))
        .orderBy(asc(caseFacts.seq))
      return rows.map(toFact)
    },

    async caseOfRequest(requestId) {
      const { caseNo, agentId, callId } = cases
      const found = await db.select({ caseNo, agentId, callId }).from(cases).where(eq(cases.requestId, requestId))
      return found[0] ?? null
    },

    async lastCasePlace() {
      const { localDay, running } = cases
      const found = await db.select({ localDay, running }).from(cases).orderBy(desc(localDay), desc(running)).limit(1)
      return found[0] ?? null
    },

    async callDecision(callId) {
      const { outcome, caseNo, reason, agentId } = callOutcomes
      const { title, state, requestId, confidential } = cases
      const [decided, linked] = await Promise.all([
        db.select({ outcome, caseNo, reason, agentId }).from(callOutcomes).where(eq(callOutcomes.callId, callId)),
        db
          .select({
            caseNo: caseCalls.caseNo,
            as: caseCalls.as,
            title,
            state,
            requestId,
            confidential,
            agentId: cases.agentId,
          })
          .from(caseCalls)
          .innerJoin(cases, eq(cases.caseNo, caseCalls.caseNo))
          .where(eq(caseCalls.callId, callId))
          .orderBy(asc(caseCalls.caseNo)),
      ])
      return { decided: decided[0] ?? null, cases: linked }
    },

    async undecidedCalls(agentId, since, limit) {
      const { id, arrivedAt, number, withheld } = calls
      const rows = await db
        .select({ callId: id, arrivedAt, number, withheld, draft: drafts.text, outcome: callOutcomes.outcome })
        .from(calls)
        .leftJoin(callOutcomes, eq(callOutcomes.callId, id))
        .leftJoin(drafts, and(eq(drafts.callId, id), eq(drafts.agentId, agentId)))
        .where(
          and(
            eq(calls.agentId, agentId),
            gte(arrivedAt, since),
            isNotNull(calls.answeredAt),
            ofTheHotline(tables),
            or(isNull(callOutcomes.callId), and(eq(callOutcomes.outcome, 'new_case'), ne(drafts.text, ''))),
          ),
        )
        .orderBy(desc(arrivedAt), desc(id))
        .limit(limit)
      return rows.map(({ draft, outcome, ...row }) => ({
        ...row,
        agentId,
        hasDraft: draft !== null && draft !== '',
        decided: outcome !== null,
      }))
    },
  }
}
