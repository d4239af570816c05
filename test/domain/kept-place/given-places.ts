import { keptPlaceIdOf } from '../../../src/domain/kept-place/kept-place.ts'
import { outboundIdOf, type TaskOrder } from '../../../src/domain/outbound/outbound.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenLine, givenQueue } from '../given-line.ts'

export const keepPlace = { afterMs: 10_000, forMs: 600_000 } as const

/** A queue whose callers are offered after ten seconds to be rung back in their turn. */
export const keepingQueue = (but: Parameters<typeof givenQueue>[0] = {}) =>
  givenQueue({ notice: null, keepPlace, ...but })

export const orderFor = (number: string, callId: string, queueId = 'hotline'): TaskOrder => ({
  taskId: `task-${callId}`,
  campaignId: 'missed',
  purpose: 'missed_call_return',
  mode: 'progressive',
  queueId,
  number,
  caseNo: null,
  shownNumber: '12345',
  previewMs: 60_000,
  ringMs: 45_000,
  keepReady: 0,
})

/** A line with such queues, and what happens to those who keep their place. */
export const givenPlaces = (...queues: ReturnType<typeof givenQueue>[]) => {
  const under = givenLine(...(queues.length > 0 ? queues : [keepingQueue()]))
  const press = (callId: string, digit = '1') => under.tell({ type: 'digit', at: under.now, callId, digit })
  const leaves = (callId: string) => under.tell({ type: 'caller_left', at: under.now, callId, how: 'normal' })
  const order = (callId: string) => {
    const placeId = keptPlaceIdOf(callId)
    const place = get(under.line.places, placeId)
    const about = orderFor(place?.number ?? '', callId, place?.queueId)
    return under.tell({ type: 'place_ordered', at: under.now, placeId, callId: outboundIdOf(callId), order: about })
  }
  return {
    under,
    press,
    leaves,
    order,
    /** Somebody calls, waits until he is offered it, takes it and hangs up. */
    keep: (callId: string, number: string, dialled = '12345') => {
      under.call(callId, { number, dialled })
      under.pass(keepPlace.afterMs)
      press(callId)
      leaves(callId)
      order(callId)
    },
    place: (callId: string) => get(under.line.places, keptPlaceIdOf(callId)),
    ended: () => under.factsOf('place_ended').map(({ callId, why }) => `${callId} ${why}`),
    rung: () => under.effects.flatMap(effect => (effect.do === 'dial' ? [effect.number] : [])),
  }
}
