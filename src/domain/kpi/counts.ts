import { type Figures, lost } from './figures.ts'

/** What a curve or a rate needs of the figures of a period. */
export interface Counts {
  readonly offered: number
  readonly answered: number
  readonly lost: number
}

/** The counts of all these periods, which share no call, taken together. */
export const countsOf = (periods: Iterable<Figures>): Counts => {
  const sum = { offered: 0, answered: 0, lost: 0 }
  for (const figures of periods) {
    sum.offered += figures.offered
    sum.answered += figures.answered
    sum.lost += lost(figures)
  }
  return sum
}
