/** Why a call leads to no case (DOMAIN.md 3.5, invalid). */
export const noCaseReasons = ['silent', 'wrong_number', 'nuisance', 'cut_off'] as const
export type NoCaseReason = (typeof noCaseReasons)[number]

/** What a call came to; each answered call has one that counts, the latest. */
export type CallOutcome = 'new_case' | 'follow_up' | 'no_case'

/** The outcome of a call that counts now. */
export interface DecidedOutcome {
  readonly outcome: CallOutcome
  readonly caseNo: string | null
  readonly reason: NoCaseReason | null
  readonly agentId: string
}

/** What an agent wants a call to have come to; `undecided` takes back what he had said. */
export type OutcomeWish =
  | { readonly outcome: 'follow_up'; readonly caseNo: string; readonly note: string }
  | { readonly outcome: 'no_case'; readonly reason: NoCaseReason }
  | { readonly outcome: 'undecided' }

/** Why an outcome may not be changed. */
export type OutcomeRefusal = 'outcome_settled' | 'outcome_is_case'

/**
 * Whether an agent may say what a call came to: the first time whenever he had the call; another time only while it is his, in the talk
 * and its wrap-up. A case that was registered from the call is not undone by saying something else; another one may come from it.
 */
export const refuseOutcome = (
  decided: DecidedOutcome | null,
  atTheCall: boolean,
  wish: OutcomeWish['outcome'] | 'new_case',
): OutcomeRefusal | null => {
  if (decided === null) return null
  if (decided.outcome === 'new_case' && wish === 'new_case') return null
  if (!atTheCall) return 'outcome_settled'
  return decided.outcome === 'new_case' ? 'outcome_is_case' : null
}
