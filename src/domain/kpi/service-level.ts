import type { CallCounts } from './counts-of-day.ts'

/** Offered calls that were answered within so many whole seconds of their arrival; exact to the millisecond (DOMAIN.md 2.2). */
export const answeredWithin = ({ answersBySecond }: CallCounts, seconds: number): number => {
  let within = 0
  for (const [second, answers] of answersBySecond) if (second <= seconds) within += answers
  return within
}
