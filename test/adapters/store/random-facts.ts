import fc from 'fast-check'
import type { AgentState } from '../../../src/domain/agent/agent.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { arrived, fact, morning, offerReason } from './given-facts.ts'

const ms = (max: number) => fc.integer({ min: 0, max })
const agentId = fc.constantFrom('1001', '1002', '1003')
const outcome = fc.constantFrom('answered', 'abandoned', 'overflowed', 'failed', 'connect_failed', 'waiting', 'talking')
const states: readonly AgentState[] = ['offline', 'ready', 'reserved', 'talking', 'wrap_up', 'paused']

const life = fc.record({
  queueId: fc.constantFrom('hotline', 'firm'),
  arrives: ms(60_000),
  waitMs: fc.oneof(ms(35_000), fc.constantFrom(0, 5_000, 5_001, 15_000, 20_000, 30_000)),
  talkMs: ms(90_000),
  outcome,
  stage: fc.constantFrom('announcement', 'queue', 'ringing'),
  offers: fc.array(
    fc.record({
      agentId,
      result: fc.constantFrom('accepted', 'missed', 'declined', 'caller_left', null),
      ringMs: ms(15_000),
    }),
    { maxLength: 3 },
  ),
})

const shift = fc.record({
  agentId,
  spans: fc.array(fc.record({ to: fc.constantFrom(...states), ms: ms(20_000) }), { maxLength: 8 }),
})

/** The facts of some minutes: calls with every end, offers with every result, and agents who change states. */
export const randomFacts: fc.Arbitrary<(name: string) => readonly Fact[]> = fc
  .record({
    lives: fc.array(life, { maxLength: 8 }),
    shifts: fc.uniqueArray(shift, { selector: each => each.agentId }),
  })
  .map(({ lives, shifts }) => name => {
    const facts = [
      ...lives.flatMap((each, i) => factsOfLife(`${name}-${i}`, each)),
      ...shifts.flatMap(each => factsOfShift(each)),
    ]
    return facts.sort((a, b) => a.at - b.at)
  })

type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never
type Shift = typeof shift extends fc.Arbitrary<infer Value> ? Value : never

const factsOfLife = (callId: string, { queueId, arrives, waitMs, talkMs, outcome, stage, offers }: Life): Fact[] => {
  const arrivedAt = morning + arrives
  const at = arrivedAt + waitMs
  const facts: Fact[] = [arrived({ callId, arrivedAt, queueId })]
  for (const [i, offer] of offers.entries()) {
    const offerId = `${callId}-offer-${i + 1}`
    const of = { callId, offerId, agentId: offer.agentId }
    facts.push(fact(arrivedAt, { kind: 'offer_made', ...of, leg: offerId, reason: offerReason(arrivedAt) }))
    if (offer.result === null) continue
    const { result, ringMs } = offer
    facts.push(fact(arrivedAt + ringMs, { kind: 'offer_ended', ...of, result, ringMs }))
  }
  const end = { kind: 'call_ended', callId, arrivedAt } as const
  const answered = fact(at, {
    kind: 'call_answered',
    callId,
    offerId: 'o',
    agentId: '1001',
    leg: 'l',
    waitMs,
    queueMs: 0,
  })
  if (outcome === 'talking') facts.push(answered)
  else if (outcome === 'answered' || outcome === 'connect_failed')
    facts.push(
      answered,
      fact(at + talkMs, {
        ...end,
        cause: outcome === 'answered' ? 'completed' : 'failed',
        by: 'caller',
        talkMs,
      }),
    )
  else if (outcome === 'abandoned')
    facts.push(
      fact(at, { kind: 'call_abandoned', callId, stage, waitMs }),
      fact(at, { ...end, cause: 'abandoned', by: 'caller', talkMs: null }),
    )
  else if (outcome === 'overflowed')
    facts.push(
      fact(at, { kind: 'call_overflowed', callId, reason: 'max_wait', waitMs }),
      fact(at + 9_000, { ...end, cause: 'overflow', by: 'system', talkMs: null }),
    )
  else if (outcome === 'failed')
    facts.push(
      fact(at, { kind: 'call_failed', callId, reason: 'channel_lost', waitMs }),
      fact(at, { ...end, cause: 'failed', by: 'caller', talkMs: null }),
    )
  return facts
}

const factsOfShift = ({ agentId, spans }: Shift): Fact[] => {
  const facts: Fact[] = []
  let from: AgentState = 'offline'
  let since = morning
  for (const { to, ms } of spans) {
    const at = since + ms
    const change = {
      from,
      fromSince: since,
      fromReason: null,
      to,
      reason: null,
      until: null,
      resume: null,
      callId: null,
    }
    facts.push(fact(at, { kind: 'agent_state', agentId, ...change }))
    from = to
    since = at
  }
  return facts
}
