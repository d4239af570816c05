import type { CaseClass, Channel, ContactWay, KeptState } from '../../../domain/cases/case.ts'
import type { ResultCode } from '../../../domain/cases/life/commands.ts'
import type { AssignmentEnd } from '../../../domain/cases/life/standing.ts'
import type { Adjudication, RatingSource, RulingState, Score, VisitResult } from '../../../domain/cases/life/visit.ts'
import type { CallOutcome, NoCaseReason } from '../../../domain/cases/outcome.ts'
import type { SharedNumberKind } from '../../../domain/cases/person.ts'
import type { Role } from '../../../domain/cases/role.ts'
import { sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/**
 * Cases, what calls came to, and what is known of callers: projections of the ledger like the tables of calls. No reference
 * binds them to each other: a fact must never be refused because of a row.
 */
export const defineCases = ({ table, index, unique, text, int, id, instant, flag, json }: Dialect) => {
  const cases = table(
    'cases',
    {
      caseNo: text().primaryKey(),
      requestId: text().notNull(),
      state: text().$type<KeptState>().notNull(),
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
      agentId: text(),
      callId: text(),
      localDay: int().notNull(),
      running: int().notNull(),
      acceptedAt: instant().notNull(),
      /** What the requester was told: on the line, or by the reply that was accepted. */
      answer: text().notNull(),
      closedAt: instant(),
      channel: text().$type<Channel>().notNull().default('phone'),
      topic: text(),
      danger: text().$type<'life' | 'supply'>(),
      coordinates: json<readonly [number, number]>(),
      queryCode: text(),
      foreignPlatform: text(),
      foreignId: text(),
      supervised: flag().notNull().default(false),
      extended: flag().notNull().default(false),
      sensitive: flag().notNull().default(false),
      since: instant(),
      /** Who must act next, and when at the latest. */
      owner: text().$type<Role>(),
      deadline: instant(),
      /** Of the assignment that runs or was the last. */
      unit: text(),
      handlerUnit: text(),
      coUnits: json<readonly string[]>(),
      dispatchedAt: instant(),
      dueAt: instant(),
      provisional: flag().notNull().default(false),
      /** While a unit has it: until when it is due; null otherwise, so that it can be found. */
      openDueAt: instant(),
      round: int().notNull().default(0),
      returns: int().notNull().default(0),
      redos: int().notNull().default(0),
      urges: int().notNull().default(0),
      extensionAsked: flag().notNull().default(false),
      draftReply: flag().notNull().default(false),
      suggestedUnit: text(),
      masterNo: text(),
      result: text().$type<ResultCode>(),
      score: text().$type<Score>(),
    },
    t => [
      unique('cases_request').on(t.requestId),
      index('cases_accepted').on(t.acceptedAt, t.caseNo),
      index('cases_number').on(t.number, t.acceptedAt, t.caseNo),
      index('cases_open').on(t.number, t.acceptedAt, t.caseNo).where(sql`${t.closedAt} is null`),
      index('cases_closed').on(t.closedAt).where(sql`${t.closedAt} is not null`),
      index('cases_day').on(t.localDay, t.running),
      // a search for words among open ones goes by the days of a part of the index of words
      index('cases_open_day').on(t.localDay, t.running).where(sql`${t.closedAt} is null`),
      index('cases_owner').on(t.owner, t.deadline, t.caseNo).where(sql`${t.owner} is not null`),
      index('cases_unit').on(t.unit, t.deadline, t.caseNo).where(sql`${t.owner} is not null`),
      index('cases_handler').on(t.handlerUnit, t.deadline, t.caseNo).where(sql`${t.owner} is not null`),
      index('cases_due').on(t.openDueAt, t.caseNo).where(sql`${t.openDueAt} is not null`),
      index('cases_supervised').on(t.acceptedAt, t.caseNo).where(sql`${t.supervised} and ${t.closedAt} is null`),
      index('cases_unit_all').on(t.unit, t.acceptedAt, t.caseNo),
      index('cases_topic').on(t.topic, t.acceptedAt, t.caseNo),
      index('cases_state').on(t.state, t.acceptedAt, t.caseNo),
      index('cases_master').on(t.masterNo, t.caseNo).where(sql`${t.masterNo} is not null`),
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

  /** What each unit was given: one row for each assignment of a case (DESIGN.md 6, dispatches.csv). */
  const dispatches = table(
    'dispatches',
    {
      id: id().primaryKey(),
      caseNo: text().notNull(),
      number: int().notNull(),
      round: int().notNull(),
      unit: text().notNull(),
      handlerUnit: text(),
      ruled: flag().notNull(),
      dispatchedAt: instant().notNull(),
      signBy: instant().notNull(),
      signedAt: instant(),
      firstDueAt: instant().notNull(),
      dueAt: instant().notNull(),
      returnAskedAt: instant(),
      contactedAt: instant(),
      repliedAt: instant(),
      endedAt: instant(),
      ended: text().$type<AssignmentEnd>(),
      /** Null: of before it was kept, as `extended`. */
      contactBy: instant(),
      extended: flag(),
    },
    t => [
      unique('dispatches_of').on(t.caseNo, t.number),
      index('dispatches_unit').on(t.unit, t.dispatchedAt),
      index('dispatches_unit_due').on(t.unit, t.dueAt),
      index('dispatches_dispatched').on(t.dispatchedAt),
      index('dispatches_due').on(t.dueAt),
      index('dispatches_signed').on(t.signBy),
      index('dispatches_contact').on(t.contactBy),
    ],
  )

  /** Ratings of results as they were given; none is ever changed. */
  const ratings = table(
    'ratings',
    {
      seq: int().primaryKey(),
      caseNo: text().notNull(),
      round: int().notNull(),
      unit: text(),
      source: text().$type<RatingSource>().notNull(),
      at: instant().notNull(),
      result: text().$type<VisitResult>().notNull(),
      score: text().$type<Score>(),
      solved: flag(),
      contacted: flag(),
      reason: text().notNull(),
      by: text().notNull(),
      /** Whether the requester's number is one that the unit is known by; null: unknown. */
      ownNumber: flag(),
    },
    t => [
      index('ratings_case').on(t.caseNo, t.seq),
      index('ratings_unit').on(t.unit, t.at),
      index('ratings_at').on(t.at),
    ],
  )

  /** What was proposed and ruled on ratings; only a confirmed one counts, as do those of before there were two. */
  const ratingRulings = table(
    'rating_rulings',
    {
      seq: int().primaryKey(),
      caseNo: text().notNull(),
      ruling: text().$type<Adjudication>().notNull(),
      reason: text().notNull(),
      by: text().notNull(),
      at: instant().notNull(),
      state: text().$type<RulingState>().notNull().default('confirmed'),
      /** Who else decided upon it, and what he wrote; null: nobody. */
      decidedBy: text(),
      decidedAt: instant(),
      decision: text().notNull().default(''),
    },
    t => [index('rating_rulings_case').on(t.caseNo, t.seq)],
  )

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
      index('person_numbers_person').on(t.personId),
    ],
  )

  const sharedNumbers = table('shared_numbers', {
    number: text().primaryKey(),
    kind: text().$type<SharedNumberKind>().notNull(),
    agentId: text().notNull(),
    at: instant().notNull(),
  })

  return {
    cases,
    caseCalls,
    caseFacts,
    dispatches,
    ratings,
    ratingRulings,
    callOutcomes,
    persons,
    personNumbers,
    sharedNumbers,
  }
}
