import { foldWords } from '../../../domain/cases/case.ts'
import { fill, type Query } from '../query.ts'
import type { Context, Projections } from './projections.ts'

const history = (caseNo: string, { write, seq }: Context): Query => fill(write.caseFact, { caseNo, seq })

/** How the facts of cases and known callers change the tables that are read. */
export const caseProjections: Projections = {
  case_registered: (fact, context) => [
    fill(context.write.caseRegistered, { ...fact, words: foldWords(`${fact.title}\n${fact.text}`) }),
    history(fact.caseNo, context),
  ],
  case_answered_online: (fact, context) => [
    fill(context.write.caseAnsweredOnline, fact),
    history(fact.caseNo, context),
  ],
  case_linked: (fact, context) => [fill(context.write.caseLinked, fact), history(fact.caseNo, context)],
  case_unlinked: (fact, context) => [fill(context.write.caseUnlinked, fact), history(fact.caseNo, context)],
  call_outcome: (fact, { write }) => [fill(fact.outcome === null ? write.callUndecided : write.callOutcome, fact)],
  person_confirmed: (fact, { write }) => [fill(write.personConfirmed, fact), fill(write.personNumber, fact)],
  number_shared: (fact, { write }) => [fill(fact.shared === null ? write.numberOwn : write.numberShared, fact)],
}
