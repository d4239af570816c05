import type { DayNumber } from '../calendar/day.ts'
import { type RetryPlan, waitAfter } from '../messages/retry.ts'

/** Where a version stands with one target. `sending`: it is being written there, and nothing is known of it yet. */
export type DeliveryState = 'waiting' | 'sending' | 'delivered' | 'superseded'

/** One version of a day on its way to one target. Instants in UTC ms. */
export interface Delivery {
  readonly day: DayNumber
  readonly version: number
  /** Name of the target. */
  readonly target: string
  readonly state: DeliveryState
  /** When it is tried next. */
  readonly nextAt: number
  /** Attempts, with the one that is under way. */
  readonly tries: number
  /** Why the last attempt failed: a code of the catalogue, and what it was about. */
  readonly lastError: string | null
  readonly endedAt: number | null
}

export type DeliveryEvent =
  /** Its time has come. */
  | { readonly type: 'time'; readonly at: number }
  /** All of it is there, under its name. */
  | { readonly type: 'taken'; readonly at: number }
  /** It could not be written there. 0 ≤ jitter < 1. */
  | { readonly type: 'not_now'; readonly at: number; readonly why: string; readonly jitter: number }
  /** Whoever was writing it is gone. */
  | { readonly type: 'interrupted'; readonly at: number }
  /** There is a newer version of the day. */
  | { readonly type: 'superseded'; readonly at: number }

type Rules = {
  readonly [Type in DeliveryEvent['type']]?: (
    delivery: Delivery,
    event: Extract<DeliveryEvent, { type: Type }>,
  ) => Delivery
}

/** House rule: a target is tried for ever, since a day that is not delivered is missed by somebody; each failure is alarmed. */
export const deliveryRetries: RetryPlan = { firstMs: 60_000, mostMs: 3_600_000, tries: Number.POSITIVE_INFINITY }

const superseded = (delivery: Delivery, { at }: { readonly at: number }): Delivery => ({
  ...delivery,
  state: 'superseded',
  endedAt: at,
})

/** What may happen to a delivery in each state (docs/states.md). What is not here is an error. */
export const deliveryTable: Readonly<Record<DeliveryState, Rules>> = {
  waiting: {
    time: (delivery, { at }) =>
      at < delivery.nextAt ? delivery : { ...delivery, state: 'sending', tries: delivery.tries + 1 },
    superseded,
  },
  sending: {
    taken: (delivery, { at }) => ({ ...delivery, state: 'delivered', lastError: null, endedAt: at }),
    not_now: (delivery, { at, why, jitter }) => ({
      ...delivery,
      state: 'waiting',
      lastError: why,
      nextAt: at + waitAfter(deliveryRetries, delivery.tries, jitter),
    }),
    interrupted: (delivery, { at }) => ({
      ...delivery,
      state: 'waiting',
      lastError: 'export_interrupted',
      nextAt: at,
    }),
    superseded,
  },
  delivered: {},
  superseded: {},
}

/** A version that is to be brought to a target at once. */
export const newDelivery = (
  { day, version }: Pick<Delivery, 'day' | 'version'>,
  target: string,
  at: number,
): Delivery => ({ day, version, target, state: 'waiting', nextAt: at, tries: 0, lastError: null, endedAt: null })

/** The delivery after an event; null: nothing like that can happen to it. */
export const afterDeliveryEvent = (delivery: Delivery, event: DeliveryEvent): Delivery | null => {
  const rule = deliveryTable[delivery.state][event.type] as
    | ((delivery: Delivery, event: DeliveryEvent) => Delivery)
    | undefined
  return rule ? rule(delivery, event) : null
}
