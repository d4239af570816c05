import type { Line } from '../line/line.ts'
import { note, type Turn } from '../line/turn.ts'
import { giveBack, outboundOf } from '../outbound/give.ts'
import { enter, leave, type Place } from '../routing/waiting.ts'
import { get, put, remove, size, values } from '../sorted.ts'
import type { KeptPlace, PlaceEnd } from './kept-place.ts'

/* Kept places in the line: among those who wait while they can be rung, out of it while their number is in a call. */

const placeOf = ({ priority, arrivedAt, id }: KeptPlace): Place => ({ priority, arrivedAt, callId: id })

const deadlineOf = ({ expiresAt, id }: KeptPlace) => ({ at: expiresAt, what: 'place', id }) as const

const isInCall = (line: Line, number: string): boolean => {
  for (const { caller, state } of values(line.calls)) if (caller.number === number && state !== 'concluded') return true
  return false
}

const unindex = (line: Line, place: KeptPlace): Line => ({
  ...line,
  waiting: place.stands ? leave(line.waiting, place.demand.key, placeOf(place)) : line.waiting,
  deadlines: place.ringing === null ? remove(line.deadlines, deadlineOf(place)) : line.deadlines,
})

/** Puts a place into the line in place of what it was; one that newly stands there is marked for matching. */
export const setPlace = (turn: Turn, given: KeptPlace): void => {
  const before = get(turn.line.places, given.id)
  const line = before ? unindex(turn.line, before) : turn.line
  const stands = given.order !== null && given.ringing === null && !isInCall(line, given.number)
  const place: KeptPlace = { ...given, stands }
  turn.line = {
    ...line,
    places: put(line.places, place.id, place),
    waiting: stands ? enter(line.waiting, place.demand, placeOf(place)) : line.waiting,
    // who is about to be dialled is dialled
    deadlines: place.ringing === null ? put(line.deadlines, deadlineOf(place), true) : line.deadlines,
  }
  if (stands) turn.callsToMatch.push(place.id)
}

/** Takes a place out of the line for good; an agent whose phone is rung for it is let go. */
export const endPlace = (turn: Turn, place: KeptPlace, why: PlaceEnd, by: string, at: number): void => {
  const line = unindex(turn.line, get(turn.line.places, place.id) ?? place)
  turn.line = { ...line, places: remove(line.places, place.id) }
  const { callId, queueId, ringing } = place
  note(turn, at, { kind: 'place_ended', callId, queueId, why, attempt: why === 'rung' ? ringing : null, by })
  const attempt = why === 'rung' || ringing === null ? undefined : outboundOf(get(turn.line.calls, ringing))
  if (attempt) giveBack(turn, attempt, 'given_back', at)
}

/** The place that this number keeps in this queue, if any. */
export const placeIn = (line: Line, queueId: string, number: string): KeptPlace | undefined => {
  for (const place of values(line.places)) if (place.number === number && place.queueId === queueId) return place
  return undefined
}

/** How many places are kept in a queue. */
export const placesIn = (line: Line, queueId: string): number => {
  let count = 0
  for (const place of values(line.places)) if (place.queueId === queueId) count += 1
  return count
}

/** How many of them stand among those who wait on the line. */
export const standingIn = (line: Line, queueId: string): number => {
  let count = 0
  for (const { queueId: of, stands } of values(line.places)) if (stands && of === queueId) count += 1
  return count
}

/** Calls of this turn have begun, were answered or have ended: places of their numbers rest, end or stand again. */
export const settlePlaces = (turn: Turn): void => {
  const { numbersTouched, numbersReached } = turn
  if (size(turn.line.places) > 0)
    for (const place of [...values(turn.line.places)]) {
      if (numbersReached.has(place.number)) endPlace(turn, place, 'got_through', '', turn.now)
      else if (numbersTouched.has(place.number)) setPlace(turn, place)
    }
  numbersTouched.clear()
  numbersReached.clear()
}
