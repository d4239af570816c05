import type { LegEnd } from '../event.ts'
import type { EndedBy } from '../fact.ts'
import type { DialMode, Purpose } from './campaign.ts'
import type { AttemptOutcome } from './outcome.ts'
import type { TaskOrigin, TaskStanding } from './task.ts'

/** What the network told of an attempt; null: it did not. */
export interface NetworkResult {
  readonly how: LegEnd
  /** Q.850 cause and SIP status, as Asterisk names them. */
  readonly cause: number | null
  readonly sip: number | null
  /** From the dialling to the answer or the end. */
  readonly ringMs: number | null
  /** Whether sound came before an answer: an announcement of the carrier, most times. */
  readonly earlyMedia: boolean
}

/** Callback tasks and attempts: facts of the same ledger as those of calls, of kinds of their own, so that no figure of the hotline counts them. */
export type CampaignFactBody =
  | ({ readonly kind: 'task_created'; readonly purpose: Purpose; readonly standing: TaskStanding } & TaskOrigin)
  /** Something happened to it: `event` of its table, by whom (a sign-in name, empty: by itself), and where it stands now. */
  | {
      readonly kind: 'task_moved'
      readonly taskId: string
      readonly event: string
      readonly by: string
      readonly why: string
      readonly standing: TaskStanding
    }
  /** A draw of a sample: its seed was made before, and decides for every task by itself (docs/decisions/0038). */
  | {
      readonly kind: 'sample_seeded'
      readonly campaignId: string
      readonly localDay: number
      readonly seed: string
      readonly sharePerMille: number
    }
  /** An agent has the task before his eyes and has not dialled. `callId`: of the attempt that may come of it. */
  | {
      readonly kind: 'task_offered'
      readonly callId: string
      readonly taskId: string
      readonly campaignId: string
      readonly agentId: string
      readonly mode: DialMode
      /** Agents who were ready then, this one included. */
      readonly ready: number
    }
  /** He did not dial it: he or a leader gave it back, a citizen waited, or the time was over. */
  | {
      readonly kind: 'task_given_back'
      readonly callId: string
      readonly taskId: string
      readonly agentId: string
      readonly why: 'given_back' | 'caller_waits' | 'too_long' | 'agent_gone' | 'phone_gone' | 'no_telephony'
    }
  /** Written before anything is dialled. */
  | {
      readonly kind: 'attempt_began'
      readonly callId: string
      readonly taskId: string
      readonly campaignId: string
      readonly purpose: Purpose
      readonly queueId: string
      readonly agentId: string
      readonly leg: string
      readonly number: string
      readonly shownNumber: string
    }
  | {
      readonly kind: 'attempt_answered'
      readonly callId: string
      readonly agentId: string
      readonly leg: string
      readonly ringMs: number
    }
  /** The call is over, or never came about; what it came to is said by `attempt_closed`. `talkMs` null: nobody answered. */
  | {
      readonly kind: 'attempt_ended'
      readonly callId: string
      readonly by: EndedBy
      readonly talkMs: number | null
      readonly network: NetworkResult
    }
  /** Exactly once for each attempt. */
  | {
      readonly kind: 'attempt_closed'
      readonly callId: string
      readonly taskId: string
      readonly agentId: string
      readonly outcome: AttemptOutcome
      /** What the network alone would have said. */
      readonly byNetwork: AttemptOutcome
      /** What the agent said; null: nothing. */
      readonly byAgent: AttemptOutcome | null
      /** The time the citizen asked for. */
      readonly appointment: number | null
      readonly note: string
    }
