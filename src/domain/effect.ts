import type { Device } from './agent/agent.ts'

/**
 * All that the domain may ask of telephony. Each is run after the facts of its turn are durable (DESIGN.md D4), in order.
 * Channel and bridge ids are chosen here: a call's id is its caller's channel id, a leg's id its agent's channel id,
 * and the bridge of a call is `bridgeOf(callId)`.
 */
export type Effect =
  | { readonly do: 'answer'; readonly callId: string }
  /** `followedBy`: a second sound right after it. `last`: the caller is told that nobody is free and is then hung up; nobody else may take him in hand. */
  | {
      readonly do: 'play'
      readonly callId: string
      readonly sound: string
      readonly followedBy: string | null
      readonly last: boolean
    }
  /** Stops one that plays. */
  | { readonly do: 'stop_sound'; readonly callId: string; readonly sound: string }
  | { readonly do: 'music'; readonly callId: string; readonly on: boolean }
  | {
      readonly do: 'ring'
      readonly callId: string
      readonly offerId: string
      readonly leg: string
      readonly agentId: string
      readonly extension: string
      readonly device: Device
      readonly ringMs: number
      /** Shown on the agent's phone: E.164 or service number, null when withheld or unknown. */
      readonly callerNumber: string | null
    }
  /** Calls the browser phone of an agent for the shift; the page answers by itself. */
  | { readonly do: 'stand'; readonly leg: string; readonly agentId: string; readonly extension: string }
  | { readonly do: 'connect'; readonly callId: string; readonly leg: string; readonly bridge: string }
  /** Calls somebody outside the house by the trunk. `shownNumber`: the hotline's own number that was dialled. */
  | {
      readonly do: 'call_out'
      readonly callId: string
      readonly leg: string
      readonly number: string
      readonly ringMs: number
      readonly shownNumber: string
    }
  /**
   * Rings a citizen for a task, with the agent's leg in the bridge from before his phone rings: he hears what the network says. `ringMs`: the line itself
   * ends it then; Asterisk does a little later, for where the line is gone.
   */
  | {
      readonly do: 'dial'
      readonly callId: string
      readonly leg: string
      readonly bridge: string
      readonly number: string
      readonly shownNumber: string
      readonly ringMs: number
    }
  /** Ends the tone that a leg hears since somebody's phone rang. */
  | { readonly do: 'stop_ringing'; readonly leg: string }
  /** Lets a leg hear what another one hears and says; `speaks`: and be heard by that one alone. Takes the place of what it watched before. */
  | { readonly do: 'watch'; readonly leg: string; readonly target: string; readonly speaks: boolean }
  | { readonly do: 'unwatch'; readonly leg: string }
  /** Takes the caller out of his bridge for good: his talk is over, and he still hears something. */
  | { readonly do: 'part'; readonly callId: string; readonly bridge: string }
  /** The answer to a desk phone that asked for a transfer. */
  | { readonly do: 'answer_refer'; readonly leg: string; readonly accepted: boolean }
  /** Brings one more leg into the bridge of a call. */
  | { readonly do: 'join'; readonly callId: string; readonly leg: string; readonly bridge: string }
  /** Takes the caller out of his bridge and plays music to him alone; whoever else is in it stays. */
  | { readonly do: 'hold'; readonly callId: string; readonly bridge: string }
  /** Brings him back into it. */
  | { readonly do: 'resume'; readonly callId: string; readonly bridge: string }
  | { readonly do: 'disconnect'; readonly callId: string; readonly leg: string; readonly bridge: string }
  | { readonly do: 'hang_up'; readonly channel: string; readonly why: string }
  /** Records what the caller says and hears from now to his end, under this name. */
  | { readonly do: 'record'; readonly callId: string; readonly part: string }
  /** Silence is recorded until the recording is resumed. */
  | { readonly do: 'record_pause'; readonly callId: string }
  | { readonly do: 'record_resume'; readonly callId: string }
  | { readonly do: 'to_fallback'; readonly callId: string; readonly why: string }
  /** Takes a caller back whom the native queue has, where none of its members can be rung; else he stays there. */
  | { readonly do: 'take_back'; readonly callId: string }

/** What is asked about the recording of a call: nothing else waits for it. */
export type RecordingEffect = Extract<Effect, { do: 'record' | 'record_pause' | 'record_resume' }>

/** Whether an effect is about a recording. */
export const isRecordingEffect = (effect: Effect): effect is RecordingEffect =>
  effect.do === 'record' || effect.do === 'record_pause' || effect.do === 'record_resume'

/** The id of a leg that an agent's browser phone keeps for the shift; `at` (UTC ms) tells it from those before. */
export const standingLegOf = (agentId: string, at: number): string => `${agentId}-stand-${at}`

/** Whose standing leg a channel is, by its id; null when it is none. */
export const agentOfStandingLeg = (channel: string): string | null => /^(.+)-stand-\d+$/.exec(channel)?.[1] ?? null

/** The bridge of a call's caller. */
export const bridgeOf = (callId: string): string => `${callId}-bridge`

/** The id of a call's n-th offer (from 1), which is also the id of the channel that rings the agent. */
export const offerIdOf = (callId: string, n: number): string => `${callId}-offer-${n}`

/**
 * The id of the channel that rings an agent before his citizen is dialled. It does not begin with that call's id: Asterisk refuses a channel
 * whose id is the beginning of another's ("already in use"), as the citizen's would be.
 */
export const summonsOf = (callId: string, n: number): string => `to-${offerIdOf(callId, n)}`
