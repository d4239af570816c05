import type { Agent, Device, PauseReason } from './agent/agent.ts'
import type { KeepOption, PlaceEnd } from './kept-place/kept-place.ts'
import type { UnfinishedLine } from './line/restore.ts'
import type { CallerNumber } from './number/normalise.ts'
import type { NetworkCause } from './outbound/network.ts'
import type { Conclusion, TaskOrder } from './outbound/outbound.ts'
import type { Queue, SkillLevel } from './queue/queue.ts'
import type { PauseSubject } from './recording/recording.ts'
import type { Target } from './transfer/party.ts'

/**
 * Why a leg ended before or after it was answered, as far as the network tells. `lost`: it is gone and nobody knows how;
 * `unseen`: its end is known from Asterisk's own books only; `died`: Asterisk itself was gone.
 */
export type LegEnd =
  | 'normal'
  | 'no_answer'
  | 'declined'
  | 'busy'
  | 'unreachable'
  | 'cancelled'
  | 'failed'
  | 'lost'
  | 'unseen'
  | 'died'

/** What the desk of an agent may ask for. */
export type DeskCommand =
  | { readonly name: 'ready' }
  | { readonly name: 'pause'; readonly reason: PauseReason }
  | { readonly name: 'accept'; readonly offerId: string }
  | { readonly name: 'decline'; readonly offerId: string }
  | { readonly name: 'extend_wrap_up' }
  | { readonly name: 'hang_up' }
  | { readonly name: 'hold' }
  | { readonly name: 'resume' }
  /** Calls somebody into the talk; `join`: the caller stays in it, `consult`: he hears music meanwhile. */
  | { readonly name: 'bring_in'; readonly target: Target; readonly mode: 'consult' | 'join' }
  /** Passes the caller on at once and leaves. */
  | { readonly name: 'transfer'; readonly target: Target }
  /** Leaves the caller with those who were brought in. */
  | { readonly name: 'hand_over' }
  /** Ends the call to one of them, joined or not. */
  | { readonly name: 'drop_party'; readonly partyId: string }
  /** Ends the talk and lets the caller rate by key. */
  | { readonly name: 'rate' }
  /** Nothing is recorded while ID or bank numbers are said. */
  | { readonly name: 'pause_recording' }
  /** What the pause is for. */
  | { readonly name: 'explain_recording_pause'; readonly subject: PauseSubject }
  | { readonly name: 'resume_recording' }
  /** Rings the citizen of the task he looks at, and gives it back without. */
  | { readonly name: 'dial' }
  | { readonly name: 'give_back' }
  /** What came of his attempt; a call that still goes on is ended by it. */
  | { readonly name: 'conclude'; readonly said: Conclusion }
  | { readonly name: 'sign_out' }

/**
 * All that the line may be told. `at` is the instant at the source in UTC ms (Asterisk's own stamp for channel events);
 * the instant of receipt is handed in beside the event.
 */
export type LineEvent =
  | {
      readonly type: 'call_arrived'
      readonly at: number
      readonly callId: string
      readonly dialled: string
      readonly caller: CallerNumber
      /** Skills this caller needs beyond the queue's own, such as a dialect. */
      readonly wants: readonly SkillLevel[]
      /** True for a caller found waiting in Asterisk after a reconnect: his arrival is the original one. */
      readonly adopted: boolean
    }
  /** `sound`: which one; null where that is not known. */
  | { readonly type: 'sound_ended'; readonly at: number; readonly callId: string; readonly sound: string | null }
  | {
      readonly type: 'caller_left'
      readonly at: number
      readonly callId: string
      readonly how: LegEnd
      readonly told?: NetworkCause
    }
  /** A campaign gives a task to this agent. `callId`: of the attempt that comes of it (`outboundIdOf`). */
  | {
      readonly type: 'task_given'
      readonly at: number
      readonly callId: string
      readonly agentId: string
      readonly order: TaskOrder
    }
  /** The citizen's phone rings, or the network sends sound before an answer. `leg`: as of `dial_answered`. */
  | {
      readonly type: 'dial_progressed'
      readonly at: number
      readonly callId: string
      readonly early: boolean
      readonly leg?: string
    }
  /** `leg`: the agent's, where it was found by looking. */
  | { readonly type: 'dial_answered'; readonly at: number; readonly callId: string; readonly leg?: string }
  | { readonly type: 'leg_answered'; readonly at: number; readonly leg: string }
  /** A desk phone asks by SIP (REFER) that its caller is passed on; `to`: whom it names, as a number. */
  | { readonly type: 'leg_refers'; readonly at: number; readonly leg: string; readonly to: CallerNumber }
  | { readonly type: 'leg_ended'; readonly at: number; readonly leg: string; readonly how: LegEnd }
  /** Caller and agent could not be joined, or were found not to be. */
  | {
      readonly type: 'connect_failed'
      readonly at: number
      readonly callId: string
      readonly leg: string | null
      readonly why: string
    }
  /** The caller has left our hands for the native queue of Asterisk. */
  | { readonly type: 'to_fallback'; readonly at: number; readonly callId: string; readonly why: string }
  /** A caller nobody knows is in the native queue: he came while there was no server. `at`: his arrival. */
  | {
      readonly type: 'found_in_fallback'
      readonly at: number
      readonly callId: string
      readonly dialled: string
      readonly caller: CallerNumber
      readonly movedAt: number
      readonly why: string
    }
  /** The native queue has let go of a caller, and he is in our hands again. */
  | { readonly type: 'returned_from_fallback'; readonly at: number; readonly callId: string }
  /** A member of the native queue took the call. `leg`: the channel of his phone. */
  | {
      readonly type: 'fallback_answered'
      readonly at: number
      readonly callId: string
      readonly agentId: string
      readonly leg: string
    }
  /** Caller and standing leg are in one bridge, and nobody wrote so: the server died in that very moment. */
  | {
      readonly type: 'found_joined'
      readonly at: number
      readonly callId: string
      readonly agentId: string
      readonly leg: string
    }
  /** The caller pressed a key of his phone: one of 0 to 9, * and #. */
  | { readonly type: 'digit'; readonly at: number; readonly callId: string; readonly digit: string }
  /** Asterisk records a call; it does not, for this reason; or it goes on recording in spite of the wish to pause. */
  | { readonly type: 'recording_began'; readonly at: number; readonly callId: string; readonly part: string }
  | {
      readonly type: 'recording_failed'
      readonly at: number
      readonly callId: string
      readonly part: string | null
      readonly why: string
    }
  | { readonly type: 'pause_failed'; readonly at: number; readonly callId: string }
  /** Nobody of the native queue took the call in time. */
  | { readonly type: 'fallback_missed'; readonly at: number; readonly callId: string }
  /** The connection to Asterisk is lost: nobody can be rung. */
  | { readonly type: 'telephony_down'; readonly at: number }
  /** It is back, and what happened meanwhile is known. */
  | { readonly type: 'telephony_up'; readonly at: number }
  /** The server has started: this is what the ledger holds as not ended. Must come before any call. */
  | { readonly type: 'line_restored'; readonly at: number; readonly unfinished: UnfinishedLine }
  | { readonly type: 'agent_command'; readonly at: number; readonly agentId: string; readonly command: DeskCommand }
  /** `by`: the leader's sign-in name; `leaderId`: the agent whose phone is his, null where he has none. */
  | {
      readonly type: 'leader_command'
      readonly at: number
      readonly by: string
      readonly leaderId: string | null
      readonly command: LeaderCommand
    }
  | { readonly type: 'agent_signed_in'; readonly at: number; readonly agentId: string }
  | { readonly type: 'console_up'; readonly at: number; readonly agentId: string }
  | { readonly type: 'console_down'; readonly at: number; readonly agentId: string }
  /** One of his phones has registered, or is gone. What is up goes on: only a leg's own end ends it. */
  | { readonly type: 'phone_up'; readonly at: number; readonly agentId: string; readonly device: Device }
  | { readonly type: 'phone_down'; readonly at: number; readonly agentId: string; readonly device: Device }
  /** A page of his takes the browser phone over: what an older page or its dead remains hold is ended. */
  | { readonly type: 'phone_renewed'; readonly at: number; readonly agentId: string }
  /** Asterisk has a leg that stands for this agent, who knows of none: the server has restarted. */
  | { readonly type: 'standing_leg_found'; readonly at: number; readonly agentId: string; readonly leg: string }
  | {
      readonly type: 'queue_switched'
      readonly at: number
      readonly by: string
      readonly queueId: string
      readonly overflowOpen: boolean
      readonly announcement: string | null
    }
  | {
      readonly type: 'queue_target_set'
      readonly at: number
      readonly by: string
      readonly queueId: string
      readonly answerTarget: number | null
    }
  /** An admin sets whether callers of a queue are offered to be rung back in their turn. */
  | {
      readonly type: 'queue_places_set'
      readonly at: number
      readonly by: string
      readonly queueId: string
      readonly keepPlace: KeepOption | null
    }
  /** The campaign that has the task of a kept place says how he is rung. `callId` (`outboundIdOf`): ids of its attempts begin so. */
  | {
      readonly type: 'place_ordered'
      readonly at: number
      readonly placeId: string
      readonly callId: string
      readonly order: TaskOrder
    }
  /** A kept place is given up. `by`: a sign-in name, empty: by itself. */
  | {
      readonly type: 'place_dropped'
      readonly at: number
      readonly placeId: string
      readonly why: Extract<PlaceEnd, 'quiet' | 'cancelled'>
      readonly by: string
    }
  | { readonly type: 'queue_set'; readonly at: number; readonly queue: Queue }
  | { readonly type: 'agent_set'; readonly at: number; readonly agent: AgentProfile }
  /** A citizen wants to write with an agent. `secretHash`: of what opens the chat to his page. */
  | {
      readonly type: 'chat_opened'
      readonly at: number
      readonly chatId: string
      readonly secretHash: string
      /** Where he may be rung, as he gave it; E.164. */
      readonly number: string | null
      readonly language: 'zh' | 'en'
    }
  /** `agentId` null: the citizen wrote it. */
  | {
      readonly type: 'chat_said'
      readonly at: number
      readonly chatId: string
      readonly agentId: string | null
      readonly text: string
    }
  /** The citizen's page is there. */
  | { readonly type: 'chat_seen'; readonly at: number; readonly chatId: string }
  | { readonly type: 'chat_left'; readonly at: number; readonly chatId: string }
  | { readonly type: 'time'; readonly at: number }

/** What a shift leader may ask for an agent of his shift. */
export type LeaderCommand =
  | { readonly name: 'listen' | 'whisper' | 'barge' | 'take_over' | 'free'; readonly agentId: string }
  | { readonly name: 'force'; readonly agentId: string; readonly to: 'ready' | 'paused' | 'signed_out' }

/** The part of an agent that an admin sets. */
export type AgentProfile = Pick<
  Agent,
  'id' | 'name' | 'extension' | 'group' | 'skills' | 'wantsStandingLeg' | 'autoAccept'
>
