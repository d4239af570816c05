import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { BookCall } from '../../../src/domain/kpi/book.ts'
import type { Queue } from '../../../src/domain/queue/queue.ts'
import { erlangA, type Load } from '../../../src/domain/staffing/erlang-a.ts'
import { playedDay } from '../../../src/engine/replay/played-calls.ts'
import type { PlayedCall } from '../../../src/engine/replay/played-line.ts'
import { seeded } from '../../../src/engine/replay/random.ts'
import { answeredIn, replay, waitQuantile } from '../../../src/engine/replay/replay.ts'
import { givenQueue } from '../../domain/given-line.ts'

/** Nothing but a line of waiting callers: no notice, no ladder, no wrap-up, no bound. */
const bare = (but: Partial<Queue> = {}) =>
  givenQueue({ notice: null, wrapUpMs: 0, capacity: { atLeast: 1_000_000, perAgent: 0 }, ...but })
const start = Date.UTC(2026, 4, 6)
const staff = (agents: number) => [{ at: start, agents }]
const house = (agents: number, but: Partial<Queue> = {}) => ({
  queue: bare(but),
  staff: staff(agents),
  answerMs: 0,
  noticeMs: 0,
})
const call = (second: number, talk: number, patience = Number.POSITIVE_INFINITY): PlayedCall => ({
  at: start + second * 1_000,
  talkMs: talk * 1_000,
  patienceMs: patience * 1_000,
})

describe('callers who are played through the real line', () => {
  test('given one agent and four callers, then one waits for the end of the first talk, and who is impatient gives up', () => {
    const result = replay([call(10, 60), call(20, 30), call(30, 30, 4), call(40, 30, 20)], house(1))
    const { offered, answered, abandoned, abandonedShort, waits, waited, allWaitsMs, agentMs } = result
    assert.deepEqual([offered, answered, abandoned, abandonedShort, waited], [4, 2, 2, 1, 3])
    assert.deepEqual([waits, allWaitsMs], [[0, 50_000], 74_000])
    assert.equal(agentMs.talking, 90_000)
    assert.deepEqual([answeredIn(result, 49), answeredIn(result, 50)], [1, 2])
    assert.deepEqual(
      [waitQuantile(result, 0.5), waitQuantile(result, 0.51), waitQuantile(replay([], house(1)), 0.5)],
      [0, 50_000, null],
    )
  })

  test('given ringing, a notice and wrap-up, then the caller waits for the longer of both, and the agent is not free before his wrap-up is over', () => {
    const slow = { ...house(1, { notice: 'recording-notice', wrapUpMs: 20_000 }), answerMs: 3_000, noticeMs: 5_000 }
    const { waits } = replay([call(0, 60), call(10, 60)], slow)
    assert.deepEqual(waits, [5_000, 60_000 + 5_000 + 20_000 - 10_000 + 3_000])
  })

  test('given that agents come and go, then nobody is taken while none is there, and who talks finishes first', () => {
    const shifts = [
      { at: start, agents: 1 },
      { at: start + 30_000, agents: 0 },
      { at: start + 300_000, agents: 2 },
    ]
    const { waits, answered } = replay([call(10, 100), call(20, 10), call(200, 10)], { ...house(1), staff: shifts })
    assert.deepEqual([answered, waits], [3, [0, 100_000, 280_000]])
    // called back before he has gone, he stays
    const back = [...shifts.slice(0, 2), { at: start + 40_000, agents: 1 }]
    assert.deepEqual(replay([call(10, 100), call(20, 10)], { ...house(1), staff: back }).waits, [0, 90_000])
  })

  test('given a full line or the longest wait, then callers are told so as the queue says', () => {
    const full = replay([call(0, 600), call(1, 5), call(2, 5)], house(1, { capacity: { atLeast: 1, perAgent: 0 } }))
    assert.deepEqual([full.answered, full.overflowed], [2, 1])
    const long = replay([call(0, 600), call(1, 5)], house(1, { maxWaitMs: 60_000 }))
    assert.deepEqual([long.answered, long.overflowed, long.allWaitsMs], [1, 1, 60_000])
  })
})

/** Callers at random, whose talks and patience are exponential. */
const atRandom = ({ callsPerHour, handling, patience }: Load, calls: number, seed: number): PlayedCall[] => {
  const random = seeded(seed)
  let at = start
  return Array.from({ length: calls }, () => {
    at += random.exponential(3_600_000 / callsPerHour)
    return {
      at: Math.ceil(at),
      talkMs: random.exponential(handling * 1_000),
      patienceMs: random.exponential(patience * 1_000),
    }
  })
}

const calls = 30_000
const near = (value: number, wanted: number, within: number, what: string) =>
  assert.ok(Math.abs(value - wanted) <= within, `${what}: ${value}, not ${wanted}`)

describe('Erlang A and the real routing', () => {
  const load: Load = { callsPerHour: 70, handling: 325, patience: 100 }
  const sharesOf = (result: ReturnType<typeof replay>) => ({
    abandons: result.abandoned / result.offered,
    waits: result.waited / result.offered,
    meanWait: result.allWaitsMs / result.offered / 1_000,
    within15: answeredIn(result, 15) / result.offered,
    within60: answeredIn(result, 60) / result.offered,
  })

  for (const agents of [5, 7, 9, 11])
    test(`given 70 calls an hour and ${agents} agents who answer at once and have no wrap-up, the routing does what the formula says`, () => {
      const said = erlangA(load, agents) ?? assert.fail()
      const seen = sharesOf(replay(atRandom(load, calls, agents), house(agents)))
      near(seen.abandons, said.abandons, 0.012, 'abandons')
      near(seen.waits, said.waits, 0.02, 'waits')
      near(seen.meanWait, said.meanWait, 0.03 * said.meanWait + 0.5, 'mean wait')
      near(seen.within15, said.serviceLevel(15), 0.02, 'within 15 s')
      near(seen.within60, said.serviceLevel(60), 0.02, 'within 60 s')
    })

  test('given wrap-up of 120 s, then it is handling: the formula says the same of talk and wrap-up together', () => {
    const agents = 9
    const said = erlangA(load, agents) ?? assert.fail()
    const talks = atRandom({ ...load, handling: 205 }, calls, 4)
    const seen = sharesOf(replay(talks, house(agents, { wrapUpMs: 120_000 })))
    // a fixed wrap-up is less uneven than an exponential one: never worse than what is said, and hardly better
    assert.ok(
      seen.abandons <= said.abandons + 0.005 && seen.abandons >= said.abandons - 0.02,
      `${seen.abandons} ${said.abandons}`,
    )
    assert.ok(seen.within15 >= said.serviceLevel(15) - 0.01 && seen.within15 <= said.serviceLevel(15) + 0.03)
  })

  test('given phones that ring for 4 s, then callers wait so much longer, and who gives up while it rings is lost: the formula knows no ringing, which is added to wait and handling', () => {
    const agents = 9
    const ring = 4
    const seen = sharesOf(replay(atRandom(load, calls, 5), { ...house(agents), answerMs: ring * 1_000 }))
    const said = erlangA({ ...load, handling: load.handling + ring }, agents) ?? assert.fail()
    // a little less, for those who give up while it rings are no work
    near(seen.meanWait, said.meanWait + ring - 0.75, 0.75, 'mean wait')
    near(seen.abandons, seen.meanWait / load.patience, 0.005, 'given up by the law of Little')
    assert.ok(seen.abandons > said.abandons + 0.02)
    // answered within t means connected: whoever was offered an agent within t − ring
    near(seen.within15, said.serviceLevel(15 - ring), 0.04, 'within 15 s')
    assert.ok(seen.waits === 1)
  })
})

describe('a past day that is played again', () => {
  const row = (
    second: number,
    but: { answered?: number; ended?: number; endCause?: BookCall['endCause'] },
  ): BookCall => ({
    direction: 'inbound',
    purpose: 'hotline',
    arrivedAt: start + second * 1_000,
    answeredAt: but.answered === undefined ? null : start + but.answered * 1_000,
    endedAt: but.ended === undefined ? null : start + but.ended * 1_000,
    endCause: but.endCause ?? null,
  })
  const day = [
    row(300, { ended: 330, endCause: 'abandoned' }),
    row(0, { answered: 10, ended: 100, endCause: 'completed' }),
    row(200, { answered: 240 }),
    row(400, { ended: 500, endCause: 'overflow' }),
    row(410, { ended: 410, endCause: 'rejected' }),
    { ...row(420, { answered: 430, ended: 440, endCause: 'completed' }), direction: 'outbound' as const },
  ]

  test('given its rows, then callers come as they came, as patient as they were known to be, and with the talks that they had', () => {
    const played = playedDay(day, 60_000, seeded(1)) ?? assert.fail()
    assert.deepEqual([played.knownPatience, played.knownTalk], [1, 1])
    assert.deepEqual(
      played.calls.map(({ at }) => (at - start) / 1_000),
      [0, 200, 300, 400],
    )
    const [first, second, third, fourth] = played.calls
    assert.ok(first && second && third && fourth)
    assert.ok(first.patienceMs > 10_000 && second.patienceMs > 40_000 && fourth.patienceMs > 100_000)
    assert.equal(third.patienceMs, 30_000)
    // three whose talk is not known have the one that is
    assert.deepEqual(
      played.calls.map(({ talkMs }) => talkMs),
      [90_000, 90_000, 90_000, 90_000],
    )
  })

  test('given the same seed, then the same comes of it, and of another seed another; more agents answer more', () => {
    const random = seeded(9)
    const many = Array.from({ length: 400 }, (_, n) => {
      const at = n * 40
      return random.chance(0.15)
        ? row(at, { ended: at + random.between(1, 60), endCause: 'abandoned' })
        : row(at, { answered: at + random.between(1, 20), ended: at + random.between(60, 400), endCause: 'completed' })
    })
    const of = (seed: number, agents: number) =>
      replay(playedDay(many, 90_000, seeded(seed))?.calls ?? [], house(agents))
    assert.deepEqual(of(1, 5), of(1, 5))
    assert.notDeepEqual(of(1, 5).waits, of(2, 5).waits)
    const answered = [3, 5, 7, 9].map(agents => of(1, agents).answered)
    assert.deepEqual(
      answered,
      answered.toSorted((a, b) => a - b),
    )
    assert.ok((answered[3] ?? 0) > (answered[0] ?? 0))
  })

  test('given that nobody ever gave up, then callers wait for ever; given no talk at all, then nothing can be played', () => {
    const patient = playedDay([row(0, { answered: 1, ended: 2, endCause: 'completed' })], null, seeded(1))
    assert.equal(patient?.calls[0]?.patienceMs, Number.POSITIVE_INFINITY)
    assert.equal(playedDay([row(0, { ended: 9, endCause: 'abandoned' })], null, seeded(1)), null)
    assert.deepEqual(playedDay([], null, seeded(1))?.calls, [])
  })
})
