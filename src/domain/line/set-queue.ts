import type { LineEvent } from '../event.ts'
import { waitDeadline } from '../kept-place/keep.ts'
import { setPlace } from '../kept-place/places.ts'
import { type Queue, rungAt, takesCalls } from '../queue/queue.ts'
import { demandOf } from '../routing/demand.ts'
import { leave } from '../routing/waiting.ts'
import { values } from '../sorted.ts'
import { queueOf } from './line.ts'
import { note, setCall, type Turn } from './turn.ts'

/**
 * Puts a queue into the line or changes it between two offers. Callers who wait keep their place and their arrival, and are
 * matched anew under the new rules.
 */
export const setQueue = (turn: Turn, queue: Queue): void => {
  const others = turn.line.queues.filter(known => known.id !== queue.id)
  const affected = [...values(turn.line.calls)].filter(call => call.queueId === queue.id)
  for (const call of affected) {
    const place = { priority: call.priority, arrivedAt: call.arrivedAt, callId: call.id }
    const waiting = leave(turn.line.waiting, call.demand.key, place)
    turn.line = { ...turn.line, waiting }
  }
  const kept = [...values(turn.line.places)].filter(place => place.queueId === queue.id)
  for (const { stands, demand, priority, arrivedAt, id } of kept)
    if (stands)
      turn.line = {
        ...turn.line,
        waiting: leave(turn.line.waiting, demand.key, { priority, arrivedAt, callId: id }),
      }
  turn.line = { ...turn.line, queues: [...others, queue].sort((a, b) => (a.id < b.id ? -1 : 1)) }
  for (const call of affected.sort((a, b) => a.arrivedAt - b.arrivedAt)) {
    if (call.state !== 'queued') {
      const rung = Math.max(rungAt(queue, 0), Math.min(call.rung, queue.ladder.length))
      setCall(turn, { ...call, priority: queue.priority, rung, demand: demandOf(queue, rung, call.skills) })
    } else {
      const from = call.queuedAt ?? call.arrivedAt
      const rung = rungAt(queue, turn.now - from)
      const demand = demandOf(queue, rung, call.skills)
      setCall(turn, { ...call, priority: queue.priority, rung, demand, until: waitDeadline(queue, call, rung, from) })
    }
  }
  for (const place of kept) {
    const rung = Math.max(rungAt(queue, 0), Math.min(place.rung, queue.ladder.length))
    setPlace(turn, { ...place, priority: queue.priority, rung, demand: demandOf(queue, rung, place.skills) })
  }
}

/** An admin's option for a queue: it holds for callers who are not offered it yet; places that are kept stay. Unknown queues are refused. */
export const setQueuePlaces = (turn: Turn, event: Extract<LineEvent, { type: 'queue_places_set' }>): void => {
  const { queueId, by, keepPlace } = event
  const queue = queueOf(turn.line, queueId)
  if (!queue || !takesCalls(queue)) {
    turn.refusal = 'no_such_target'
    return
  }
  note(turn, event.at, { kind: 'queue_places_set', queueId, by, keepPlace })
  setQueue(turn, { ...queue, keepPlace })
}

/** A leader's switch: it holds from the next routing decision on, and is booked with his name. Unknown queues are refused. */
export const switchQueue = (turn: Turn, event: Extract<LineEvent, { type: 'queue_switched' }>): void => {
  const { queueId, by, overflowOpen, announcement } = event
  const queue = queueOf(turn.line, queueId)
  if (!queue) {
    turn.refusal = 'no_such_target'
    return
  }
  note(turn, event.at, { kind: 'queue_switched', queueId, by, overflowOpen, announcement })
  setQueue(turn, { ...queue, overflowOpen, announcement })
}

/** An admin's target for a queue: nobody is matched anew by it. Unknown queues are refused. */
export const setQueueTarget = (turn: Turn, event: Extract<LineEvent, { type: 'queue_target_set' }>): void => {
  const { queueId, by, answerTarget } = event
  const queue = queueOf(turn.line, queueId)
  if (!queue) {
    turn.refusal = 'no_such_target'
    return
  }
  note(turn, event.at, { kind: 'queue_target_set', queueId, by, answerTarget })
  const queues = turn.line.queues.map(known => (known === queue ? { ...queue, answerTarget } : known))
  turn.line = { ...turn.line, queues }
}
