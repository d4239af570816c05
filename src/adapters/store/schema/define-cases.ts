import type { CaseClass, CaseState, ContactWay } from '../../../domain/cases/case.ts'
import type { CallOutcome, NoCaseReason } from '../../../domain/cases/outcome.ts'
import type { SharedNumberKind } from '../../../domain/cases/person.ts'
import { sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/**
 * Cases, what calls came to, and what is known of callers: projections of the ledger like the tables of calls. No reference
 * binds them to each other: a fact must never be refused because of a row.
 */
export const defineCases = ({ table, index, unique, text, int, id, instant, flag }: Dialect) => {
  const cases = table(
    'cases',
    {
      caseNo: text().primaryKey(),
      requestId: text().notNull(),
      state: text().$type<Exclude<CaseState, 'draft'>>().notNull(),
      class: text().$type<CaseClass>().notNull(),
      title: text().notNull(),
      text: text().notNull(),
      place: text().notNull(),
      requesterName: text().notNull(),
      contact: text().$type<ContactWay>().notNull(),
      number: text(),
      urgent: flag().notNull(),
      confidential: flag().notNull(),
      anonymous: flag().notNull(),
      enterprise: flag().notNull(),
      specialNeeds: flag().notNull(),
      /** The agent who took it, and the call it came from. */
      agentId: text().notNull(),
      callId: text().notNull(),
      localDay: int().notNull(),
      running: int().notNull(),
      acceptedAt: instant().notNull(),
      answer: text().notNull(),
      closedAt: instant(),
      /** Title and text as they are searched. */
      words: text().notNull(),
    },
    t => [
      unique('cases_request').on(t.requestId),
      index('cases_accepted').on(t.acceptedAt, t.caseNo),
      index('cases_number').on(t.number, t.acceptedAt, t.caseNo),
      index('cases_open').on(t.number, t.acceptedAt, t.caseNo).where(sql`${t.closedAt} is null`),
      index('cases_day').on(t.localDay, t.running),
    ],
  )

  const caseCalls = table(
    'case_calls',
    {
      id: id().primaryKey(),
      caseNo: text().notNull(),
      callId: text().notNull(),
      as: text().$type<'origin' | 'follow_up'>().notNull(),
      agentId: text().notNull(),
      at: instant().notNull(),
      note: text().notNull(),
    },
    t => [unique('case_calls_of').on(t.caseNo, t.callId), index('case_calls_call').on(t.callId, t.caseNo)],
  )

  /** Which facts of the ledger are the history of a case. */
  const caseFacts = table('case_facts', { seq: int().primaryKey(), caseNo: text().notNull() }, t => [
    index('case_facts_case').on(t.caseNo, t.seq),
  ])

  const callOutcomes = table('call_outcomes', {
    callId: text().primaryKey(),
    outcome: text().$type<CallOutcome>().notNull(),
    caseNo: text(),
    reason: text().$type<NoCaseReason>(),
    agentId: text().notNull(),
    at: instant().notNull(),
  })

  const persons = table('persons', {
    id: text().primaryKey(),
    name: text().notNull(),
    place: text().notNull(),
    elder: flag().notNull(),
    minor: flag().notNull(),
    disabled: flag().notNull(),
    contact: text().$type<ContactWay>(),
    note: text().notNull(),
  })

  const personNumbers = table(
    'person_numbers',
    {
      id: id().primaryKey(),
      number: text().notNull(),
      personId: text().notNull(),
      confirmedAt: instant().notNull(),
      confirmedBy: text().notNull(),
    },
    t => [
      unique('person_numbers_of').on(t.number, t.personId),
      index('person_numbers_number').on(t.number, t.confirmedAt),
    ],
  )

  const sharedNumbers = table('shared_numbers', {
    number: text().primaryKey(),
    kind: text().$type<SharedNumberKind>().notNull(),
    agentId: text().notNull(),
    at: instant().notNull(),
  })

  return { cases, caseCalls, caseFacts, callOutcomes, persons, personNumbers, sharedNumbers }
}
