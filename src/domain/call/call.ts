import type { Keep } from '../kept-place/kept-place.ts'
import type { CallerNumber } from '../number/normalise.ts'
import type { Outbound } from '../outbound/outbound.ts'
import type { SkillLevel } from '../queue/queue.ts'
import type { Recording } from '../recording/recording.ts'
import type { Demand } from '../routing/demand.ts'
import type { Party, PartyEnd } from '../transfer/party.ts'

/**
 * States of a call while it is in the line; a call that ended is in the ledger only. `arrived` passes within one turn.
 * `surveyed`: the agent is gone and the caller rates him by key. `dismissed`: the caller hears the last word (nobody is free) and is then hung up. `fallback`: the native queue of Asterisk has him.
 * Of calls that the hotline makes: `previewed`: an agent looks at the task; `summoned`: his phone is rung for it; `dialled`: the citizen's is; `concluded`: it is over, and the agent has yet to say what came of it.
 */
export type CallState =
  | 'announced'
  | 'queued'
  | 'offered'
  | 'talking'
  | 'surveyed'
  | 'dismissed'
  | 'fallback'
  | 'previewed'
  | 'summoned'
  | 'dialled'
  | 'concluded'

/** One agent's chance to take a call. Offer ids are also the ids of the channels that ring. */
export interface Offer {
  readonly id: string
  readonly agentId: string
  readonly leg: string
  readonly madeAt: number
  /** When the agent took it while the notice still played; null until then. */
  readonly acceptedAt: number | null
  /** Latest end of the ringing, with a margin for Asterisk's own timer. */
  readonly until: number
}

/** A rating by key (DOMAIN.md 4.6): of the agent who ended the talk, with one more prompt at most. */
export interface Survey {
  readonly agentId: string
  /** When the talk ended: the survey is no part of it. */
  readonly talkEndedAt: number
  readonly prompts: number
  /** Whether a key was pressed that is no answer. */
  readonly wrongKey: boolean
  /** Which sound plays; null: the key is waited for. */
  readonly plays: 'question' | 'thanks' | null
}

/** An answered caller's way to somebody else. */
export interface Transfer {
  readonly fromAgentId: string | null
  readonly startedAt: number
}

export interface Call {
  readonly id: string
  readonly state: CallState
  readonly since: number
  readonly queueId: string
  readonly dialled: string
  readonly caller: CallerNumber
  readonly priority: number
  readonly skills: readonly SkillLevel[]
  /** What it asks of an agent on its present rung. */
  readonly demand: Demand
  readonly arrivedAt: number
  /** When the notice had ended and the caller began to wait in the queue; null before. */
  readonly queuedAt: number | null
  readonly rung: number
  readonly offersMade: number
  readonly offer: Offer | null
  readonly agentId: string | null
  readonly leg: string | null
  /** Whether that is another leg than the one that answered: after a transfer, or a phone that was lost and is back. */
  readonly furtherLeg: boolean
  /** When the first agent took it; a transfer does not change it. */
  readonly answeredAt: number | null
  /** Since when the caller, who has an agent, hears music; null: he does not. */
  readonly heldSince: number | null
  /** Who else was called into the talk, in the order of the calls. */
  readonly parties: readonly Party[]
  /** How the one of them who left last has ended; null: none has. */
  readonly lastParty: PartyEnd | null
  /** Why he waits again after he was answered; null: he does not. */
  readonly transfer: Transfer | null
  /** The rating by key after the talk; null: there is none. */
  readonly survey: Survey | null
  /** null: it is not recorded. */
  readonly recording: Recording | null
  /** When the line must act if nothing else happens; null while talking and in the native queue, which the sweep watches. */
  readonly until: number | null
  readonly music: boolean
  /** Whether the native queue of Asterisk has or had it: its events are found by looking, not told. */
  readonly fallback: boolean
  /** How far the offer to be rung back in his turn is; null: not made yet. */
  readonly keep: Keep | null
  /** What it is for, where the hotline makes it; null: a citizen's own call. */
  readonly outbound: Outbound | null
}

/** Whether a call holds a place in the queue: it waits for an agent, the first or a further one, and has not been dismissed. */
export const holdsPlace = (call: Call): boolean =>
  call.state === 'announced' || call.state === 'queued' || call.state === 'offered' || call.state === 'fallback'

/** Whether its wait has no end yet: it holds a place and was not answered before. */
export const awaitsAnswer = (call: Call): boolean => holdsPlace(call) && call.answeredAt === null
