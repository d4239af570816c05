import { dispatchCatalogue } from '../../src/domain/cases/catalogue/dispatch.ts'
import { likeness, rarity, tellingSegments } from '../../src/domain/cases/likeness.ts'
import { catalogueHits, type Neighbour, type Suggested, suggest } from '../../src/domain/cases/suggest.ts'
import { type Labelled, requests } from './labelled/requests.ts'

/** How often the label is suggested first, and among the first three. */
export interface Rates {
  readonly top1: number
  readonly top3: number
}

const nearest = 8
const cut = new Map(requests.map(request => [request.id, tellingSegments(request.text)]))
const having = new Map<string, number>()
for (const each of cut.values()) for (const segment of each) having.set(segment, (having.get(segment) ?? 0) + 1)
const weightOf = (segment: string): number => rarity(having.get(segment) ?? 0, requests.length)

/** The other requests nearest to one. */
const neighboursOf = (request: Labelled): readonly Neighbour[] =>
  requests
    .filter(other => other !== request)
    .map(other => ({
      caseNo: other.id,
      class: other.class,
      topic: other.topic,
      unit: other.unit,
      likeness: likeness(cut.get(request.id) ?? [], cut.get(other.id) ?? [], weightOf),
    }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, nearest)

/** The rates by past cases alone, by the catalogue alone, and by both. */
export const suggestionRates = (): Readonly<Record<string, Readonly<Record<string, Rates>>>> => {
  const ways = { 'past cases': [true, false], catalogue: [false, true], both: [true, true] } as const
  return Object.fromEntries(
    Object.entries(ways).map(([way, [past, catalogue]]) => {
      const all = requests.map(request => {
        const hits = catalogue ? catalogueHits(request.text, request.place, dispatchCatalogue) : []
        return { request, suggestion: suggest(request.text, past ? neighboursOf(request) : [], hits) }
      })
      const rate = (suggested: (at: number) => readonly Suggested<string>[], label: (request: Labelled) => string) => {
        const ranks = all.map(({ request }, at) => suggested(at).findIndex(({ value }) => value === label(request)))
        const share = (within: number) => ranks.filter(rank => rank >= 0 && rank < within).length / ranks.length
        return { top1: share(1), top3: share(3) }
      }
      return [
        way,
        {
          class: rate(
            at => all[at]?.suggestion.classes ?? [],
            request => request.class,
          ),
          topic: rate(
            at => all[at]?.suggestion.topics ?? [],
            request => request.topic,
          ),
          unit: rate(
            at => all[at]?.suggestion.units ?? [],
            request => request.unit,
          ),
        },
      ]
    }),
  )
}
