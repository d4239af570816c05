import { contained, likeness, tellingSegments, tellingWords, type WeightOf } from './likeness.ts'

/** What is written so far of a case that is no case yet. */
export interface MatterDraft {
  /** Title and text. */
  readonly text: string
  readonly place: string
  /** Of the caller; null: unknown, withheld, or it tells nobody in particular. */
  readonly number: string | null
}

/** An open case that may be about the same matter. */
export interface OpenMatter {
  readonly caseNo: string
  /** Title and text. */
  readonly text: string
  readonly place: string
  readonly number: string | null
  readonly acceptedAt: number
}

/** Why a case is proposed. */
export interface DuplicateReasons {
  readonly sameNumber: boolean
  /** How much of the draft's place is its place too, 0 to 1. */
  readonly place: number
  /** Words that both have, at most five. */
  readonly words: readonly string[]
}

/** A case that is likely about the same matter: of the same caller to be followed up, of another one to be merged with. */
export interface Duplicate extends DuplicateReasons {
  readonly caseNo: string
  readonly as: 'follow_up' | 'merge'
  /** 0 to 1; for the order only. */
  readonly score: number
}

/** How old, in days, an open case of another caller may be. */
export const sameMatterDays = 30

const dayMs = 86_400_000
const mostShown = 5
const mostWords = 5

/** What must be alike: the words where the place is the same, or much more of the words where no place is known. */
const least = { place: 0.6, words: 0.15, wordsAlone: 0.4 } as const

/**
 * The open cases that are likely about the matter of a draft, the likeliest first, at most five. A caller's own open cases are all
 * there: he may ask for one of them in other words.
 */
export const duplicatesOf = (
  draft: MatterDraft,
  open: readonly OpenMatter[],
  weightOf: WeightOf,
  now: number,
): readonly Duplicate[] => {
  const written = tellingSegments(draft.text)
  const where = tellingSegments(draft.place)
  const words = tellingWords(draft.text)
  return open
    .flatMap((matter): Duplicate[] => {
      const there = tellingSegments(matter.text)
      const alike = likeness(written, there, weightOf)
      const place = contained(where, tellingSegments(`${matter.place}\n${matter.text}`))
      const sameNumber = draft.number !== null && draft.number === matter.number
      if (!sameNumber && !isSameMatter(alike, place, where.length > 0, now - matter.acceptedAt)) return []
      const others = tellingWords(matter.text)
      const shared = words.filter(word => others.includes(word)).slice(0, mostWords)
      return [
        {
          caseNo: matter.caseNo,
          as: sameNumber ? 'follow_up' : 'merge',
          score: Math.min(1, (sameNumber ? 0.4 : 0) + 0.4 * alike + 0.2 * place),
          sameNumber,
          place,
          words: shared,
        },
      ]
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, mostShown)
}

const isSameMatter = (alike: number, place: number, placeKnown: boolean, ageMs: number): boolean => {
  if (ageMs > sameMatterDays * dayMs) return false
  return placeKnown ? place >= least.place && alike >= least.words : alike >= least.wordsAlone
}
