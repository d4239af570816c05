import { queueOf } from '../line/line.ts'
import type { Turn } from '../line/turn.ts'
import { rungAt } from '../queue/queue.ts'
import { demandOf } from '../routing/demand.ts'
import { get } from '../sorted.ts'
import { keptPlaceIdOf } from './kept-place.ts'
import { setPlace } from './places.ts'

/** A kept place without an end, as the ledger holds it. Times UTC ms. */
export interface UnfinishedPlace {
  readonly callId: string
  readonly queueId: string
  /** E.164. */
  readonly number: string
  readonly dialled: string
  readonly priority: number
  readonly arrivedAt: number
  readonly keptAt: number
  readonly expiresAt: number
}

/** Takes a place up again where the ledger ends; its campaign says anew how he is rung. One whose queue is gone ends with its time. */
export const restorePlace = (turn: Turn, known: UnfinishedPlace): void => {
  const id = keptPlaceIdOf(known.callId)
  const queue = queueOf(turn.line, known.queueId)
  if (!queue || get(turn.line.places, id)) return
  const rung = rungAt(queue, Math.max(0, known.keptAt - known.arrivedAt))
  setPlace(turn, {
    ...known,
    ...{ id, rung, skills: queue.skills, demand: demandOf(queue, rung, queue.skills) },
    ...{ order: null, rings: 0, ringing: null, stands: false },
  })
}
