import type { Fact, FactBody, OfferReason } from '../../../src/domain/fact.ts'

/** Monday 2026-03-02, 08:00 in Shanghai. */
export const morning = Date.parse('2026-03-02T08:00:00+08:00')

/** A fact that was received as it happened. */
export const fact = <Body extends FactBody>(at: number, body: Body): Fact => ({ at, received: at, ...body })

/** A plausible reason of an offer. */
export const offerReason = (arrivedAt: number): OfferReason => ({
  chosenBy: 'call',
  priority: 5,
  arrivedAt,
  waiting: 1,
  group: 'day',
  groupRank: 0,
  level: 5,
  idleSince: arrivedAt - 60_000,
  eligible: 3,
  rung: 0,
})

/** A call of a test. Times in ms after its arrival. */
export interface GivenCall {
  readonly callId: string
  readonly arrivedAt: number
  readonly number?: string | null
  readonly rawNumber?: string
  readonly queueId?: string
}

/** The arrival. */
export const arrived = ({
  callId,
  arrivedAt,
  number = '+8613812345678',
  rawNumber = '13812345678',
  queueId = 'hotline',
}: GivenCall): Fact =>
  fact(arrivedAt, {
    kind: 'call_arrived',
    callId,
    queueId,
    dialled: '12345',
    rawNumber,
    number,
    withheld: number === null,
    priority: 5,
    skills: [{ skill: 'hotline', level: 1 }],
    adopted: false,
  })

/** A call that an agent answers after `waitMs` and that ends after `talkMs`. */
export const answeredCall = (call: GivenCall, agentId: string, waitMs: number, talkMs: number): readonly Fact[] => {
  const { callId, arrivedAt } = call
  const offerId = `${callId}-offer-1`
  const answeredAt = arrivedAt + waitMs
  const endedAt = answeredAt + talkMs
  const leg = offerId
  return [
    arrived(call),
    fact(arrivedAt, { kind: 'call_queued', callId, queueId: call.queueId ?? 'hotline' }),
    fact(arrivedAt, { kind: 'offer_made', callId, offerId, agentId, leg, reason: offerReason(arrivedAt) }),
    fact(answeredAt, { kind: 'offer_ended', callId, offerId, agentId, result: 'accepted', ringMs: waitMs }),
    fact(answeredAt, { kind: 'call_answered', callId, offerId, agentId, leg, waitMs, queueMs: waitMs }),
    fact(endedAt, { kind: 'call_ended', callId, arrivedAt, cause: 'completed', by: 'caller', talkMs }),
    fact(endedAt, { kind: 'leg_ended', callId, leg, agentId, how: 'normal', talkMs }),
  ]
}

/** A call whose caller gives up in the queue after `waitMs`. */
export const abandonedCall = (call: GivenCall, waitMs: number): readonly Fact[] => {
  const { callId, arrivedAt, number = '+8613812345678' } = call
  const at = arrivedAt + waitMs
  const missed: readonly Fact[] =
    number === null ? [] : [fact(at, { kind: 'missed_call', callId, number, why: 'abandoned' })]
  return [
    arrived(call),
    fact(at, { kind: 'call_abandoned', callId, stage: 'queue', waitMs }),
    ...missed,
    fact(at, { kind: 'call_ended', callId, arrivedAt, cause: 'abandoned', by: 'caller', talkMs: null }),
  ]
}
