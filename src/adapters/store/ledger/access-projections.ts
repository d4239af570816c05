import type { Fact } from '../../../domain/fact.ts'
import type { AccessRow } from '../../../engine/cases/access-store.ts'
import { fill, type Query } from '../query.ts'
import { markErased } from './erased-row.ts'
import type { Context, Projections } from './projections.ts'

type Accessed = Extract<Fact, { kind: 'case_revealed' | 'case_viewed' }>

const accessOf = (fact: Accessed, seq: number): AccessRow => {
  const { at, caseNo, by, role, address } = fact
  const of = { seq, at, caseNo, by, role, address }
  return fact.kind === 'case_revealed'
    ? { ...of, kind: 'revealed', reason: fact.reason, what: fact.what }
    : { ...of, kind: 'viewed', reason: '', what: [fact.what] }
}

const accessed = (fact: Accessed, { write, seq }: Context): readonly Query[] => [
  fill(write.accessed, accessOf(fact, seq)),
]

/** Who looked at cases; and what an erasure takes out of the tables that are read and out of rows of the ledger. */
export const accessProjections: Projections = {
  case_revealed: accessed,
  case_viewed: accessed,
  person_erased: (fact, { write, seq }) => [
    fill(write.erased, { ...fact, seq }),
    ...fact.caseNos.flatMap(caseNo =>
      [write.caseErased, write.caseNotesErased, write.caseRatingsErased].map(each => fill(each, { caseNo })),
    ),
    ...fact.callIds.flatMap(callId =>
      [write.callErased, write.callNotesErased, write.callPartiesErased, write.callDraftsErased].map(each =>
        fill(each, { callId }),
      ),
    ),
    ...fact.personIds.flatMap(personId =>
      [write.personErased, write.personNumbersErased].map(each => fill(each, { personId })),
    ),
    ...fact.missedIds.flatMap(missedId =>
      [write.missedErased, write.missedEnded].map(each => fill(each, { missedId })),
    ),
  ],
  facts_redacted: (fact, { write, seq }) =>
    fact.rows.map(row => fill(write.factRedacted, { seq: row.seq, body: markErased(row.body, seq) })),
}
