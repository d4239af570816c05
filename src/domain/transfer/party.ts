import type { LegEnd } from '../event.ts'
import type { SetOfNames } from './directory.ts'

/** Who can be brought into a talk beside the caller's agent. */
export type PartyKind = 'agent' | 'department' | 'specialist' | 'emergency' | 'outside'

/** Somebody outside the house who can be called. */
export interface Contact {
  /** His entry in the directory; null for a number that was typed. */
  readonly id: string | null
  readonly name: SetOfNames
  /** What is dialled: E.164 or a service number. */
  readonly number: string
  /** The unit against which an unanswered call is booked; null: none. */
  readonly unit: string | null
}

/**
 * How a party comes in. `consult`: the caller hears music meanwhile; `join`: he stays in the talk and all hear each other; `blind`: the
 * agent has left, and the caller waits for whoever answers. `listen`, `whisper`: a shift leader hears both, and in the second the agent hears him.
 */
export type PartyMode = 'consult' | 'join' | 'blind' | 'listen' | 'whisper'

/** Whether he stands beside the talk: the caller does not hear him. */
export const isWatching = (mode: PartyMode): boolean => mode === 'listen' || mode === 'whisper'

/** One leg beside the caller's and his agent's. */
export interface Party {
  /** Its channel; for an agent with a standing leg that one. */
  readonly leg: string
  /** Tells this call of him from all others: the id of an agent's offer, else the leg. */
  readonly id: string
  readonly kind: PartyKind
  readonly mode: PartyMode
  /** The agent who was called; null for a contact. */
  readonly agentId: string | null
  readonly contact: Contact | null
  /** Who is called next when this one does not answer. */
  readonly next: readonly Contact[]
  readonly calledBy: string | null
  readonly calledAt: number
  /** When he came into the talk; null while he is rung. */
  readonly joinedAt: number | null
  /** Latest end of the ringing; of no meaning once he has joined. */
  readonly until: number
}

/** How the last party that is gone has ended, for the agent's eyes. */
export interface PartyEnd {
  readonly kind: PartyKind
  readonly agentId: string | null
  readonly contact: Contact | null
  readonly how: LegEnd
  readonly joined: boolean
}

/** Whom a transfer or a consultation is for, once the directory has resolved it. */
export type Target =
  | { readonly kind: 'agent'; readonly agentId: string }
  | { readonly kind: 'queue'; readonly queueId: string }
  /** At least one contact; the others are called one after the other when it does not answer. */
  | { readonly kind: Exclude<PartyKind, 'agent'>; readonly contacts: readonly Contact[] }

/**
 * Somebody outside by a number that was typed or that a phone named: of this country only, so that nobody can make a desk call the dear end
 * of the world. null: no such number.
 */
export const outsideTarget = (number: string | null): Target | null => {
  if (number === null || (number.startsWith('+') && !number.startsWith('+86'))) return null
  return { kind: 'outside', contacts: [{ id: null, name: { zh: number, en: number }, number, unit: null }] }
}

/** At most so many beside the caller and his agent. */
export const mostParties = 3

/** How long each contact is rung, in ms: a policy specialist 20 s (DOMAIN.md 3.5), all others 40. */
export const ringContactMs = (kind: PartyKind): number => (kind === 'specialist' ? 20_000 : 40_000)

/** The id of a contact's n-th call within a call, which is also his channel. */
export const partyLegOf = (callId: string, n: number): string => `${callId}-party-${n}`

/** Whether a channel is the leg of a contact, by its id. */
export const isPartyLeg = (channel: string): boolean => /-party-\d+$/.test(channel)
