import type { CaseState } from './case.ts'

/** What may happen to a case at the desk. Dispatch and all that follows is not here yet. */
export type CaseEvent = 'register' | 'answer_online' | 'follow_up'

type Rules = Readonly<Partial<Record<CaseEvent, CaseState>>>

/** What may happen to a case in each state, and the state it leads to (docs/states.md). What is not here is refused. */
export const caseTable: Readonly<Record<CaseState, Rules>> = {
  draft: { register: 'registered' },
  registered: { answer_online: 'answered_online', follow_up: 'registered' },
  answered_online: { follow_up: 'answered_online' },
}

/** The state after an event; null: the case does not take it now. */
export const afterCaseEvent = (state: CaseState, event: CaseEvent): CaseState | null => caseTable[state][event] ?? null
