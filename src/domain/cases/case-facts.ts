import type { CaseClass, CaseFlags, CaseForm, ContactWay } from './case.ts'
import { isConfidential, titleOf } from './case.ts'
import type { CallOutcome, DecidedOutcome, NoCaseReason, OutcomeWish } from './outcome.ts'
import type { Person, SharedNumberKind } from './person.ts'

/** What happens to cases and to what is known of callers: facts of the same ledger as those of calls. */
export type CaseFactBody =
  /** `at` is the acceptance. `number`: the caller's, null where it is unknown, withheld, or the requester stays anonymous. */
  | ({
      readonly kind: 'case_registered'
      readonly caseNo: string
      /** Names the agent's one wish to register, so that asking twice makes one case. */
      readonly requestId: string
      readonly localDay: number
      readonly running: number
      readonly callId: string
      readonly agentId: string
      readonly class: CaseClass
      readonly title: string
      readonly text: string
      readonly place: string
      readonly requesterName: string
      readonly contact: ContactWay
      readonly number: string | null
    } & CaseFlags)
  | {
      readonly kind: 'case_answered_online'
      readonly caseNo: string
      readonly callId: string
      readonly agentId: string
      readonly answer: string
    }
  /** A call belongs to a case: the one it came from, or one that was followed up. */
  | {
      readonly kind: 'case_linked'
      readonly caseNo: string
      readonly callId: string
      readonly agentId: string
      readonly as: 'origin' | 'follow_up'
      readonly note: string
    }
  /** A follow-up was attached by mistake. */
  | { readonly kind: 'case_unlinked'; readonly caseNo: string; readonly callId: string; readonly agentId: string }
  /** What a call came to; the latest of a call counts. null: taken back. */
  | {
      readonly kind: 'call_outcome'
      readonly callId: string
      readonly agentId: string
      readonly outcome: CallOutcome | null
      readonly caseNo: string | null
      readonly reason: NoCaseReason | null
    }
  | ({
      readonly kind: 'person_confirmed'
      readonly callId: string
      readonly agentId: string
      readonly personId: string
      readonly number: string
    } & Omit<Person, 'id'>)
  /** Whom a number belongs to: nobody in particular, or (null) somebody again. */
  | {
      readonly kind: 'number_shared'
      readonly callId: string
      readonly agentId: string
      readonly number: string
      readonly shared: SharedNumberKind | null
    }

type Of<Kind extends CaseFactBody['kind']> = Extract<CaseFactBody, { kind: Kind }>

/** What names a case that is registered: its number, whose it is, and the wish that made it. */
export type Registration = Pick<
  Of<'case_registered'>,
  'caseNo' | 'requestId' | 'localDay' | 'running' | 'callId' | 'agentId' | 'number'
>

/** A form in which nothing is missing. */
export type CompleteForm = CaseForm & { readonly class: CaseClass; readonly contact: ContactWay }

/** The facts of a case that is registered from a call, in order; with an answer it is answered online at once. */
export const registrationFacts = (registration: Registration, form: CompleteForm): readonly CaseFactBody[] => {
  const { caseNo, callId, agentId } = registration
  const { answer, text, place, requesterName, ...rest } = form
  const of = { caseNo, callId, agentId }
  const registered: CaseFactBody = {
    ...rest,
    ...registration,
    kind: 'case_registered',
    title: titleOf(form),
    text: text.trim(),
    place: place.trim(),
    requesterName: form.anonymous ? '' : requesterName.trim(),
    number: form.anonymous ? null : registration.number,
    confidential: isConfidential(form),
  }
  return [
    registered,
    ...(answer.trim() === '' ? [] : [{ kind: 'case_answered_online', ...of, answer: answer.trim() } as const]),
    { kind: 'case_linked', ...of, as: 'origin', note: '' },
    { kind: 'call_outcome', callId, agentId, outcome: 'new_case', caseNo, reason: null },
  ]
}

/** The facts of an outcome other than a new case; a follow-up that another outcome replaces is unlinked. */
export const outcomeFacts = (
  callId: string,
  agentId: string,
  wish: OutcomeWish,
  decided: DecidedOutcome | null,
): readonly CaseFactBody[] => {
  const caseNo = wish.outcome === 'follow_up' ? wish.caseNo : null
  const before = decided?.outcome === 'follow_up' ? decided.caseNo : null
  const of = { callId, agentId }
  return [
    ...(before !== null && before !== caseNo ? [{ kind: 'case_unlinked', caseNo: before, ...of } as const] : []),
    ...(wish.outcome === 'follow_up'
      ? [{ kind: 'case_linked', caseNo: wish.caseNo, ...of, as: 'follow_up', note: wish.note } as const]
      : []),
    {
      kind: 'call_outcome',
      ...of,
      outcome: wish.outcome === 'undecided' ? null : wish.outcome,
      caseNo,
      reason: wish.outcome === 'no_case' ? wish.reason : null,
    },
  ]
}
