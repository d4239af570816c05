import { ladderDeadline } from '../call/transitions.ts'
import { type Queue, rungAt } from '../queue/queue.ts'
import { demandOf } from '../routing/demand.ts'
import { leave } from '../routing/waiting.ts'
import { values } from '../sorted.ts'
import { setCall, type Turn } from './turn.ts'

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
  turn.line = { ...turn.line, queues: [...others, queue].sort((a, b) => (a.id < b.id ? -1 : 1)) }
  for (const call of affected.sort((a, b) => a.arrivedAt - b.arrivedAt)) {
    if (call.state !== 'queued')
      setCall(turn, { ...call, priority: queue.priority, demand: demandOf(queue, call.rung, call.skills) })
    else {
      const from = call.queuedAt ?? call.arrivedAt
      const rung = rungAt(queue, turn.now - from)
      const demand = demandOf(queue, rung, call.skills)
      setCall(turn, { ...call, priority: queue.priority, rung, demand, until: ladderDeadline(queue, rung, from) })
    }
  }
}
