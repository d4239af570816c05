import type { Similar } from '../../cases/case-api.ts'

/** Of all that is proposed, what one key takes. */
export interface Proposed {
  readonly class: Similar['classes'][number] | null
  readonly topic: Similar['topics'][number] | null
  readonly unit: Similar['units'][number] | null
  /** The case that is shown of those that may be about the same. */
  readonly duplicate: Similar['duplicates'][number] | null
}

/** The first of each; of duplicates the one whose turn it is. */
export const proposedOf = (similar: Similar | null, turn: number): Proposed => ({
  class: similar?.classes[0] ?? null,
  topic: similar?.topics[0] ?? null,
  unit: similar?.units[0] ?? null,
  duplicate: similar?.duplicates[turn % Math.max(1, similar.duplicates.length)] ?? null,
})
