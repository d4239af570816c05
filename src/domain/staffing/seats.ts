import { erlangA, type Load } from './erlang-a.ts'

/** What is promised to callers: such a share answered within so many seconds, and at most such a share lost. Shares from 0 to 1. */
export interface ServiceGoal {
  readonly share: number
  readonly seconds: number
  readonly mostAbandoned: number
}

/** GB/T 33358-2016: within 15 s, and 95 % of all calls answered. */
export const nationalGoal: ServiceGoal = { share: 0.95, seconds: 15, mostAbandoned: 0.05 }

/** At night too (DOMAIN.md 4.1): one may be in a talk or away from his seat. */
export const fewestAtNight = 2

const mostSeats = 5_000

/** The fewest seats that keep a promise for a load, `fewest` at least. Throws a RangeError for a load that 5,000 cannot keep it for. */
export const seatsFor = (load: Load, goal: ServiceGoal, fewest = fewestAtNight): number => {
  const keeps = (seats: number): boolean => {
    const forecast = erlangA(load, seats)
    return (
      forecast !== null && forecast.serviceLevel(goal.seconds) >= goal.share && forecast.abandons <= goal.mostAbandoned
    )
  }
  if (keeps(fewest)) return fewest
  // both get better with every seat
  let tooFew = fewest
  let enough = fewest * 2
  while (!keeps(enough)) {
    tooFew = enough
    enough *= 2
    if (enough > mostSeats) throw new RangeError('no number of seats keeps this promise')
  }
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2)
    if (keeps(middle)) enough = middle
    else tooFew = middle
  }
  return enough
}

/** Seats that must be planned so that enough are there, since people of a shift are also in training, at meals or ill: `shrinkage` is that share, from 0 to below 1. */
export const plannedSeats = (seats: number, shrinkage: number): number => Math.ceil(seats / (1 - shrinkage) - 1e-9)
