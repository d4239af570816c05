import type { CaseClass } from '../../domain/cases/case.ts'
import { dispatchCatalogue } from '../../domain/cases/catalogue/dispatch.ts'
import { type Duplicate, duplicatesOf, type MatterDraft } from '../../domain/cases/duplicates.ts'
import { likeness, tellingSegments } from '../../domain/cases/likeness.ts'
import { catalogueHits, type Neighbour, type Suggestion, suggest } from '../../domain/cases/suggest.ts'
import type { CaseReads, CaseRow } from './case-store.ts'

/** What an agent has written so far, and who asks. */
export interface SimilarWish extends MatterDraft {
  /** Of confidential cases only this agent's are found by words; undefined: all are. */
  readonly confidentialOf: string | undefined
  readonly now: number
}

/** A case that is likely about the same matter, with its row. */
export interface DuplicateCase extends Duplicate {
  readonly case: CaseRow
  readonly class: CaseClass
}

/** What is proposed for a draft. */
export interface Similar {
  readonly suggestion: Suggestion
  readonly duplicates: readonly DuplicateCase[]
}

/** Past cases that vote. */
const mostNeighbours = 8

/** Open cases of one caller that are looked at. */
const mostOfNumber = 20

/** Class, topic and unit for a draft, and the open cases that it may be about. */
export const similarTo = async (
  read: Pick<CaseReads, 'cases' | 'nearCases'>,
  { confidentialOf, now, ...draft }: SimilarWish,
): Promise<Similar> => {
  const written = tellingSegments(draft.text)
  const [near, own] = await Promise.all([
    read.nearCases(written, confidentialOf),
    draft.number === null ? [] : read.cases({ number: draft.number, open: true, limit: mostOfNumber }),
  ])
  const weightOf = (segment: string): number => near.weights.get(segment) ?? 1
  const neighbours = near.cases
    .map(row => neighbourOf(row, likeness(written, tellingSegments(textOf(row)), weightOf)))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, mostNeighbours)
  const open = new Map([...own, ...near.cases].filter(isOpen).map(row => [row.caseNo, row]))
  const duplicates = duplicatesOf(
    draft,
    [...open.values()].map(row => ({ ...row, text: textOf(row) })),
    weightOf,
    now,
  )
  return {
    suggestion: suggest(draft.text, neighbours, catalogueHits(draft.text, draft.place, dispatchCatalogue)),
    duplicates: duplicates.flatMap(each => {
      const row = open.get(each.caseNo)
      return row === undefined ? [] : [{ ...each, case: row, class: row.class }]
    }),
  }
}

const textOf = ({ title, text }: CaseRow): string => `${title}\n${text}`
const isOpen = ({ closedAt }: CaseRow): boolean => closedAt === null

/** The topic and the unit it came to in the end, which is what it teaches. */
const neighbourOf = ({ caseNo, class: of, topic, unit }: CaseRow, alike: number): Neighbour => ({
  caseNo,
  class: of,
  topic,
  unit,
  likeness: alike,
})
