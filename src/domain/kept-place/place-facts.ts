import type { SkillLevel } from '../queue/queue.ts'
import type { KeepOption, PlaceEnd } from './kept-place.ts'

/** Facts of kept places. They name the call, never the number: that stands in the call's own arrival. */
export type PlaceFactBody =
  /** The caller heard that he may be rung back. */
  | { readonly kind: 'place_offered'; readonly callId: string; readonly queueId: string }
  /** He took it: his wait on the line ends, his place in the queue does not. */
  | {
      readonly kind: 'place_kept'
      readonly callId: string
      readonly queueId: string
      readonly arrivedAt: number
      readonly priority: number
      readonly skills: readonly SkillLevel[]
      readonly expiresAt: number
    }
  /** Exactly once for each. `attempt`: the call by which he is rung, null but for `rung`; `by`: a sign-in name, empty: by itself. */
  | {
      readonly kind: 'place_ended'
      readonly callId: string
      readonly queueId: string
      readonly why: PlaceEnd
      readonly attempt: string | null
      readonly by: string
    }
  /** Whether callers of a queue are offered it; null: they are not. */
  | {
      readonly kind: 'queue_places_set'
      readonly queueId: string
      readonly by: string
      readonly keepPlace: KeepOption | null
    }
