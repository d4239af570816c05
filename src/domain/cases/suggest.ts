import { foldWords } from '../text/fold.ts'
import type { CaseClass } from './case.ts'
import { classCues } from './catalogue/class-cues.ts'
import type { DispatchRow } from './catalogue/dispatch.ts'

/** A past case near a text. `topic`, `unit`: null where it has none. */
export interface Neighbour {
  readonly caseNo: string
  readonly class: CaseClass
  readonly topic: string | null
  readonly unit: string | null
  /** 0 to 1. */
  readonly likeness: number
}

/** A row of the dispatch catalogue that a text speaks of, and by which words. */
export interface CatalogueHit {
  readonly topic: string
  readonly unit: string
  readonly weight: number
  readonly words: readonly string[]
}

/** One value that is suggested, and why: the past cases that had it, and the words that tell it. */
export interface Suggested<Value> {
  readonly value: Value
  /** Its share of all that speaks for any value, 0 to 1. */
  readonly share: number
  readonly cases: readonly string[]
  readonly words: readonly string[]
}

/** What is suggested for a text, the likeliest first. Empty: nothing is known. An agent decides, never this. */
export interface Suggestion {
  readonly classes: readonly Suggested<CaseClass>[]
  readonly topics: readonly Suggested<string>[]
  readonly units: readonly Suggested<string>[]
}

const mostSuggested = 3
const mostReasons = 3

/** Past cases farther from a text than this say nothing of it. */
const leastLikeness = 0.03

/** How much a word of the catalogue counts beside a past case that has the same text. */
const catalogueShare = 0.5
const cueShare = 0.6
const matterShare = 8

/** The rows of a dispatch catalogue whose words are in a text; a word that several rows have counts less, a longer one more. */
export const catalogueHits = (
  text: string,
  place: string,
  catalogue: readonly DispatchRow[],
): readonly CatalogueHit[] => {
  const written = foldWords(text)
  const where = foldWords(place)
  const rowsWith = countTopics(catalogue)
  return catalogue.flatMap(row => {
    if (row.place !== undefined && !where.includes(foldWords(row.place))) return []
    const words = row.keywords.filter(word => written.includes(foldWords(word)))
    const weight = words.reduce((sum, word) => sum + ([...word].length - 0.5) / (rowsWith.get(word)?.size ?? 1), 0)
    return words.length === 0 ? [] : [{ topic: row.topic, unit: row.unit, weight, words }]
  })
}

/** How many topics have a word: the towns' rows of one topic are one. */
const countTopics = (catalogue: readonly DispatchRow[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const topics = new Map<string, Set<string>>()
  for (const { topic, keywords } of catalogue)
    for (const word of keywords) topics.set(word, (topics.get(word) ?? new Set()).add(topic))
  return topics
}

/** Class, topic and unit of a text, by the nearest past cases, the rows of the catalogue it speaks of, and what it asks for. */
export const suggest = (text: string, neighbours: readonly Neighbour[], hits: readonly CatalogueHit[]): Suggestion => {
  const near = neighbours.filter(each => each.likeness >= leastLikeness)
  const written = foldWords(text)
  const cues = classCues.flatMap(cue => {
    const words = cue.words.filter(word => written.includes(word))
    return words.length === 0 ? [] : [{ value: cue.class, weight: cueShare * Math.min(2, words.length), words }]
  })
  return {
    classes: ranked([
      ...near.map(each => ({ value: each.class, weight: 3 * each.likeness, caseNo: each.caseNo })),
      ...cues,
    ]),
    topics: ranked([...matterVotes(near, each => each.topic), ...hits.map(hit => hitVote(hit, hit.topic))]),
    units: ranked([...matterVotes(near, each => each.unit), ...hits.map(hit => hitVote(hit, hit.unit))]),
  }
}

/** By the square: how people ask is told by many that are somewhat near, what they ask about only by one that is very near. */
const matterVotes = (near: readonly Neighbour[], of: (each: Neighbour) => string | null): Vote<string>[] =>
  near.flatMap(each => {
    const value = of(each)
    return value === null ? [] : [{ value, weight: matterShare * each.likeness ** 2, caseNo: each.caseNo }]
  })

const hitVote = ({ weight, words }: CatalogueHit, value: string): Vote<string> => ({
  value,
  weight: catalogueShare * weight,
  words,
})

interface Vote<Value> {
  readonly value: Value
  readonly weight: number
  readonly caseNo?: string
  readonly words?: readonly string[]
}

/** The values with most votes; with the same, the one that was named first. */
const ranked = <Value>(votes: readonly Vote<Value>[]): readonly Suggested<Value>[] => {
  const all = votes.reduce((sum, { weight }) => sum + weight, 0)
  const values = [...new Set(votes.map(({ value }) => value))]
  return values
    .map(value => {
      const own = votes.filter(vote => vote.value === value).sort((a, b) => b.weight - a.weight)
      return {
        value,
        share: own.reduce((sum, { weight }) => sum + weight, 0) / all,
        cases: own.flatMap(({ caseNo }) => (caseNo === undefined ? [] : [caseNo])).slice(0, mostReasons),
        words: [...new Set(own.flatMap(({ words = [] }) => words))].slice(0, mostReasons),
      }
    })
    .sort((a, b) => b.share - a.share)
    .slice(0, mostSuggested)
}
