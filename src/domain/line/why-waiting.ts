import { type Call, holdsPlace } from '../call/call.ts'
import type { SkillLevel } from '../queue/queue.ts'
import { type Demand, rankOf } from '../routing/demand.ts'
import { values } from '../sorted.ts'
import type { Line } from './line.ts'
import { type Crew, type Staffing, type StateCounts, statesOf } from './staffing.ts'

/** Why a caller has no agent yet. */
export type WhyWaiting =
  /** An agent's phone rings for him; `accepted`: that agent took him already, and the notice still plays. */
  | { readonly kind: 'rings'; readonly agentId: string; readonly accepted: boolean }
  /** Asterisk's own queue has him: the line neither chooses for him nor knows his place. */
  | { readonly kind: 'native_queue' }
  | { readonly kind: 'no_telephony' }
  | { readonly kind: 'nobody_signed_in' }
  /** Agents are signed in, none of them may take him: not of these groups, or without these skills. */
  | { readonly kind: 'nobody_able'; readonly groups: readonly string[]; readonly skills: readonly SkillLevel[] }
  /**
   * Agents who may take him, by state; none of them is free. `ahead`: the fewest callers that any of these agents would get
   * before him. 0: for some of them he is next, as the first by priority and then by arrival.
   */
  | {
      readonly kind: 'nobody_free'
      readonly skills: readonly SkillLevel[]
      readonly states: StateCounts
      readonly ahead: number
      readonly priority: number
    }

/** A caller who holds a place, and why he still does. */
export interface Waiter {
  readonly call: Call
  readonly why: WhyWaiting
}

type Placed = Pick<Call, 'priority' | 'arrivedAt' | 'id'>

const inOrder = (a: Placed, b: Placed): number =>
  a.priority - b.priority || a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1)

/**
 * Everybody who waits, in the order of the line: priority, then arrival (DESIGN.md D7), with the reason for each of the first
 * `atMost`. What it says follows from the same demands and ranks that the choice itself uses.
 */
export const waitersOf = (
  line: Line,
  staffing: Staffing,
  atMost: number,
): { readonly first: readonly Waiter[]; readonly more: number } => {
  const calls = [...values(line.calls)].filter(holdsPlace).sort(inOrder)
  const kept = [...values(line.places)].filter(({ stands }) => stands)
  const others = [...values(line.chats)]
    .filter(({ state }) => state === 'waiting')
    .map(({ id, priority, openedAt: arrivedAt, demand }) => ({ id, priority, arrivedAt, demand }))
    .concat(kept)
    .sort(inOrder)
  const lanes = new Map<string, { readonly demand: Demand; readonly able: readonly Crew[]; seen: number }>()
  const laneOf = (demand: Demand) => {
    const known = lanes.get(demand.key)
    if (known) return known
    const able = staffing.crews.filter(({ profile }) => rankOf(demand, profile) !== null)
    const lane = { demand, able, seen: 0 }
    lanes.set(demand.key, lane)
    return lane
  }

  /** Callers so far whom an agent of this crew could take. */
  const before = (crew: Crew): number => {
    let count = 0
    for (const { able, seen } of lanes.values()) if (able.includes(crew)) count += seen
    return count
  }

  /** Those who write or keep their place and came before this caller would be given an agent first. */
  const countOthers = (call: Call): void => {
    for (let other = others[0]; other && inOrder(other, call) < 0; other = others[0]) {
      laneOf(other.demand).seen += 1
      others.shift()
    }
  }

  const whyOf = (call: Call): WhyWaiting => {
    countOthers(call)
    const lane = laneOf(call.demand)
    const ahead = Math.min(...lane.able.map(before))
    if (call.offer) return { kind: 'rings', agentId: call.offer.agentId, accepted: call.offer.acceptedAt !== null }
    if (call.state === 'fallback') return { kind: 'native_queue' }
    lane.seen += 1
    if (!line.telephony) return { kind: 'no_telephony' }
    if (staffing.signedIn === 0) return { kind: 'nobody_signed_in' }
    const { groups, skills } = call.demand
    if (lane.able.length === 0) return { kind: 'nobody_able', groups, skills }
    return { kind: 'nobody_free', skills, states: statesOf(lane.able), ahead, priority: call.priority }
  }

  const first = calls.slice(0, atMost).map(call => ({ call, why: whyOf(call) }))
  return { first, more: calls.length - first.length }
}
