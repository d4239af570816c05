import type { Fact } from '../../../domain/fact.ts'
import type { Builder } from '../db.ts'
import { and, eq, sql } from '../drizzle.ts'
import { hole, holes, template } from '../template.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>

/** The statements that write what happens to cases, outcomes and known callers. */
export const caseTemplates = ({ db, tables }: Builder) => {
  const { cases, caseCalls, caseFacts, callOutcomes, persons, personNumbers, sharedNumbers } = tables
  return {
    /** Its number and its wish are given once; a row that is there already stands. */
    caseRegistered: template<Of<'case_registered'> & { readonly words: string }>(
      db
        .insert(cases)
        .values({
          ...holes('caseNo', 'requestId', 'class', 'title', 'text', 'place', 'requesterName', 'contact', 'number'),
          ...holes('urgent', 'confidential', 'anonymous', 'enterprise', 'specialNeeds'),
          ...holes('agentId', 'callId', 'localDay', 'running', 'words'),
          state: 'registered',
          acceptedAt: hole('at'),
          answer: '',
        })
        .onConflictDoNothing(),
    ),
    caseAnsweredOnline: template<Of<'case_answered_online'>>(
      db
        .update(cases)
        .set({ state: 'answered_online', answer: sql`${hole('answer')}`, closedAt: sql`${hole('at')}` })
        .where(eq(cases.caseNo, hole('caseNo'))),
    ),
    caseLinked: template<Of<'case_linked'>>(
      db
        .insert(caseCalls)
        .values(holes('caseNo', 'callId', 'as', 'agentId', 'at', 'note'))
        .onConflictDoUpdate({ target: [caseCalls.caseNo, caseCalls.callId], set: { note: sql`excluded.note` } }),
    ),
    caseUnlinked: template<Of<'case_unlinked'>>(
      db
        .delete(caseCalls)
        .where(
          and(
            eq(caseCalls.caseNo, hole('caseNo')),
            eq(caseCalls.callId, hole('callId')),
            eq(caseCalls.as, 'follow_up'),
          ),
        ),
    ),
    caseFact: template<{ readonly seq: number; readonly caseNo: string }>(
      db.insert(caseFacts).values(holes('seq', 'caseNo')),
    ),
    callOutcome: template<Of<'call_outcome'>>(
      db
        .insert(callOutcomes)
        .values(holes('callId', 'outcome', 'caseNo', 'reason', 'agentId', 'at'))
        .onConflictDoUpdate({
          target: callOutcomes.callId,
          set: {
            outcome: sql`excluded.outcome`,
            caseNo: sql`excluded.case_no`,
            reason: sql`excluded.reason`,
            agentId: sql`excluded.agent_id`,
            at: sql`excluded.at`,
          },
        }),
    ),
    callUndecided: template<Of<'call_outcome'>>(db.delete(callOutcomes).where(eq(callOutcomes.callId, hole('callId')))),
    personConfirmed: template<Of<'person_confirmed'>>(
      db
        .insert(persons)
        .values({ ...holes('name', 'place', 'elder', 'minor', 'disabled', 'contact', 'note'), id: hole('personId') })
        .onConflictDoUpdate({
          target: persons.id,
          set: {
            name: sql`excluded.name`,
            place: sql`excluded.place`,
            elder: sql`excluded.elder`,
            minor: sql`excluded.minor`,
            disabled: sql`excluded.disabled`,
            contact: sql`excluded.contact`,
            note: sql`excluded.note`,
          },
        }),
    ),
    personNumber: template<Of<'person_confirmed'>>(
      db
        .insert(personNumbers)
        .values({ ...holes('number', 'personId'), confirmedAt: hole('at'), confirmedBy: hole('agentId') })
        .onConflictDoUpdate({
          target: [personNumbers.number, personNumbers.personId],
          set: { confirmedAt: sql`excluded.confirmed_at`, confirmedBy: sql`excluded.confirmed_by` },
        }),
    ),
    numberShared: template<Of<'number_shared'>>(
      db
        .insert(sharedNumbers)
        .values({ ...holes('number', 'agentId', 'at'), kind: hole('shared') })
        .onConflictDoUpdate({
          target: sharedNumbers.number,
          set: { kind: sql`excluded.kind`, agentId: sql`excluded.agent_id`, at: sql`excluded.at` },
        }),
    ),
    numberOwn: template<Of<'number_shared'>>(db.delete(sharedNumbers).where(eq(sharedNumbers.number, hole('number')))),
  }
}
