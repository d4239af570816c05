import type { AgentState, NextState, PauseReason, Resume } from './agent/agent.ts'
import type { AttachmentFactBody } from './attachments/attachment-facts.ts'
import type { CallState } from './call/call.ts'
import type { CampaignFactBody } from './campaign/campaign-facts.ts'
import type { AccessFactBody } from './cases/access-facts.ts'
import type { CaseFactBody } from './cases/case-facts.ts'
import type { ChatFactBody } from './chats/chat-facts.ts'
import type { LegEnd } from './event.ts'
import type { PlaceFactBody } from './kept-place/place-facts.ts'
import type { ArticleFactBody } from './knowledge/article-facts.ts'
import type { SkillLevel } from './queue/queue.ts'
import type { PauseSubject, RecordingResumed } from './recording/recording.ts'
import type { ScoreFactBody } from './scoring/score-facts.ts'
import type { DirectoryEntry, SetOfNames } from './transfer/directory.ts'
import type { PartyKind, PartyMode } from './transfer/party.ts'

/** At which stage of the way to an agent a caller gave up (loss tree, DOMAIN.md 2.1). */
export type AbandonStage = 'announcement' | 'queue' | 'ringing'

/** Why a call left the queue without an agent; `place_kept`: the caller has chosen to be rung back in his turn. */
export type OverflowReason = 'queue_full' | 'max_wait' | 'place_kept'

/** The one cause each call ends with. `abandoned` is the caller's doing before an agent; `failed` ours or the network's. */
export type EndCause = 'completed' | 'abandoned' | 'overflow' | 'failed'

/** Who ended a call; `party`: the one whom the agent had left with the caller; `unknown` where only its end is known, not whose doing it was. */
export type EndedBy = 'caller' | 'agent' | 'party' | 'system' | 'unknown'

/** Why a caller stands on the ring-back list; `cut_off`: in the middle of his talk, by the failure of telephony; `place_kept`: he is rung back in his turn. */
export type MissedWhy = 'abandoned' | 'overflow' | 'failed' | 'cut_off' | 'place_kept'

/** Why a caller who has an agent hears music: his agent wished so, consults somebody, or lost his phone. */
export type HoldReason = 'agent' | 'consult' | 'phone_lost'

/** Why an answered caller waits again: an agent passed him on, or lost his phone and did not come back in time. */
export type TransferReason = 'passed_on' | 'phone_lost'

/** What came of a rating by key: kept apart, since only the first is a rating. */
export type RatingResult = 'valid' | 'invalid' | 'timeout' | 'hung_up'

/** How that ended. */
export type TransferResult = 'taken_over' | 'caller_left' | 'nobody'

/** How an offer ended. */
export type OfferResult = 'accepted' | 'missed' | 'declined' | 'phone_gone' | 'caller_left' | 'withdrawn'

/** Why this caller and this agent: stored with each offer, so that any choice can be explained years later. */
export interface OfferReason {
  /** `transfer`: passed on to this agent by name; `found`: they were joined already when a server that started looked. */
  readonly chosenBy: 'call' | 'agent' | 'transfer' | 'found'
  readonly priority: number
  readonly arrivedAt: number
  /** Callers who waited for the same agents at that instant, this one included. */
  readonly waiting: number
  readonly group: string
  readonly groupRank: number
  readonly level: number
  readonly idleSince: number
  /** Ready agents who could have had this call, the chosen one included. */
  readonly eligible: number
  readonly rung: number
}

/**
 * One thing that happened, written once to the ledger and never changed. `at` is the instant at the source, `received` the
 * instant we learned of it; UTC ms.
 */
export type Fact = { readonly at: number; readonly received: number } & FactBody

export type FactBody =
  | AttachmentFactBody
  | CaseFactBody
  | ArticleFactBody
  | ScoreFactBody
  | AccessFactBody
  | ChatFactBody
  | CampaignFactBody
  | PlaceFactBody
  | {
      readonly kind: 'call_arrived'
      readonly callId: string
      readonly queueId: string
      readonly dialled: string
      readonly rawNumber: string
      readonly number: string | null
      readonly withheld: boolean
      readonly priority: number
      readonly skills: readonly SkillLevel[]
      readonly adopted: boolean
    }
  /** The line was taken up again from the ledger with this call in it: the server had restarted, or a standby took over. */
  | { readonly kind: 'call_adopted'; readonly callId: string; readonly state: CallState }
  /** It left the server's hands for the native queue of Asterisk (DESIGN.md D6), and why. */
  | { readonly kind: 'call_to_fallback'; readonly callId: string; readonly why: string }
  /** The native queue has let go of him, and he is in the server's hands again. */
  | { readonly kind: 'call_from_fallback'; readonly callId: string }
  /** An answer did not hold: caller and agent were never joined. The caller waits again with his arrival; `waitMs` is what the answer had booked. */
  | {
      readonly kind: 'call_returned'
      readonly callId: string
      readonly arrivedAt: number
      readonly agentId: string
      readonly leg: string
      readonly waitMs: number
      readonly why: string
    }
  | { readonly kind: 'notice_started'; readonly callId: string; readonly sound: string }
  | { readonly kind: 'notice_ended'; readonly callId: string }
  | { readonly kind: 'call_queued'; readonly callId: string; readonly queueId: string }
  | { readonly kind: 'ladder_climbed'; readonly callId: string; readonly rung: number }
  | {
      readonly kind: 'offer_made'
      readonly callId: string
      readonly offerId: string
      readonly agentId: string
      readonly leg: string
      readonly reason: OfferReason
    }
  | {
      readonly kind: 'offer_ended'
      readonly callId: string
      readonly offerId: string
      readonly agentId: string
      readonly result: OfferResult
      readonly ringMs: number
    }
  | {
      readonly kind: 'call_answered'
      readonly callId: string
      readonly offerId: string
      readonly agentId: string
      readonly leg: string
      readonly waitMs: number
      /** Wait from the entry into the queue; 0 when the agent was there before the notice ended. */
      readonly queueMs: number
    }
  /** The caller was put on music while he has an agent, and came back from it. */
  | { readonly kind: 'call_held'; readonly callId: string; readonly agentId: string; readonly why: HoldReason }
  | { readonly kind: 'call_resumed'; readonly callId: string; readonly agentId: string; readonly heldMs: number }
  /** Somebody was called into the talk, came into it, and left it or never came. Each is a record of its own. */
  | {
      readonly kind: 'party_called'
      readonly callId: string
      readonly partyId: string
      readonly leg: string
      readonly party: PartyKind
      readonly mode: PartyMode
      readonly calledBy: string | null
      readonly toAgentId: string | null
      readonly contactId: string | null
      readonly name: SetOfNames | null
      readonly number: string | null
      readonly unit: string | null
    }
  | { readonly kind: 'party_joined'; readonly callId: string; readonly partyId: string; readonly ringMs: number }
  | {
      readonly kind: 'party_ended'
      readonly callId: string
      readonly partyId: string
      readonly how: LegEnd
      /** How long he was in the talk; null: he never was. */
      readonly talkMs: number | null
    }
  /** The agent has left the caller with those whom he brought in. `toAgentId`: the agent among them, who has the caller now. */
  | {
      readonly kind: 'handed_over'
      readonly callId: string
      readonly fromAgentId: string
      readonly toAgentId: string | null
    }
  /** A shift leader listens to an agent's talk, speaks to him alone, or comes into it. `by`: his sign-in name. */
  | {
      readonly kind: 'agent_watched'
      readonly callId: string
      readonly agentId: string
      readonly by: string
      readonly mode: 'listen' | 'whisper' | 'barge'
    }
  /** A shift leader opened or closed the overflow of a queue, or switched its announcement. */
  | {
      readonly kind: 'queue_switched'
      readonly queueId: string
      readonly by: string
      readonly overflowOpen: boolean
      readonly announcement: string | null
    }
  /** An admin set the answer rate that is asked of a queue, in hundredths of a percent; null: the hotline's. */
  | {
      readonly kind: 'queue_target_set'
      readonly queueId: string
      readonly by: string
      readonly answerTarget: number | null
    }
  /** A setting of the house was set or (document null) taken away; `version` counts from 1 for each kind and key. */
  | {
      readonly kind: 'setting_changed'
      readonly setting: string
      readonly key: string
      readonly version: number
      readonly document: object | null
      readonly by: string
    }
  /** An admin put an entry into the directory or changed it, and took one out. */
  | { readonly kind: 'directory_set'; readonly by: string; readonly entry: DirectoryEntry }
  | { readonly kind: 'directory_removed'; readonly by: string; readonly entryId: string }
  /** A shift leader put an agent into another state, or freed him of a call that nothing else ended. */
  | {
      readonly kind: 'agent_forced'
      readonly agentId: string
      readonly by: string
      readonly from: AgentState
      readonly to: 'ready' | 'paused' | 'signed_out' | 'freed'
    }
  /** The agent has ended the talk and the caller is asked to rate him by key. */
  | { readonly kind: 'survey_started'; readonly callId: string; readonly agentId: string }
  /** The caller rated his agent by key, or did not. `score`: 1 satisfied, 2 basically satisfied, 3 dissatisfied (DOMAIN.md 4.6). */
  | {
      readonly kind: 'service_rated'
      readonly callId: string
      readonly agentId: string
      readonly result: RatingResult
      readonly score: number | null
    }
  /** An answered caller waits for somebody else; his wait and his answer stay as they are booked. */
  | {
      readonly kind: 'transfer_started'
      readonly callId: string
      readonly fromAgentId: string | null
      readonly why: TransferReason
      readonly queueId: string
    }
  | {
      readonly kind: 'transfer_ended'
      readonly callId: string
      readonly result: TransferResult
      /** Who took him over; null: nobody. */
      readonly toAgentId: string | null
      readonly waitMs: number
    }
  /** A further leg of an agent is in the talk: after a transfer, or after his phone was lost and is back. */
  | {
      readonly kind: 'leg_joined'
      readonly callId: string
      readonly leg: string
      readonly agentId: string
      /** `agent`: the caller is his now; `party`: he was called in beside another. */
      readonly as: 'agent' | 'party'
    }
  /** Asterisk records this call, under this name. */
  | { readonly kind: 'recording_started'; readonly callId: string; readonly part: string }
  /** It does not, or cannot be told to go on after a pause. `part` null: whichever runs. */
  | { readonly kind: 'recording_failed'; readonly callId: string; readonly part: string | null; readonly why: string }
  /** While ID or bank numbers are said: silence is recorded, until the planned end at the latest. */
  | {
      readonly kind: 'recording_paused'
      readonly callId: string
      readonly part: string
      readonly agentId: string
      readonly until: number
    }
  /** What such a pause was for; no such fact: nobody said so. */
  | {
      readonly kind: 'recording_pause_explained'
      readonly callId: string
      readonly part: string
      readonly agentId: string
      readonly subject: PauseSubject
    }
  | {
      readonly kind: 'recording_resumed'
      readonly callId: string
      readonly part: string
      /** Whose pause it was. */
      readonly agentId: string
      readonly why: RecordingResumed
      readonly pausedMs: number
    }
  /** The recording was taken from Asterisk and is kept. */
  | {
      readonly kind: 'recording_closed'
      readonly callId: string
      readonly part: string
      /** How the audio is kept; left out: µ-law, as it is in facts of before there was a choice. */
      readonly codec?: 'g711' | 'opus'
      /** Of the audio as it is kept. */
      readonly bytes: number
      readonly sha256: string
      readonly audioMs: number
      /** What is missing of the time from its start to the end of the call; null where one of the two is unknown. */
      readonly gapMs: number | null
    }
  /** Somebody hears a recording: who, in which role, why, from which address. Written before the first sound. */
  | {
      readonly kind: 'recording_listened'
      readonly callId: string
      readonly part: string
      readonly userName: string
      readonly role: string
      readonly why: string
      readonly address: string
    }
  /** Must not be deleted until this is lifted (legal hold), and that it was lifted. */
  | { readonly kind: 'recording_held'; readonly callId: string; readonly userName: string; readonly why: string }
  | { readonly kind: 'recording_released'; readonly callId: string; readonly userName: string; readonly why: string }
  /** Its time was over: the key is gone, and the file. */
  | {
      readonly kind: 'recording_erased'
      readonly callId: string
      readonly part: string
      readonly why: 'retention' | 'person_erased'
    }
  | {
      readonly kind: 'call_abandoned'
      readonly callId: string
      readonly stage: AbandonStage
      readonly waitMs: number
    }
  | {
      readonly kind: 'call_overflowed'
      readonly callId: string
      readonly reason: OverflowReason
      readonly waitMs: number
    }
  | { readonly kind: 'call_failed'; readonly callId: string; readonly reason: string; readonly waitMs: number }
  | {
      readonly kind: 'call_ended'
      readonly callId: string
      readonly arrivedAt: number
      readonly cause: EndCause
      readonly by: EndedBy
      readonly talkMs: number | null
    }
  | {
      readonly kind: 'leg_ended'
      readonly callId: string
      readonly leg: string
      readonly agentId: string
      readonly how: LegEnd
      readonly talkMs: number | null
    }
  | {
      readonly kind: 'agent_state'
      readonly agentId: string
      readonly from: AgentState
      /** When the state that ends here began. */
      readonly fromSince: number
      readonly fromReason: PauseReason | null
      readonly to: AgentState
      readonly reason: PauseReason | null
      /** The planned end of the state, null where none is planned. */
      readonly until: number | null
      readonly callId: string | null
      /** The chat of the state that ends or begins; left out: neither has one. */
      readonly chatId?: string
      /** Whether the state that ends or begins is of a call that the hotline makes; left out: neither. */
      readonly outbound?: true
      /** What he becomes when console and phone are back; null but for `offline`. */
      readonly resume: Resume | null
    }
  /** The planned end of the present state, or what he wishes to become after it, has changed. */
  | {
      readonly kind: 'agent_planned'
      readonly agentId: string
      readonly until: number | null
      readonly next: NextState | null
    }
  | {
      readonly kind: 'missed_call'
      readonly callId: string
      readonly number: string
      readonly why: MissedWhy
    }
  /** Facts that no store and no spill file could hold any more: the calls went on, this many facts of them are gone for good. */
  | { readonly kind: 'facts_lost'; readonly count: number; readonly from: number; readonly until: number }
  | {
      readonly kind: 'stuck_freed'
      readonly what: 'call' | 'agent'
      readonly id: string
      readonly state: string
      readonly why: string
    }

export type FactKind = FactBody['kind']
