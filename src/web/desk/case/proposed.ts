import type { Similar } from '../../cases/case-api.ts'

/** Of all that is proposed, what one key takes. */
export interface Proposed {
  readonly class: Similar['classes'][number] | null
  readonly topic: Similar['topics'][number] | null
  readonly unit: Similar['units'][number] | null
  /** The open case of the same caller that this call may be about. */
  readonly followUp: string | null
}

/** The first of each. */
export const proposedOf = (similar: Similar | null): Proposed => ({
  class: similar?.classes[0] ?? null,
  topic: similar?.topics[0] ?? null,
  unit: similar?.units[0] ?? null,
  followUp: similar?.duplicates.find(({ as }) => as === 'follow_up')?.caseNo ?? null,
})
