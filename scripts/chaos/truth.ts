import type { CallerRecord, PhoneRecord, Span } from './records.ts'

/**
 * What became of a call by the callers' side alone. Times in ms.
 *
 * - `answered`: from an agent's 200 OK to the first BYE on either side; `by` says whose BYE that was, `nobody`: both ends wanted to go
 *   on; `crossed`: both hung up, so near to each other that either may be called the first. `orGaveUpAfterMs` is set where the caller hung
 *   up in the moment of the answer, so that he may as well have given up.
 * - `given_up`: he hung up without an agent; `sent_away`: the hotline hung up on him or refused him.
 * - `cut`: Asterisk died under him, in a talk with `phone` or, null, while he waited; `waitMs` until the talk or the death. Not `joined`: that
 *   phone was answered, but he may still have heard the notice.
 * - `unreached`: he dialled while Asterisk was dead. `open`: he has no end.
 */
export type Truth =
  | {
      readonly kind: 'answered'
      readonly phone: PhoneRecord
      readonly waitMs: number
      readonly talkMs: number
      readonly by: 'caller' | 'agent' | 'nobody'
      readonly crossed: boolean
      readonly orGaveUpAfterMs: number | null
      /** How long after the 200 OK the two heard each other, where that was late; else 0. */
      readonly joinedLateMs: number
    }
  | { readonly kind: 'given_up' | 'sent_away'; readonly waitMs: number }
  | {
      readonly kind: 'cut'
      readonly at: number
      readonly phone: PhoneRecord | null
      readonly joined: boolean
      readonly waitMs: number
    }
  | { readonly kind: 'unreached' | 'open' }

/** BYEs that cross each other are this close at most. */
const crossingMs = 100
/** An INVITE that Asterisk may not have read when it died. */
const onItsWayMs = 100
/** Within this long of a 200 OK both ends have heard each other, when the machine is busy. */
const heardWithinMs = 1_500

/** Judges one call by what its caller and the phones that rang for him wrote down. `dead`: when Asterisk was. */
export const truthOf = (call: CallerRecord, dead: readonly Span[]): Truth => {
  const { invitedAt, takenAt } = call
  const dialledIn = ({ from, until }: Span) =>
    invitedAt >= from - (takenAt === null ? onItsWayMs : 0) && invitedAt <= until
  if (dead.some(dialledIn)) return { kind: 'unreached' }
  const phone = phoneOfTalk(call)
  const over = Math.min(call.endedAt ?? Number.POSITIVE_INFINITY, phone?.endedAt ?? Number.POSITIVE_INFINITY)
  const death = dead.find(({ from }) => from >= invitedAt && from <= over)
  if (death) {
    const talked = phone !== null && answerOf(phone) <= death.from ? phone : null
    const until = talked ? answerOf(talked) : death.from
    const heard = call.heardAt !== null || (phone !== null && phone.heardAt !== null)
    // sipp makes no sound, and dials where no notice is played
    const joined = heard || (call.source === 'sipp' && death.from - until > heardWithinMs)
    return { kind: 'cut', at: death.from, phone: talked, joined, waitMs: until - invitedAt }
  }
  if (call.endedAt === null) return { kind: 'open' }
  if (!phone) return { kind: call.endedBy === 'himself' ? 'given_up' : 'sent_away', waitMs: call.endedAt - invitedAt }
  const answeredAt = answerOf(phone)
  const heard = call.heardAt !== null || phone.heardAt !== null
  const late = (call.heardAt ?? answeredAt) - answeredAt
  return {
    kind: 'answered',
    phone,
    waitMs: answeredAt - invitedAt,
    talkMs: Math.max(0, over - answeredAt),
    by: enderOf(call, phone),
    crossed:
      call.endedBy === 'himself' &&
      phone.how === 'hung_up' &&
      Math.abs(call.endedAt - (phone.endedAt ?? Number.POSITIVE_INFINITY)) <= crossingMs,
    orGaveUpAfterMs:
      heard || call.endedBy !== 'himself' || over - answeredAt > heardWithinMs ? null : call.endedAt - invitedAt,
    joinedLateMs: late > 500 ? late : 0,
  }
}

const answerOf = (phone: PhoneRecord): number => phone.answeredAt ?? Number.POSITIVE_INFINITY

/** Of several phones that were answered for one caller, the one he talked with: the last that one of the two heard. */
const phoneOfTalk = (call: CallerRecord): PhoneRecord | null => {
  if (call.source === 'sipp') return phoneOfSilentTalk(call)
  const answered = call.phones.filter(each => each.answeredAt !== null && answerOf(each) <= (call.endedAt ?? Infinity))
  const { heardAt } = call
  const heard = answered.filter(each => each.heardAt !== null || (heardAt !== null && answerOf(each) <= heardAt + 50))
  if (heard.length > 0) return heard.at(-1) ?? null
  // nobody was heard: with a citizen that is an answer in his last moment, or no talk at all
  const last = phoneOfSilentTalk(call)
  if (last === null || call.endedAt === null) return last
  return call.endedAt - answerOf(last) <= heardWithinMs ? last : null
}

/** A caller who makes no sound cannot prove a talk: one that ends at the phone alone, by a BYE to it, was none. */
const phoneOfSilentTalk = ({ phones, endedAt }: CallerRecord): PhoneRecord | null => {
  const over = endedAt ?? Number.POSITIVE_INFINITY
  const talked = ({ answeredAt, endedAt: phoneEnd, how }: PhoneRecord) =>
    answeredAt !== null && answeredAt <= over && (how === 'hung_up' || (phoneEnd ?? over) >= over - 500)
  return phones.findLast(talked) ?? null
}

const enderOf = (call: CallerRecord, phone: PhoneRecord): 'caller' | 'agent' | 'nobody' => {
  const callerAt = call.endedAt ?? Number.POSITIVE_INFINITY
  const agentAt = phone.endedAt ?? Number.POSITIVE_INFINITY
  if (call.endedBy === 'himself' && callerAt <= agentAt + crossingMs) return 'caller'
  return phone.how === 'hung_up' && agentAt <= callerAt + crossingMs ? 'agent' : 'nobody'
}
