import { isParticle, segments, wordsOf } from '../text/segments.ts'

/** How much it says that two texts share a segment: the rarer, the more. 0: nothing. */
export type WeightOf = (segment: string) => number

/** The words of a text that are shown as a reason: of two characters and more, each once. */
export const tellingWords = (text: string): string[] => [
  ...new Set(wordsOf(text).filter(word => [...word].length > 1 && !isParticle(word))),
]

/** The segments by which a text is compared with others: those of two characters and more within its words. */
export const tellingSegments = (text: string): string[] => [
  ...new Set(tellingWords(text).flatMap(word => segments(word).filter(segment => [...segment].length > 1))),
]

/** How alike two texts are, 0 to 1: what they share, by its weight, of what both have. */
export const likeness = (one: readonly string[], other: readonly string[], weightOf: WeightOf): number => {
  const there = new Set(other)
  const shared = one.filter(segment => there.has(segment))
  const whole = Math.sqrt(sum(one, weightOf) * sum(other, weightOf))
  return whole === 0 ? 0 : sum(shared, weightOf) / whole
}

/** How much of one is in the other, 0 to 1; of nothing, nothing is. */
export const contained = (one: readonly string[], other: readonly string[]): number => {
  const there = new Set(other)
  return one.length === 0 ? 0 : one.filter(segment => there.has(segment)).length / one.length
}

/** The weight of a segment that `having` of `all` texts have: squared, it found more of the labelled set's topics. */
export const rarity = (having: number, all: number): number => Math.log(1 + (all - having + 0.5) / (having + 0.5)) ** 2

const sum = (all: readonly string[], weightOf: WeightOf): number =>
  all.reduce((total, segment) => total + weightOf(segment), 0)
