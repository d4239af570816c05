import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { erlangA, type Load, patienceOf } from '../../../src/domain/staffing/erlang-a.ts'
import { nationalGoal, plannedSeats, seatsFor } from '../../../src/domain/staffing/seats.ts'

const forecast = (load: Load, agents: number) => erlangA(load, agents) ?? assert.fail()
const near = (value: number, wanted: number, within: number, what: string) =>
  assert.ok(Math.abs(value - wanted) <= within, `${what}: ${value}, not ${wanted}`)

/** A seeded source of numbers from 0 to 1 (mulberry32). */
const seeded = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}

/** Callers one after the other at agents who take the one who has waited longest: what the formula says of, played. */
const played = ({ callsPerHour, handling, patience }: Load, agents: number, calls: number, seed: number) => {
  const random = seeded(seed)
  const exponential = (mean: number) => -Math.log(1 - random()) * mean
  const freeAt = new Array<number>(agents).fill(0)
  const served: number[] = []
  let now = 0
  let waitedAll = 0
  for (let call = 0; call < calls; call += 1) {
    now += exponential(3_600 / callsPerHour)
    // whoever is free first takes this caller, as all before him are served or gone by then
    let first = 0
    for (let agent = 1; agent < agents; agent += 1) if ((freeAt[agent] ?? 0) < (freeAt[first] ?? 0)) first = agent
    const wait = Math.max(0, (freeAt[first] ?? 0) - now)
    const gives = exponential(patience)
    waitedAll += Math.min(wait, gives)
    if (gives < wait) continue
    served.push(wait)
    freeAt[first] = now + wait + exponential(handling)
  }
  const share = (count: number) => count / calls
  return {
    abandons: share(calls - served.length),
    waits: 1 - share(served.filter(wait => wait === 0).length),
    meanWait: waitedAll / calls,
    within: (seconds: number) => share(served.filter(wait => wait <= seconds).length),
    patience: patienceOf(waitedAll, calls - served.length),
  }
}

describe('Erlang A', () => {
  for (const [load, agents] of [
    [{ callsPerHour: 70, handling: 325, patience: 100 }, 9],
    [{ callsPerHour: 70, handling: 325, patience: 100 }, 5],
    [{ callsPerHour: 400, handling: 200, patience: 30 }, 20],
    [{ callsPerHour: 6, handling: 300, patience: 200 }, 1],
  ] as const)
    test(`given ${load.callsPerHour} calls an hour and ${agents} agents, it says what 300,000 played calls come to`, () => {
      const said = forecast(load, agents)
      const seen = played(load, agents, 300_000, 7)
      near(said.abandons, seen.abandons, 0.005, 'abandons')
      near(said.waits, seen.waits, 0.01, 'waits')
      near(said.meanWait, seen.meanWait, 0.02 * said.meanWait + 0.1, 'mean wait')
      for (const seconds of [0, 5, 15, 30, 120])
        near(said.serviceLevel(seconds), seen.within(seconds), 0.01, `within ${seconds} s`)
      near(seen.patience, load.patience, 0.1 * load.patience, 'patience as measured')
    })

  test('given endless patience, it is Erlang C, whose value for 10 erlang and 12 agents is known; with more work than agents there is nothing to say', () => {
    const said = forecast({ callsPerHour: 120, handling: 300, patience: Number.POSITIVE_INFINITY }, 12)
    near(said.waits, 0.4494, 0.0005, 'waits')
    near(said.meanWait, (0.4494 * 300) / 2, 0.1, 'mean wait')
    near(said.serviceLevel(20), 1 - 0.4494 * Math.exp((-2 * 20) / 300), 0.0005, 'within 20 s')
    assert.equal(said.abandons, 0)
    assert.equal(erlangA({ callsPerHour: 120, handling: 300, patience: Number.POSITIVE_INFINITY }, 10), null)
  })

  test('given any load, then shares are shares, more agents are never worse, and who is not answered has given up in the end', () => {
    const loads = fc.record({
      callsPerHour: fc.integer({ min: 1, max: 2_000 }),
      handling: fc.integer({ min: 20, max: 900 }),
      patience: fc.integer({ min: 5, max: 2_000 }),
    })
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 200 }), (load, agents) => {
        const [one, more] = [forecast(load, agents), forecast(load, agents + 1)]
        for (const share of [one.waits, one.abandons, one.serviceLevel(15), one.occupancy])
          assert.ok(share >= -1e-9 && share <= 1 + 1e-9, String(share))
        assert.ok(one.serviceLevel(30) >= one.serviceLevel(15) - 1e-9)
        assert.ok(more.serviceLevel(15) >= one.serviceLevel(15) - 1e-9)
        assert.ok(more.abandons <= one.abandons + 1e-9)
        near(one.serviceLevel(1e7), 1 - one.abandons, 1e-6, 'answered in the end')
        near(one.abandons, one.meanWait / load.patience, 1e-6, 'given up by the law of Little')
      }),
      { numRuns: 300 },
    )
  })
})

describe('seats', () => {
  test("given the busy hour of a district, then the first report's load needs the nine to thirteen that were reckoned for it", () => {
    const busy = (callsPerHour: number) =>
      seatsFor({ callsPerHour, handling: 325, patience: Number.POSITIVE_INFINITY }, nationalGoal)
    assert.deepEqual([busy(52), busy(80)], [9, 13])
  })

  test('given any load, then one seat fewer breaks the promise, and at night two sit there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), fc.integer({ min: 30, max: 600 }), (callsPerHour, handling) => {
        const load = { callsPerHour, handling, patience: 100 }
        const seats = seatsFor(load, nationalGoal)
        const fewer = erlangA(load, seats - 1)
        const broken = fewer === null || fewer.serviceLevel(15) < 0.95 || fewer.abandons > 0.05
        return (seats === 2 && !broken) || broken
      }),
      { numRuns: 200 },
    )
    assert.equal(seatsFor({ callsPerHour: 0, handling: 300, patience: 100 }, nationalGoal), 2)
  })

  test('given that a tenth is away, then so many more are planned', () => {
    assert.deepEqual([plannedSeats(9, 0.1), plannedSeats(10, 0.1), plannedSeats(4, 0)], [10, 12, 4])
  })

  test('given a promise that nobody can keep, then that is said', () => {
    assert.throws(() => seatsFor({ callsPerHour: 9e9, handling: 300, patience: 100 }, nationalGoal), RangeError)
  })
})
