/**
 * All that the domain may ask of telephony. Each is run after the facts of its turn are durable (DESIGN.md D4), in order.
 * Channel and bridge ids are chosen here: a call's id is its caller's channel id, a leg's id its agent's channel id,
 * and the bridge of a call is `bridgeOf(callId)`.
 */
export type Effect =
  | { readonly do: 'answer'; readonly callId: string }
  /** `last`: the caller is told that nobody is free and is then hung up; nobody else may take him in hand. */
  | { readonly do: 'play'; readonly callId: string; readonly sound: string; readonly last: boolean }
  | { readonly do: 'music'; readonly callId: string; readonly on: boolean }
  | {
      readonly do: 'ring'
      readonly callId: string
      readonly offerId: string
      readonly leg: string
      readonly agentId: string
      readonly extension: string
      readonly ringMs: number
      /** Shown on the agent's phone: E.164 or service number, null when withheld or unknown. */
      readonly callerNumber: string | null
    }
  | { readonly do: 'connect'; readonly callId: string; readonly leg: string; readonly bridge: string }
  | { readonly do: 'disconnect'; readonly callId: string; readonly leg: string; readonly bridge: string }
  | { readonly do: 'hang_up'; readonly channel: string; readonly why: string }
  | { readonly do: 'to_fallback'; readonly callId: string; readonly why: string }

/** The bridge of a call's caller. */
export const bridgeOf = (callId: string): string => `${callId}-bridge`

/** The id of a call's n-th offer (from 1), which is also the id of the channel that rings the agent. */
export const offerIdOf = (callId: string, n: number): string => `${callId}-offer-${n}`
