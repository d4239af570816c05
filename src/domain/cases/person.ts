import type { ContactWay } from './case.ts'

/** What somebody needs to be treated with care for (DOMAIN.md 4.1). */
export interface PersonTags {
  readonly elder: boolean
  readonly minor: boolean
  readonly disabled: boolean
}

/** A person as an agent has confirmed him on the line. A number is a hint to him and nothing more. */
export interface Person extends PersonTags {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly contact: ContactWay | null
  readonly note: string
}

/** A number that belongs to nobody in particular: no person and no case is shown for it. */
export const sharedNumberKinds = ['switchboard', 'public_phone'] as const
export type SharedNumberKind = (typeof sharedNumberKinds)[number]
