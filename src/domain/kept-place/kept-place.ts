import type { TaskOrder } from '../outbound/outbound.ts'
import type { SkillLevel } from '../queue/queue.ts'
import type { Demand } from '../routing/demand.ts'

/**
 * The place of a caller who hung up on the promise that he is rung back in his turn (保位回拨, docs/decisions/0040). It stands in the same order as those who wait
 * on the line: priority, then his arrival. At most one for a number and queue. Times UTC ms.
 */
export interface KeptPlace {
  readonly id: string
  /** The call in which he asked for it. */
  readonly callId: string
  readonly queueId: string
  /** E.164. */
  readonly number: string
  /** The number of the hotline that he had dialled. */
  readonly dialled: string
  readonly arrivedAt: number
  readonly priority: number
  readonly skills: readonly SkillLevel[]
  readonly rung: number
  readonly demand: Demand
  readonly keptAt: number
  /** From then on nobody is rung in turn for it. */
  readonly expiresAt: number
  /** How he is to be rung; null: the campaign that keeps his task has not said so yet. */
  readonly order: PlaceOrder | null
  /** How many attempts were begun for it and given back. */
  readonly rings: number
  /** The attempt for which an agent is reserved and that is not dialled yet; null: none. */
  readonly ringing: string | null
  /** Whether it stands in line: he can be rung, and is in no call with the house. */
  readonly stands: boolean
}

/** A callback task that belongs to a kept place. `callId`: the ids of its attempts begin so. */
export interface PlaceOrder {
  readonly callId: string
  readonly task: TaskOrder
}

/** The option of a queue. Times in ms. */
export interface KeepOption {
  /** After so long in the queue it is offered, once in a call. */
  readonly afterMs: number
  /** So long the place is kept. */
  readonly forMs: number
}

/** How far the offer is within a call. */
export interface Keep {
  /** false: it is not made in this call, he has such a place already. */
  readonly offered: boolean
  /** While it plays: the latest end of the sound. */
  readonly playsUntil: number | null
}

/** The place that a call keeps. */
export const keptPlaceIdOf = (callId: string): string => `${callId}-place`

/** Why a place is no more: he is dialled; he was answered on another call; nobody was free in its time; the hours of quiet began; he or the house did not wish it any more. */
export type PlaceEnd = 'rung' | 'got_through' | 'expired' | 'quiet' | 'cancelled'
