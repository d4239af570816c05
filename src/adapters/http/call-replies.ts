import { maskNumber } from '../../domain/number/mask.ts'
import { explainOffer } from '../../engine/explain-offer.ts'
import type { CallFilter, CallRow, LegRow, OfferRow, PartyRow, Role, ServiceRatingRow } from '../../engine/store.ts'
import { seesWholeNumbers } from '../../engine/viewer.ts'
import { callerView } from '../../engine/views.ts'
import type { CallReply } from './schemas.ts'

/** A stored call as a role may see it. */
export const callReply = (row: CallRow, role: Role): CallReply => {
  const { rawNumber, number, withheld, localDay: _day, localHour: _hour, ...rest } = row
  return { ...rest, ...callerView({ raw: rawNumber, number, withheld }, role) }
}

/** An offer with the sentence that says why it was made. */
export const offerReply = ({ callId: _call, reason, ...offer }: OfferRow) => ({
  ...offer,
  explanation: explainOffer(offer.madeAt, reason),
})

/** A leg without what its call already says. */
export const legReply = ({ callId: _call, ...leg }: LegRow) => leg

/** Somebody who was called into the talk, with his number as a role may see it. */
export const partyReply = ({ callId: _call, number, ...party }: PartyRow, role: Role) => ({
  ...party,
  number: seesWholeNumbers(role) ? number : maskNumber(number),
})

/** A rating without what its call already says. */
export const ratingReply = ({ callId: _call, ...rating }: ServiceRatingRow) => rating

type Place = NonNullable<CallFilter['before']>

/** The place after which the next page begins, as an opaque text. */
export const toCursor = ({ arrivedAt, id }: Place): string =>
  Buffer.from(JSON.stringify([arrivedAt, id])).toString('base64url')

/** The place in a cursor, or null when it is not one of ours. */
export const fromCursor = (cursor: string): Place | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(value) || value.length !== 2) return null
    const [arrivedAt, id]: unknown[] = value
    return Number.isSafeInteger(arrivedAt) &&
      typeof arrivedAt === 'number' &&
      typeof id === 'string' &&
      id.length <= 150
      ? { arrivedAt, id }
      : null
  } catch {
    return null
  }
}
