import type { paths } from '../../api-types.ts'

type Answer = paths['/api/calls/{id}/draft']['get']['responses'][200]['content']['application/json']

/** What is written in each field of the form; a field that is not there is empty. */
export type DraftFields = Answer['fields']
export type FieldName = keyof DraftFields

/** Longest texts as a case takes them. The server keeps drafts somewhat longer than that. */
export const longest: Readonly<Partial<Record<FieldName, number>>> = {
  text: 20_000,
  answer: 8_000,
  title: 200,
  place: 300,
  name: 60,
  personPlace: 300,
  personNote: 300,
  coordinates: 100,
  reviewNote: 2_000,
}

/** Fields of several lines, and of one; what is in neither is chosen and not typed. */
const paragraphs: ReadonlySet<FieldName> = new Set<FieldName>(['text', 'answer'])
const lines: ReadonlySet<FieldName> = new Set<FieldName>([
  'title',
  'place',
  'name',
  'personPlace',
  'personNote',
  'reviewNote',
])

const namesOf = (...all: readonly DraftFields[]): FieldName[] => [
  ...new Set(all.flatMap(fields => Object.keys(fields) as FieldName[])),
]

/** The fields in which something is written. */
export const filled = (fields: DraftFields): DraftFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as DraftFields

/** Whether two drafts say the same. */
export const sameFields = (one: DraftFields, other: DraftFields): boolean =>
  namesOf(one, other).every(name => (one[name] ?? '') === (other[name] ?? ''))

/** Whether nothing is written: what only names the draft counts for nothing. */
export const isBlank = ({ requestId: _, ...fields }: DraftFields): boolean => sameFields(fields, {})

/** The first field that is longer than a case takes it; null: none. */
export const tooLong = (fields: DraftFields): FieldName | null =>
  namesOf(fields).find(name => (fields[name] ?? '').length > (longest[name] ?? Number.POSITIVE_INFINITY)) ?? null

/**
 * One text from two that grew out of `base`: what was typed here and what the server has. Whoever left the base as it was
 * yields to the other; where one holds the other whole, it stands; else both stay, the server's first, with `between` them.
 * So nothing that was written is ever lost, and the agent takes out what he does not want.
 */
export const mergeTexts = (base: string, here: string, saved: string, between: string): string => {
  if (here === base || here === saved) return saved
  if (saved === base) return here
  if (here.includes(saved)) return here
  return saved.includes(here) ? saved : `${saved}${between}${here}`
}

/** Of what is chosen the choice made here stands, where there is one. What names the draft is the server's: both pages mean one case. */
const mergeChoices = (name: FieldName, base: string, here: string, saved: string): string =>
  here === base || (name === 'requestId' && saved !== '' && saved !== base) ? saved : here

/** Two drafts that grew out of `base`, field by field; `seam` stands between two texts of which neither may be lost. */
export const mergeFields = (base: DraftFields, here: DraftFields, saved: DraftFields, seam: string): DraftFields => {
  const merge = (name: FieldName): string => {
    const three = [base[name] ?? '', here[name] ?? '', saved[name] ?? ''] as const
    if (paragraphs.has(name)) return mergeTexts(...three, `\n${seam}\n`)
    return lines.has(name) ? mergeTexts(...three, ' / ') : mergeChoices(name, ...three)
  }
  return filled(Object.fromEntries(namesOf(base, here, saved).map(name => [name, merge(name)])) as DraftFields)
}
