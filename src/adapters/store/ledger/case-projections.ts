import { ownerOf } from '../../../domain/cases/case-table.ts'
import type { Assignment } from '../../../domain/cases/life/standing.ts'
import { ratedUnit } from '../../../domain/cases/life/visits.ts'
import type { Fact } from '../../../domain/fact.ts'
import { fill, type Query } from '../query.ts'
import type { AssignmentToWrite, StandingToWrite } from './case-templates.ts'
import type { Context, Projections } from './projections.ts'
import { caseWords, openCaseWords } from './search-projections.ts'

type Moved = Extract<Fact, { kind: 'case_moved' }>

const history = (caseNo: string, { write, seq }: Context): Query => fill(write.caseFact, { caseNo, seq })

/** By its number: day, running number and check digit. */
const placeOf = (caseNo: string) => ({ localDay: Number(caseNo.slice(0, 8)), running: Number(caseNo.slice(8, -1)) })

const standingToWrite = ({ caseNo, standing }: Moved): StandingToWrite => {
  const { assignment, extensionAsked } = standing
  const runs = assignment !== null && assignment.endedAt === null && assignment.repliedAt === null
  return {
    ...standing,
    caseNo,
    owner: ownerOf(standing),
    unit: assignment?.unit ?? null,
    handlerUnit: assignment?.handlerUnit ?? null,
    coUnits: assignment?.coUnits ?? null,
    dispatchedAt: assignment?.dispatchedAt ?? null,
    dueAt: assignment?.dueAt ?? null,
    openDueAt: runs ? assignment.dueAt : null,
    provisional: assignment?.provisional ?? false,
    extensionAsked: extensionAsked !== null,
  }
}

const assignmentToWrite = (caseNo: string, assignment: Assignment): AssignmentToWrite => ({
  ...assignment,
  caseNo,
  contactBy: assignment.contactBy ?? null,
  extended: assignment.extended ?? null,
})

/** What an event changes beside where the case stands. */
const besides = (fact: Moved, context: Context): readonly Query[] => {
  const { write, seq } = context
  const { caseNo, wish, standing, at } = fact
  const by = fact.by.name
  switch (wish.event) {
    case 'answer_online':
    case 'answer_with_master':
      return [fill(write.caseAnswer, { caseNo, answer: wish.answer, result: null })]
    case 'correct': {
      const { title = '', text = '', place = '', takenBy = null } = wish.corrections
      const content = { title, text, place }
      const filed = { ...content, ...placeOf(caseNo), confidential: standing.confidential, agentId: takenBy }
      return [fill(write.caseContent, { ...content, caseNo }), caseWords(context, filed)]
    }
    case 'reply':
      return [fill(write.caseAnswer, { caseNo, answer: wish.text, result: wish.result })]
    case 'await_answer':
    case 'send_to_review':
    case 'pass_review':
    case 'request_return':
      // facts of before may have none
      return wish.suggestedUnit == null
        ? []
        : [fill(write.caseSuggestedUnit, { caseNo, suggestedUnit: wish.suggestedUnit })]
    case 'visit': {
      const of = { seq, caseNo, at, by, round: standing.round, unit: ratedUnit(standing) }
      const rating = { ...wish, ...of, ownNumber: wish.ownNumber ?? null }
      return [fill(write.rated, rating), fill(write.rulingVoid, { caseNo })]
    }
    case 'redo':
    case 'reopen':
    case 'terminate':
    case 'withdraw':
    case 'unmerge':
      return [fill(write.rulingVoid, { caseNo })]
    case 'propose_ruling':
      return [fill(write.ratingRuled, { ...wish, seq, caseNo, at, by, state: 'proposed' })]
    case 'confirm_ruling':
      return [fill(write.rulingDecided, { caseNo, at, by, state: 'confirmed', decision: wish.note })]
    case 'refuse_ruling':
      return [fill(write.rulingDecided, { caseNo, at, by, state: 'refused', decision: wish.reason })]
    case 'adjudicate':
      return [fill(write.ratingRuled, { ...wish, seq, caseNo, at, by, state: 'confirmed' })]
    default:
      return []
  }
}

/** How the facts of cases and known callers change the tables that are read. */
export const caseProjections: Projections = {
  case_registered: (fact, context) => {
    const { foreign, channel = 'phone', topic = null, danger = null, coordinates = null, queryCode = null } = fact
    const place = { foreignPlatform: foreign?.platform ?? null, foreignId: foreign?.id ?? null }
    const row = { ...fact, channel, topic, danger, coordinates, queryCode, ...place }
    return [fill(context.write.caseRegistered, row), caseWords(context, fact), history(fact.caseNo, context)]
  },
  case_moved: (fact, context) => {
    const { caseNo, standing } = fact
    const { assignment } = standing
    return [
      fill(context.write.caseMoved, standingToWrite(fact)),
      ...besides(fact, context),
      ...openCaseWords(context, caseNo, standing.closedAt === null),
      ...(assignment ? [fill(context.write.dispatch, assignmentToWrite(caseNo, assignment))] : []),
      history(caseNo, context),
    ]
  },
  case_answered_online: (fact, context) => [
    fill(context.write.caseAnsweredOnline, fact),
    ...openCaseWords(context, fact.caseNo, false),
    history(fact.caseNo, context),
  ],
  case_linked: (fact, context) => [fill(context.write.caseLinked, fact), history(fact.caseNo, context)],
  case_unlinked: (fact, context) => [fill(context.write.caseUnlinked, fact), history(fact.caseNo, context)],
  call_outcome: (fact, { write }) => [fill(fact.outcome === null ? write.callUndecided : write.callOutcome, fact)],
  person_confirmed: (fact, { write }) => [fill(write.personConfirmed, fact), fill(write.personNumber, fact)],
  number_shared: (fact, { write }) => [fill(fact.shared === null ? write.numberOwn : write.numberShared, fact)],
}
