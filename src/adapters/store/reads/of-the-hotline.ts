import type { EndCause } from '../../../domain/fact.ts'
import type { CallEnd } from '../../../engine/store.ts'
import { isNull, type SQL } from '../drizzle.ts'
import type { Tables } from '../schema/define.ts'

/** Calls that citizens made to the hotline. Those that we made stand in the same table, and belong in no figure and no list of these. */
export const ofTheHotline = ({ calls }: Pick<Tables, 'calls'>): SQL => isNull(calls.purpose)

/** How a call of the hotline ended. */
export const hotlineEnd = (cause: CallEnd | null): EndCause | null =>
  cause === 'no_answer' || cause === 'busy' || cause === 'rejected' ? null : cause
