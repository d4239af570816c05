import type { Fact } from '../../../domain/fact.ts'
import type { AccessRow } from '../../../engine/cases/access-store.ts'
import type { Builder } from '../db.ts'
import { and, eq, isNotNull, isNull, sql } from '../drizzle.ts'
import { hole, holes, template } from '../template.ts'

type Erased = Extract<Fact, { kind: 'person_erased' }>
interface OfCase {
  readonly caseNo: string
}
interface OfCall {
  readonly callId: string
}
interface OfPerson {
  readonly personId: string
}
interface OfMissed {
  readonly missedId: number
}
interface OfAttachment {
  readonly attachmentId: string
}
interface OfMessage {
  readonly messageKey: string
  readonly at: number
}
interface Reason {
  readonly seq: number
  readonly reason: string
}

/** The statements that write who looked at a case, and that take personal data out of the tables. */
export const accessTemplates = ({ db, tables }: Builder) => {
  const { caseAccesses, erasures, cases, caseCalls, ratings, calls, parties, drafts, missedCalls, facts } = tables
  const { historyCalls, historyRatings } = tables
  const { attachments, outbox, persons, personNumbers, ratingRulings, scoreObjections } = tables
  const nothing = sql`''`
  const unknown = sql`null`
  return {
    accessed: template<AccessRow>(
      db.insert(caseAccesses).values(holes('seq', 'at', 'kind', 'caseNo', 'by', 'role', 'reason', 'address', 'what')),
    ),
    erased: template<Erased & { readonly seq: number }>(
      db.insert(erasures).values(holes('seq', 'at', 'numberHash', 'by', 'reason')),
    ),
    caseErased: template<OfCase>(
      db
        .update(cases)
        .set({
          ...{ title: nothing, text: nothing, place: nothing, requesterName: nothing, answer: nothing },
          ...{ number: unknown, coordinates: unknown, queryCode: unknown, foreignId: unknown },
        })
        .where(eq(cases.caseNo, hole('caseNo'))),
    ),
    caseNotesErased: template<OfCase>(
      db
        .update(caseCalls)
        .set({ note: nothing })
        .where(eq(caseCalls.caseNo, hole('caseNo'))),
    ),
    caseRatingsErased: template<OfCase>(
      db
        .update(ratings)
        .set({ reason: nothing })
        .where(eq(ratings.caseNo, hole('caseNo'))),
    ),
    caseRulingsErased: template<OfCase>(
      db
        .update(ratingRulings)
        .set({ reason: nothing, decision: nothing })
        .where(eq(ratingRulings.caseNo, hole('caseNo'))),
    ),
    attachmentNameErased: template<OfAttachment>(
      db
        .update(attachments)
        .set({
          name: nothing,
          uploader: sql`case when ${attachments.uploaderKind} in ('citizen', 'wechat') then '' else ${attachments.uploader} end`,
        })
        .where(eq(attachments.id, hole('attachmentId'))),
    ),
    /** It stays under its key, so that it is not made anew; what has not left will not leave. */
    messageErased: template<OfMessage>(
      db
        .update(outbox)
        .set({
          ...{ recipient: nothing, values: sql`'{}'`, subject: nothing, text: nothing },
          ...{ lastError: unknown, receipt: unknown },
          state: sql`case when ${outbox.endedAt} is null then 'expired' else ${outbox.state} end`,
          endedAt: sql`coalesce(${outbox.endedAt}, ${hole('at')})`,
        })
        .where(eq(outbox.key, hole('messageKey'))),
    ),
    callErased: template<OfCall>(
      db
        .update(calls)
        .set({ number: unknown, rawNumber: nothing })
        .where(eq(calls.id, hole('callId'))),
    ),
    callNotesErased: template<OfCall>(
      db
        .update(caseCalls)
        .set({ note: nothing })
        .where(eq(caseCalls.callId, hole('callId'))),
    ),
    callPartiesErased: template<OfCall>(
      db
        .update(parties)
        .set({ number: unknown, name: unknown })
        .where(and(eq(parties.callId, hole('callId')), isNull(parties.contactId))),
    ),
    callDraftsErased: template<OfCall>(db.delete(drafts).where(eq(drafts.callId, hole('callId')))),
    personErased: template<OfPerson>(db.delete(persons).where(eq(persons.id, hole('personId')))),
    personNumbersErased: template<OfPerson>(
      db.delete(personNumbers).where(eq(personNumbers.personId, hole('personId'))),
    ),
    /** Before the call itself: its case is found by it. */
    historyNotesErased: template<OfCall>(
      db
        .update(historyRatings)
        .set({ adjudicationReason: unknown })
        .where(
          eq(
            historyRatings.caseNo,
            sql`(select ${historyCalls.caseNo} from ${historyCalls} where ${historyCalls.callId} = ${hole('callId')})`,
          ),
        ),
    ),
    historyCallErased: template<OfCall>(
      db
        .update(historyCalls)
        .set({ number: unknown, rawNumber: unknown })
        .where(eq(historyCalls.callId, hole('callId'))),
    ),
    missedErased: template<OfMissed>(
      db
        .update(missedCalls)
        .set({ number: nothing })
        .where(and(eq(missedCalls.id, hole('missedId')), isNotNull(missedCalls.closedAt))),
    ),
    missedEnded: template<OfMissed>(
      db.delete(missedCalls).where(and(eq(missedCalls.id, hole('missedId')), isNull(missedCalls.closedAt))),
    ),
    accessRedacted: template<Reason>(
      db
        .update(caseAccesses)
        .set({ reason: sql`${hole('reason')}` })
        .where(eq(caseAccesses.seq, hole('seq'))),
    ),
    objectionRedacted: template<Reason>(
      db
        .update(scoreObjections)
        .set({ reason: sql`${hole('reason')}` })
        .where(eq(scoreObjections.seq, hole('seq'))),
    ),
    scoreRulingRedacted: template<Reason>(
      db
        .update(scoreObjections)
        .set({ ruling: sql`${hole('reason')}` })
        .where(eq(scoreObjections.ruledSeq, hole('seq'))),
    ),
    factRedacted: template<{ readonly seq: number; readonly body: string }>(
      db
        .update(facts)
        .set({ body: sql`${hole('body')}` })
        .where(eq(facts.seq, hole('seq'))),
    ),
  }
}
