import { empty, emptyById, entries, first, forEach, get, put, remove, type Sorted, size, values } from '../sorted.ts'
import { type Demand, type Profile, rankOf } from './demand.ts'

/** Order of callers: priority, then original arrival, then id; a tuple, never a sum (DESIGN.md D7). `callId`: of the call, or of the chat of one who writes. */
export interface Place {
  readonly priority: number
  readonly arrivedAt: number
  readonly callId: string
}

/** Which of two places comes first. */
export const byPlace = (a: Place, b: Place): number =>
  a.priority - b.priority || a.arrivedAt - b.arrivedAt || (a.callId < b.callId ? -1 : a.callId > b.callId ? 1 : 0)

interface Lane {
  readonly demand: Demand
  readonly places: Sorted<Place, true>
}

/** Callers without an offer, in one lane for each distinct demand. */
export type Waiting = Sorted<string, Lane>

/** Nobody waits. */
export const nobodyWaiting = (): Waiting => emptyById<Lane>()

/** `waiting` with a caller in the lane of his demand. */
export const enter = (waiting: Waiting, demand: Demand, place: Place): Waiting => {
  const lane = get(waiting, demand.key) ?? { demand, places: empty<Place, true>(byPlace) }
  return put(waiting, demand.key, { demand: lane.demand, places: put(lane.places, place, true) })
}

/** `waiting` without that caller; the same when he is not in it. */
export const leave = (waiting: Waiting, demandKey: string, place: Place): Waiting => {
  const lane = get(waiting, demandKey)
  if (!lane) return waiting
  const places = remove(lane.places, place)
  if (places === lane.places) return waiting
  return size(places) === 0 ? remove(waiting, demandKey) : put(waiting, demandKey, { demand: lane.demand, places })
}

/** The caller who is next for an agent of this profile, and how many waited for him; null when nobody does. */
export const nextCaller = (waiting: Waiting, profile: Profile): { place: Place; waiting: number } | null => {
  let best = null as Place | null
  let count = 0
  forEach(waiting, lane => {
    if (!rankOf(lane.demand, profile)) return
    count += size(lane.places)
    const head = first(lane.places)
    if (head && (best === null || byPlace(head.key, best) < 0)) best = head.key
  })
  return best === null ? null : { place: best, waiting: count }
}

/** How many callers wait in a queue without an offer. */
export const waitingIn = (waiting: Waiting, queueId: string): number => {
  let count = 0
  forEach(waiting, lane => {
    if (lane.demand.queueId === queueId) count += size(lane.places)
  })
  return count
}

/** All waiting callers in the order of their places, for pages and checks. */
export const allWaiting = (waiting: Waiting): readonly Place[] =>
  [...values(waiting)].flatMap(lane => [...entries(lane.places)].map(([place]) => place)).sort(byPlace)
