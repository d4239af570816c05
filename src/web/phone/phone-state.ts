import type { Quality } from './quality.ts'

/** Why a microphone cannot be had; `insecure`: browsers give it to pages by HTTPS (or of this computer) only. */
export type MicrophoneTrouble = 'denied' | 'missing' | 'busy' | 'insecure' | 'unplugged'

/** The one call or standing leg of this phone. */
export interface PhoneLeg {
  /** `standing`: kept up for the shift; `call`: rang or was dialled; `test`: the loop-back test. */
  readonly kind: 'standing' | 'call' | 'test'
  readonly state: 'ringing' | 'calling' | 'up'
}

/** Everything a page shows of its browser phone; one value, replaced whole. */
export interface PhoneState {
  /** `elsewhere`: a newer page of the same agent is his phone now. */
  readonly link: 'off' | 'starting' | 'registered' | 'lost' | 'elsewhere'
  readonly trouble: MicrophoneTrouble | null
  readonly leg: PhoneLeg | null
  /** The loop-back test runs, beside the standing leg. */
  readonly testing: boolean
  readonly muted: boolean
  readonly quality: Quality | null
}

export const phoneOff: PhoneState = {
  link: 'off',
  trouble: null,
  leg: null,
  testing: false,
  muted: false,
  quality: null,
}

/** What may happen to a phone. */
export type PhoneEvent =
  | { readonly type: 'started' }
  | { readonly type: 'stopped' }
  | { readonly type: 'registered' }
  | { readonly type: 'link_lost' }
  | { readonly type: 'taken_over' }
  | { readonly type: 'microphone_failed'; readonly why: MicrophoneTrouble }
  | { readonly type: 'microphone_back' }
  | { readonly type: 'leg'; readonly leg: PhoneLeg }
  | { readonly type: 'leg_ended' }
  | { readonly type: 'test'; readonly on: boolean }
  | { readonly type: 'muted'; readonly on: boolean }
  | { readonly type: 'quality'; readonly quality: Quality | null }

/** The phone after something has happened. What cannot happen in a state leaves it as it is. */
export const stepPhone = (state: PhoneState, event: PhoneEvent): PhoneState => {
  switch (event.type) {
    case 'started':
      return { ...phoneOff, link: 'starting' }
    case 'stopped':
      return phoneOff
    case 'taken_over':
      return { ...phoneOff, link: 'elsewhere' }
    case 'registered':
      return state.link === 'off' || state.link === 'elsewhere' ? state : { ...state, link: 'registered' }
    case 'link_lost':
      return state.link === 'registered' ? { ...state, link: 'lost' } : state
    case 'microphone_failed':
      return { ...state, trouble: event.why, link: state.link === 'starting' ? 'off' : state.link }
    case 'microphone_back':
      return { ...state, trouble: null }
    case 'leg':
      // a call begins unmuted; who is heard when must never depend on the one before
      return { ...state, leg: event.leg, muted: event.leg.state === 'up' && state.muted, quality: null }
    case 'leg_ended':
      return { ...state, leg: null, muted: false, quality: null }
    case 'test':
      return { ...state, testing: event.on }
    case 'muted':
      return { ...state, muted: event.on && state.leg?.state === 'up' }
    case 'quality':
      return { ...state, quality: event.quality }
  }
}

/** Whether a call rings this phone and waits to be answered. */
export const ringsHere = ({ leg }: PhoneState): boolean => leg?.kind === 'call' && leg.state === 'ringing'

/** What the phone has to say, the most pressing first; null: there is no browser phone in use here. */
export type PhoneWord =
  | `microphone_${MicrophoneTrouble}`
  | 'elsewhere'
  | 'starting'
  | 'lost'
  | 'lost_in_talk'
  | 'ringing'
  | 'muted'
  | Quality['word']
  | 'standing'
  | 'registered'

/** The one thing to say about the phone now. `talking`: a caller is on this phone. */
export const wordOf = (state: PhoneState, talking: boolean): PhoneWord | null => {
  if (state.trouble !== null) return `microphone_${state.trouble}`
  if (state.link === 'off') return null
  if (state.link === 'elsewhere' || state.link === 'starting') return state.link
  if (state.leg?.state === 'ringing') return 'ringing'
  if (state.link === 'lost') return state.leg?.state === 'up' ? 'lost_in_talk' : 'lost'
  if (state.leg?.state === 'up' && talking) return state.muted ? 'muted' : (state.quality?.word ?? 'good')
  return state.leg?.kind === 'standing' ? 'standing' : 'registered'
}
