import type { ContactWay } from '../cases/case.ts'
import type { TaskWish } from './birth.ts'
import type { Purpose } from './campaign.ts'
import { dialable, type NumberFault, type NumberPlan } from './dialable.ts'

/** Purposes whose tasks may be made of cases by a condition. Satisfaction visits are not: who is asked is drawn, and nobody chooses (docs/decisions/0038). */
export const askedPurposes: readonly Purpose[] = ['missing_information', 'progress_notice', 'supervision_check']

/** Why the requester of a case is not rung because of a condition. Each is a code of the catalogue of errors. */
export const caseFaults = ['case_confidential', 'case_contact', 'case_no_number', 'case_task_open'] as const
export type CaseFault = (typeof caseFaults)[number] | NumberFault

/** What of a case decides whether its requester is rung. */
export interface CaseToAsk {
  readonly caseNo: string
  readonly round: number
  readonly confidential: boolean
  readonly contact: ContactWay
  /** As it called, E.164; null: unknown, withheld, or of somebody who stays anonymous. */
  readonly number: string | null
}

/** What names a case's task for ever within one request. */
export const askRequestOf = (requestId: string, caseNo: string): string => `query-${requestId}-${caseNo}`

/**
 * The task by which the requester of a case is rung, or why he is not: a confidential case is nobody's to be chosen by a condition, and only who wants to be rung
 * is (DOMAIN.md 3.5), under a number that can be (4.5). `at`: its order, UTC ms.
 */
export const caseWishOf = (
  of: CaseToAsk,
  ask: { readonly requestId: string; readonly note: string; readonly at: number },
  numbers: NumberPlan,
): { readonly wish: TaskWish } | { readonly refused: CaseFault } => {
  if (of.confidential) return { refused: 'case_confidential' }
  if (of.contact !== 'phone') return { refused: 'case_contact' }
  if (of.number === null) return { refused: 'case_no_number' }
  const answer = dialable(of.number, numbers)
  if ('refused' in answer) return answer
  const { caseNo, round } = of
  const names = { source: 'query', requestId: askRequestOf(ask.requestId, caseNo) } as const
  return {
    wish: { ...names, number: answer.number, caseNo, round, order: ask.at, urgent: false, note: ask.note },
  }
}
