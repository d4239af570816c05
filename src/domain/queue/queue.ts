import type { KeepOption } from '../kept-place/kept-place.ts'

/** A skill an agent has or a call needs, with a level from 1 (basic) to 9 (best). The names are the city's own, such as `hotline` or `cantonese`. */
export interface SkillLevel {
  readonly skill: string
  readonly level: number
}

/**
 * One rung of the overflow ladder (溢出): from `afterMs` of waiting on, these groups of agents may take the call as well,
 * and with `anySkill` the skills are no longer asked for. Default rungs: DOMAIN.md 4.1.
 */
export interface LadderRung {
  readonly afterMs: number
  readonly groups: readonly string[]
  readonly anySkill: boolean
}

/** A queue: a line of callers that several dialled numbers may lead to. All times in ms. */
export interface Queue {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  /** Dialled numbers that lead here; `*` takes every number no other queue names. */
  readonly dialledNumbers: readonly string[]
  /** Smaller goes first. Compared before arrival, never added to it. */
  readonly priority: number
  readonly skills: readonly SkillLevel[]
  /** Groups of agents who may take calls from the first moment, in order of preference. */
  readonly groups: readonly string[]
  /** `idle`: longest idle first; `level`: the higher level of the first skill first, then longest idle. */
  readonly prefer: 'idle' | 'level'
  readonly ladder: readonly LadderRung[]
  /** Sound of the recording notice, or null for none. */
  readonly notice: string | null
  readonly noticeMaxMs: number
  readonly ringMs: number
  readonly wrapUpMs: number
  /** Longest wait before the caller is told honestly that nobody is free; null: no limit. */
  readonly maxWaitMs: number | null
  /** Most callers waiting: the larger of `atLeast` and `perAgent` times the agents signed in. */
  readonly capacity: { readonly atLeast: number; readonly perAgent: number }
  /** After this many missed offers in a row an agent is paused with the reason `missed`. */
  readonly missLimit: number
  /** Switched by a shift leader: the whole ladder is open from the first moment. */
  readonly overflowOpen: boolean
  /** Switched by a shift leader: a sound that callers hear after the notice, such as that many are calling; null: none. */
  readonly announcement: string | null
  /** Whether its calls are recorded; left out: they are. */
  readonly record?: boolean
  /** The answer rate over any 24 h that is asked of this queue, in hundredths of a percent; null or left out: the hotline's. */
  readonly answerTarget?: number | null
  /** Whether callers are offered to be rung back in their turn; null or left out: they are not. */
  readonly keepPlace?: KeepOption | null
  /** `text`: citizens who write wait in it, `outbound`: nobody, it is for those whom the hotline rings; neither is for callers. Left out: callers. */
  readonly medium?: 'voice' | 'text' | 'outbound'
}

/** Whether callers may wait in a queue. */
export const takesCalls = (queue: Queue): boolean => queue.medium === undefined || queue.medium === 'voice'

/** The queue of citizens who write; undefined where the house has none. */
export const queueForText = (queues: readonly Queue[]): Queue | undefined =>
  queues.find(queue => queue.medium === 'text')

/** The queue a dialled number leads to: the one that names it, else the one that names `*`, else any that takes calls. */
export const queueForDialled = (queues: readonly Queue[], dialled: string): Queue | undefined =>
  queues.find(queue => queue.dialledNumbers.includes(dialled)) ??
  queues.find(queue => queue.dialledNumbers.includes('*')) ??
  queues.find(takesCalls)

/** How many callers may wait in `queue` while `signedIn` agents are signed in. */
export const capacityOf = (queue: Queue, signedIn: number): number =>
  Math.max(queue.capacity.atLeast, queue.capacity.perAgent * signedIn)

/** The rung of the ladder that holds after `waitedMs`: 0 before the first one, then 1, 2, … */
export const rungAt = (queue: Queue, waitedMs: number): number => {
  if (queue.overflowOpen) return queue.ladder.length
  let rung = 0
  while (rung < queue.ladder.length && waitedMs >= (queue.ladder[rung]?.afterMs ?? Number.POSITIVE_INFINITY)) rung += 1
  return rung
}

/** Ms of waiting at which the next rung, or else the end of the longest wait, comes; null when nothing comes any more. */
export const nextLadderChange = (queue: Queue, rung: number): number | null => {
  const next = queue.ladder[rung]?.afterMs ?? null
  if (next === null) return queue.maxWaitMs
  return queue.maxWaitMs === null ? next : Math.min(next, queue.maxWaitMs)
}
