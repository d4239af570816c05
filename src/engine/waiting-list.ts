import type { Line } from '../domain/line/line.ts'
import type { Staffing } from '../domain/line/staffing.ts'
import { waitersOf } from '../domain/line/why-waiting.ts'
import type { WallState } from '../wire/views.ts'
import { explainWaiting } from './explain-waiting.ts'

/** So many callers are shown with their reasons; the rest is a number. */
export const mostWaiting = 40

/** Who waits, in the order of the line, and why: without any number of theirs. */
export const waitingList = (line: Line, staffing: Staffing): WallState['waiting'] => {
  const { first, more } = waitersOf(line, staffing, mostWaiting)
  return {
    more,
    first: first.map(({ call, why }) => ({
      callId: call.id,
      queueId: call.queueId,
      since: call.arrivedAt,
      priority: call.priority,
      rung: call.rung,
      agentId: why.kind === 'rings' ? why.agentId : null,
      ahead: why.kind === 'nobody_free' ? why.ahead : null,
      why: explainWaiting(why),
    })),
  }
}
