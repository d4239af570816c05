import type { Effect } from '../domain/effect.ts'
import type { LineEvent } from '../domain/event.ts'
import type { EffectResult } from './ports.ts'

const ringEnds = { gone: 'failed', failed: 'unreachable', unknown: 'lost' } as const

/**
 * The event that the result of an effect makes, or null. What is gone announces its end by itself; what failed must be told
 * to the domain where a state would else wait for it.
 */
export const afterEffect = (effect: Effect, result: EffectResult, now: number): LineEvent | null => {
  if (effect.do === 'record' && result.kind === 'done')
    return { type: 'recording_began', at: now, callId: effect.callId, part: effect.part }
  if (result.kind === 'done') return null
  switch (effect.do) {
    case 'ring':
    case 'stand':
    case 'call_out':
      return { type: 'leg_ended', at: now, leg: effect.leg, how: ringEnds[result.kind] }
    // nobody rings: whatever was made of it is hung up
    case 'dial':
      return result.kind === 'unknown' ? null : { type: 'caller_left', at: now, callId: effect.callId, how: 'failed' }
    case 'play':
      return result.kind === 'failed'
        ? { type: 'sound_ended', at: now, callId: effect.callId, sound: effect.sound }
        : null
    // a leg that cannot come in is none
    case 'join':
      return result.kind === 'unknown' ? null : { type: 'leg_ended', at: now, leg: effect.leg, how: 'failed' }
    case 'connect':
      // they may be joined: the comparison that follows tells
      if (result.kind === 'unknown') return null
      return {
        type: 'connect_failed',
        at: now,
        callId: effect.callId,
        leg: effect.leg,
        why: result.kind === 'failed' ? result.why : 'gone',
      }
    case 'record':
    case 'record_pause':
    case 'record_resume': {
      // a caller who is gone is recorded no more
      if (result.kind === 'gone') return null
      if (effect.do === 'record_pause') return { type: 'pause_failed', at: now, callId: effect.callId }
      const part = effect.do === 'record' ? effect.part : null
      return { type: 'recording_failed', at: now, callId: effect.callId, part, why: result.why }
    }
    default:
      return null
  }
}
