import type { Random } from '../../city/random.ts'

/** A length of time between two others, in whole ms. */
export const pickMs = (random: Random, from: number, to: number): number => Math.round(from + (to - from) * random())

/** Some of these, at least one where there is one. */
export const pickSome = <T>(random: Random, from: readonly T[], share: number): readonly T[] => {
  const some = from.filter(() => random() < share)
  const one = from[Math.floor(random() * from.length)]
  return some.length > 0 || one === undefined ? some : [one]
}

/** The length of a fault; nothing else could be waited for. */
export const last = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
