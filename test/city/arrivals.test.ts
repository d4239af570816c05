import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrivals, type Demand, hourlyShare, rateAt } from '../../scripts/city/arrivals.ts'
import { draw, patience, talk } from '../../scripts/city/durations.ts'
import { gammaFactor, seededRandom } from '../../scripts/city/random.ts'

const hourMs = 3_600_000

/** Arrivals before `untilMs`. */
const take = (demand: Demand, seed: number, untilMs: number): number[] => {
  const taken: number[] = []
  for (const at of arrivals(demand, seededRandom(seed))) {
    if (at >= untilMs) return taken
    taken.push(at)
  }
  return taken
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map(value => (value - mean(values)) ** 2)))
const sample = (count: number, next: () => number) => Array.from({ length: count }, next)
const near = (value: number, wanted: number, share: number) =>
  assert.ok(Math.abs(value - wanted) <= wanted * share, `${value} is not within ${share * 100} % of ${wanted}`)

test('given a steady rate, as many calls come as it says, in order, with the gaps of a Poisson process', () => {
  const times = take({ kind: 'steady', perSecond: 5 }, 1, hourMs)
  near(times.length, 18_000, 0.03)
  const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0))
  assert.ok(gaps.every(gap => gap > 0))
  near(mean(gaps), 200, 0.03)
  near(deviation(gaps), 200, 0.03)
})

test('given the same seed the calls are the same, given another they are not', () => {
  const demand: Demand = { kind: 'steady', perSecond: 1 }
  assert.deepEqual(take(demand, 7, 60_000), take(demand, 7, 60_000))
  assert.notDeepEqual(take(demand, 7, 60_000), take(demand, 8, 60_000))
})

test('given a day, its hours have the shares of the profile', () => {
  const times = take({ kind: 'day', callsPerDay: 200_000 }, 3, 24 * hourMs)
  const sum = hourlyShare.reduce((all, share) => all + share, 0)
  for (const [hour, share] of hourlyShare.entries()) {
    const inHour = times.filter(at => Math.floor(at / hourMs) === hour).length
    near(inHour / times.length, share / sum, 0.2)
  }
})

test('given many days, their sizes differ as the day factor says and not only as chance does', () => {
  const callsPerDay = 2000
  const times = take({ kind: 'day', callsPerDay }, 5, 300 * 24 * hourMs)
  const days = Array.from({ length: 300 }, () => 0)
  for (const at of times) {
    const day = Math.floor(at / (24 * hourMs))
    days[day] = (days[day] ?? 0) + 1
  }
  near(mean(days), callsPerDay, 0.03)
  near(deviation(days) / mean(days), Math.hypot(0.15, 1 / Math.sqrt(callsPerDay)), 0.15)
})

test('given a start and a speed, the rate is that of the hour and as much higher', () => {
  const day: Demand = { kind: 'day', callsPerDay: 24_000, startHour: 9, speed: 60 }
  const slow: Demand = { kind: 'day', callsPerDay: 24_000, startHour: 9 }
  near(rateAt(day, 0), 60 * rateAt(slow, 0), 1e-9)
  near(rateAt(day, 60_000), 60 * rateAt(slow, hourMs), 1e-9)
  assert.ok(rateAt(day, 0) > rateAt(day, 18 * 60_000))
})

test('given no rate there is no process', () => {
  assert.throws(() => arrivals({ kind: 'steady', perSecond: 0 }, seededRandom(1)).next(), RangeError)
})

test('patience and talks have the means and the tail that were asked for', () => {
  const random = seededRandom(11)
  near(mean(sample(50_000, () => draw(patience(), random))), 105_000, 0.03)
  near(mean(sample(50_000, () => draw(talk(), random))), 205_000, 0.03)
  near(mean(sample(50_000, () => draw(talk(20_000), random))), 20_000, 0.03)
  const year = sample(167_538, () => draw(talk(), random)).reduce((most, ms) => Math.max(most, ms), 0)
  assert.ok(year > 3_000_000 && year < 15_000_000, `the longest talk of a year is ${year} ms`)
})

test('the day factor has mean 1 and the variation that was asked for', () => {
  const random = seededRandom(13)
  const factors = sample(50_000, () => gammaFactor(random, 0.15))
  near(mean(factors), 1, 0.01)
  near(deviation(factors), 0.15, 0.03)
  assert.equal(gammaFactor(random, 0), 1)
})
