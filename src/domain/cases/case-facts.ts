import type { CaseClass, CaseFlags, Channel, ContactWay } from './case.ts'
import type { BookedCommand } from './life/commands.ts'
import type { Standing } from './life/standing.ts'
import type { CallOutcome, DecidedOutcome, NoCaseReason, OutcomeWish } from './outcome.ts'
import type { Person, SharedNumberKind } from './person.ts'
import type { Actor } from './role.ts'

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
      /** The call it came from and the agent who took it; null: it came by another way. */
      readonly callId: string | null
      readonly agentId: string | null
      /** Left out in facts from before there was another way: `phone`. */
      readonly channel?: Channel
      readonly topic?: string | null
      readonly danger?: 'life' | 'supply' | null
      /** WGS 84 or the city's own; [latitude, longitude] in degrees. */
      readonly coordinates?: readonly [number, number] | null
      /** Keyed hash of the code by which the requester asks after it. */
      readonly queryCode?: string | null
      /** Of the upper or lower platform that sent it: its name and its number there. */
      readonly foreign?: { readonly platform: string; readonly id: string } | null
      readonly class: CaseClass
      readonly title: string
      readonly text: string
      readonly place: string
      readonly requesterName: string
      readonly contact: ContactWay
      readonly number: string | null
    } & CaseFlags)
  /** Something happened to it: what was wished, by whom, and where it stands now. */
  | {
      readonly kind: 'case_moved'
      readonly caseNo: string
      readonly by: Actor
      readonly wish: BookedCommand
      readonly standing: Standing
    }
  /** In ledgers from before cases had their full life. */
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
