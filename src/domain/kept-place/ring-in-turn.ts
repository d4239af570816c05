import type { Agent } from '../agent/agent.ts'
import type { LineEvent } from '../event.ts'
import { queueOf } from '../line/line.ts'
import type { Turn } from '../line/turn.ts'
import { callFor, offerTask } from '../outbound/give.ts'
import { get } from '../sorted.ts'
import type { KeptPlace } from './kept-place.ts'
import { endPlace, setPlace } from './places.ts'

/*
 * An agent is ready and nobody who waits comes before this place: he is reserved, and the one who kept it is rung by the same way as for any callback
 * task. So there are never more of them rung than agents who wait for it.
 */

/** Begins an attempt for a place that is next for this agent. */
export const ringInTurn = (turn: Turn, place: KeptPlace, agent: Agent): void => {
  const queue = queueOf(turn.line, place.queueId)
  if (place.order === null || !queue) return
  const callId = `${place.order.callId}-${place.rings + 1}`
  const call = callFor(agent, queue, { callId, order: place.order.task, at: turn.now })
  setPlace(turn, { ...place, rings: place.rings + 1, ringing: callId })
  offerTask(turn, agent, { ...call, outbound: { ...call.outbound, keptPlace: place.id } }, turn.now)
}

/** Its campaign says how he is to be rung. A place that is no more, or being rung, stays as it is. */
export const orderPlace = (turn: Turn, event: Extract<LineEvent, { type: 'place_ordered' }>): void => {
  const place = get(turn.line.places, event.placeId)
  if (place && place.ringing === null) setPlace(turn, { ...place, order: { callId: event.callId, task: event.order } })
}

/** The place is given up. Gone already: refused, so that who asked knows. */
export const cancelPlace = (turn: Turn, event: Extract<LineEvent, { type: 'place_dropped' }>): void => {
  const place = get(turn.line.places, event.placeId)
  if (place) endPlace(turn, place, event.why, event.by, event.at)
  else turn.refusal = 'no_such_place'
}

/** Its time is over: what is left of his wish is an ordinary task. */
export const expirePlace = (turn: Turn, placeId: string, at: number): void => {
  const place = get(turn.line.places, placeId)
  if (place && place.ringing === null) endPlace(turn, place, 'expired', '', at)
}
