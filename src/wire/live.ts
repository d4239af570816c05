import type { AgentView, DeskCallView, DeskState, HistoryView, PauseSubject, PopView, WallState } from './views.ts'

/** What an agent may say that an attempt came to (DOMAIN.md 4.5). */
export type AttemptOutcome =
  | 'rated'
  | 'refused'
  | 'appointment'
  | 'done'
  | 'wrong_person'
  | 'hung_up'
  | 'informed'
  | 'busy'
  | 'no_answer'
  | 'rejected'
  | 'unreachable'
  | 'suspended'
  | 'empty_number'
  | 'machine'
  | 'network_failure'
  | 'cancelled'

/**
 * Version of this protocol; a console with another one is told to reload. A field that is added needs no other one: pages read the
 * fields they know, and newer pages do without those that an older server (after a step back) leaves out.
 */
export const liveVersion = 3

/**
 * Signs of life, ms. A page pings this often by itself, and each side gives the other up after this long without a frame of
 * it. A browser answers pings of the WebSocket protocol also for a page that is frozen, so those count for nothing.
 */
export const signsOfLife = { pingEveryMs: 2_500, silentAfterMs: 8_000 } as const

/** A command that took longer than this to reach the server is refused; the page gives its answer up a little later. ms. */
export const commandLimits = { reachWithinMs: 4_000, answerWithinMs: 5_000 } as const

/** Reasons the server closes a console's socket with (WebSocket close codes 4000 to 4999). */
export const closeCodes = {
  protocol: 4000,
  signed_out: 4001,
  slow: 4002,
  version: 4003,
  silent: 4004,
  shutting_down: 4005,
} as const

/** Whom an agent names to be called into his talk, or to pass the caller on to. `number`: as it was typed. */
export type CallTarget =
  | { readonly kind: 'agent'; readonly agentId: string }
  | { readonly kind: 'queue'; readonly queueId: string }
  | { readonly kind: 'contact'; readonly contactId: string }
  /** The policy specialists on it, one after the other. */
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'number'; readonly number: string }

/** Commands a desk may give; each is answered once by its id and never queued while offline. */
export type LiveCommand =
  | { readonly name: 'ready' | 'extend_wrap_up' | 'hang_up' | 'sign_out' }
  | { readonly name: 'hold' | 'resume' | 'hand_over' | 'rate' | 'pause_recording' | 'resume_recording' }
  | { readonly name: 'explain_recording_pause'; readonly subject: PauseSubject }
  | { readonly name: 'bring_in'; readonly target: CallTarget; readonly mode: 'consult' | 'join' }
  | { readonly name: 'transfer'; readonly target: CallTarget }
  | { readonly name: 'drop_party'; readonly partyId: string }
  | { readonly name: 'pause'; readonly reason: 'break' | 'meal' | 'training' | 'meeting' | 'other_work' }
  | { readonly name: 'accept' | 'decline'; readonly offerId: string }
  /** Dials the task that is looked at, or gives it back. */
  | { readonly name: 'dial' | 'give_back' }
  /** What came of an attempt (src/domain/campaign/outcome.ts); `appointment`: the time the citizen asked for, UTC ms. */
  | {
      readonly name: 'conclude'
      readonly said: { readonly outcome: AttemptOutcome; readonly appointment: number | null; readonly note: string }
    }

/** What a page shows. `screen`: the wall for a hall to see, to which agents are named only where the house wishes so. */
export type View = 'desk' | 'wall' | 'screen'

/** From the page to the server. */
export type ToServer =
  | { readonly type: 'hello'; readonly version: number; readonly view: View }
  | { readonly type: 'snapshot' }
  | {
      readonly type: 'command'
      readonly id: string
      readonly command: LiveCommand
      /** When it was given, by the server's clock as the page knows it: what a dead network held back is not obeyed later. */
      readonly sentAt?: number
    }
  /** The pop of this offer is on the screen. */
  | { readonly type: 'painted'; readonly offerId: string }
  | { readonly type: 'ping' }

/** What changed, by view. Each frame replaces the named part of the state whole, `wall_agents` each agent it names. */
export type LiveChange =
  | { readonly name: 'desk'; readonly desk: Omit<DeskState, 'pop' | 'call'> }
  /** Comes again for the same offer when the notice has ended. */
  | { readonly name: 'pop'; readonly pop: PopView }
  | { readonly name: 'pop_history'; readonly offerId: string; readonly callId: string; readonly history: HistoryView }
  | { readonly name: 'pop_withdrawn'; readonly offerId: string; readonly why: string }
  /** The call from its answer to the end of wrap-up; it takes the place of the pop of the same call. */
  | { readonly name: 'call'; readonly call: DeskCallView | null }
  /** What the agent has written about this call was saved, by this page or another of his; the text is asked for by HTTP. */
  | { readonly name: 'draft'; readonly callId: string; readonly updatedAt: number }
  /** The agent's browser phone is now the page that opened this session; all other pages of his stop theirs. */
  | { readonly name: 'phone_session'; readonly session: string }
  /** All of the wall but the agents and what never changes while the server runs. */
  | { readonly name: 'wall'; readonly wall: Omit<WallState, 'agents' | 'overLong'> }
  /** Agents who changed, each as he is now; the others are as they were. */
  | { readonly name: 'wall_agents'; readonly agents: readonly AgentView[] }

/** From the server to the page. `seq` counts the frames of this socket from 1 without a gap. */
export type ToPage =
  | { readonly type: 'welcome'; readonly version: number; readonly serverTime: number }
  | {
      readonly type: 'snapshot'
      readonly seq: number
      readonly serverTime: number
      readonly desk?: DeskState
      readonly wall?: WallState
    }
  | { readonly type: 'event'; readonly seq: number; readonly change: LiveChange }
  | { readonly type: 'answer'; readonly id: string; readonly ok: boolean; readonly error?: string }
  | { readonly type: 'error'; readonly code: string }
  | { readonly type: 'pong'; readonly serverTime: number }
