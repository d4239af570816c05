import type { CommandOf } from '../../../domain/cases/life/commands.ts'
import type { CaseContent } from '../../../domain/cases/life/file.ts'
import type { Assignment, Standing } from '../../../domain/cases/life/standing.ts'
import type { RulingState } from '../../../domain/cases/life/visit.ts'
import type { Role } from '../../../domain/cases/role.ts'
import type { Fact } from '../../../domain/fact.ts'
import type { Builder } from '../db.ts'
import { and, eq, sql } from '../drizzle.ts'
import { hole, holes, template } from '../template.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>

/** Values by the names of their columns, for an update. */
const given = (...names: readonly string[]) => holes(...names) as never

/** What an insert that meets its own row puts into these columns. */
const excluded = (...names: readonly string[]) =>
  Object.fromEntries(
    names.map(name => [name, sql.raw(`excluded.${name.replace(/[A-Z]/g, each => `_${each.toLowerCase()}`)}`)]),
  )

/** A case as it is first written. */
export type CaseToWrite = Omit<Of<'case_registered'>, 'foreign'> & {
  readonly foreignPlatform: string | null
  readonly foreignId: string | null
}

/** Where a case stands, by the names of the columns. */
export interface StandingToWrite extends Omit<Standing, 'extensionAsked'> {
  readonly caseNo: string
  readonly owner: Role | null
  readonly unit: string | null
  readonly handlerUnit: string | null
  readonly coUnits: readonly string[] | null
  readonly dispatchedAt: number | null
  readonly dueAt: number | null
  readonly openDueAt: number | null
  readonly provisional: boolean
  readonly extensionAsked: boolean
}

interface RatingToWrite extends Omit<CommandOf<'visit'>, 'event'> {
  readonly seq: number
  readonly caseNo: string
  readonly round: number
  readonly unit: string | null
  readonly at: number
  readonly by: string
  readonly ownNumber: boolean | null
}

interface RulingToWrite extends Omit<CommandOf<'propose_ruling'>, 'event'> {
  readonly seq: number
  readonly caseNo: string
  readonly at: number
  readonly by: string
  readonly state: RulingState
}

interface DecisionToWrite {
  readonly caseNo: string
  readonly at: number
  readonly by: string
  readonly state: RulingState
  readonly decision: string
}

/** What was not kept of assignments of before is null. */
export interface AssignmentToWrite extends Omit<Assignment, 'contactBy' | 'extended'> {
  readonly caseNo: string
  readonly contactBy: number | null
  readonly extended: boolean | null
}

/** Of an assignment: what stays, and what may change. */
const fixed = ['number', 'round', 'unit', 'ruled', 'dispatchedAt', 'firstDueAt'] as const
const moving = [
  'handlerUnit',
  'signBy',
  'signedAt',
  'dueAt',
  'returnAskedAt',
  'contactBy',
  'contactedAt',
  'extended',
  'repliedAt',
  'endedAt',
  'ended',
] as const

/** The statements that write what happens to cases, outcomes and known callers. */
export const caseTemplates = ({ db, tables }: Builder) => {
  const {
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
  } = tables
  return {
    /** Its number and its wish are given once; a row that is there already stands. */
    caseRegistered: template<CaseToWrite>(
      db
        .insert(cases)
        .values({
          ...holes('caseNo', 'requestId', 'class', 'title', 'text', 'place', 'requesterName', 'contact', 'number'),
          ...holes('urgent', 'confidential', 'anonymous', 'enterprise', 'specialNeeds'),
          ...holes('agentId', 'callId', 'localDay', 'running'),
          ...holes('channel', 'topic', 'danger', 'coordinates', 'queryCode', 'foreignPlatform', 'foreignId'),
          state: 'registered',
          acceptedAt: hole('at'),
          since: hole('at'),
          owner: 'agent',
          answer: '',
        })
        .onConflictDoNothing(),
    ),
    /** Where it stands now, in one write. */
    caseMoved: template<StandingToWrite>(
      db
        .update(cases)
        .set(
          given(
            ...['state', 'since', 'owner', 'deadline', 'class', 'topic', 'danger', 'urgent', 'confidential'],
            ...['enterprise', 'specialNeeds', 'supervised', 'extended', 'sensitive', 'closedAt', 'unit', 'handlerUnit'],
            ...['coUnits', 'dispatchedAt', 'dueAt', 'provisional', 'openDueAt', 'round', 'returns', 'redos', 'urges'],
            ...['extensionAsked', 'draftReply', 'masterNo', 'score'],
          ),
        )
        .where(eq(cases.caseNo, hole('caseNo'))),
    ),
    caseContent: template<CaseContent & { readonly caseNo: string }>(
      db
        .update(cases)
        .set(given('title', 'text', 'place'))
        .where(eq(cases.caseNo, hole('caseNo'))),
    ),
    caseAnswer: template<{ readonly caseNo: string; readonly answer: string; readonly result: string | null }>(
      db
        .update(cases)
        .set(given('answer', 'result'))
        .where(eq(cases.caseNo, hole('caseNo'))),
    ),
    caseSuggestedUnit: template<{ readonly caseNo: string; readonly suggestedUnit: string }>(
      db
        .update(cases)
        .set(given('suggestedUnit'))
        .where(eq(cases.caseNo, hole('caseNo'))),
    ),
    dispatch: template<AssignmentToWrite>(
      db
        .insert(dispatches)
        .values(holes('caseNo', ...fixed, ...moving))
        .onConflictDoUpdate({
          target: [dispatches.caseNo, dispatches.number],
          set: excluded(...moving),
        }),
    ),
    rated: template<RatingToWrite>(
      db
        .insert(ratings)
        .values(
          holes(
            'seq',
            'caseNo',
            'round',
            'unit',
            'source',
            'at',
            'result',
            'score',
            'solved',
            'contacted',
            'reason',
            'by',
            'ownNumber',
          ),
        ),
    ),
    ratingRuled: template<RulingToWrite>(
      db.insert(ratingRulings).values(holes('seq', 'caseNo', 'ruling', 'reason', 'by', 'at', 'state')),
    ),
    rulingDecided: template<DecisionToWrite>(
      db
        .update(ratingRulings)
        .set({
          ...{ state: sql`${hole('state')}`, decision: sql`${hole('decision')}` },
          ...{ decidedBy: sql`${hole('by')}`, decidedAt: sql`${hole('at')}` },
        })
        .where(and(eq(ratingRulings.caseNo, hole('caseNo')), eq(ratingRulings.state, 'proposed'))),
    ),
    rulingVoid: template<{ readonly caseNo: string }>(
      db
        .update(ratingRulings)
        .set({ state: 'void' })
        .where(and(eq(ratingRulings.caseNo, hole('caseNo')), eq(ratingRulings.state, 'proposed'))),
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
