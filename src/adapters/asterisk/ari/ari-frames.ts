import { callHandler, worthLogging } from '../link/log.ts'
import { type AriEvent, parseAriEvent } from './ari-events.ts'
import type { AriHandlers, AriSettings, AriStats } from './ari-options.ts'
import { type AriResult, parseBody, toResult } from './ari-request.ts'

/** What one frame from Asterisk is. */
type Frame = { kind: 'reply'; id: string; result: AriResult } | { kind: 'event'; event: AriEvent } | null

/** Reads frames: counts and logs what is broken or unknown, hands back the rest. */
export function createFrameReader(settings: AriSettings, stats: AriStats) {
  const { log } = settings
  const unknown = new Set<string>()

  function broken(why: string): null {
    stats.brokenFrames += 1
    if (worthLogging(stats.brokenFrames)) log.warn({ why, count: stats.brokenFrames }, 'a broken frame was passed over')
    return null
  }

  function unknownType(type: string): null {
    stats.unknownEvents += 1
    // A hostile peer could make up types without end: after some hundreds they are only counted.
    if (!unknown.has(type) && unknown.size < 500) {
      unknown.add(type)
      log.warn({ type }, 'an event of an unknown type was passed over')
    }
    return null
  }

  return (text: string): Frame => {
    const frame = parseBody(text)
    if (typeof frame === 'object' && frame !== null && Reflect.get(frame, 'type') === 'RESTResponse') {
      return readReply(frame) ?? broken('RESTResponse without an id or a status')
    }
    const parsed = parseAriEvent(frame)
    if (parsed.kind === 'unknown') return unknownType(parsed.type)
    return parsed.kind === 'event' ? parsed : broken(parsed.why)
  }
}

function readReply(frame: object): Frame {
  const id: unknown = Reflect.get(frame, 'request_id')
  const status: unknown = Reflect.get(frame, 'status_code')
  const body: unknown = Reflect.get(frame, 'message_body')
  if (typeof id !== 'string' || typeof status !== 'number' || !Number.isInteger(status)) return null
  return { kind: 'reply', id, result: toResult(status, typeof body === 'string' ? parseBody(body) : null) }
}

const mostHeld = 10_000

/**
 * Hands events over, one by one and in order, but keeps them until `release`: what comes before the connection is
 * announced would belong to a connection its owner does not know of. `deliver` is false when too many are kept.
 * After `shut` nothing is handed over any more.
 */
export function createEventGate(settings: AriSettings, handlers: AriHandlers) {
  let state: 'holding' | 'open' | 'shut' = 'holding'
  let held: { event: AriEvent; at: number }[] = []
  function hand(event: AriEvent, at: number): void {
    if (state === 'open') callHandler(settings.log, 'onEvent', () => handlers.onEvent(event, at))
  }
  return {
    deliver(event: AriEvent, at: number): boolean {
      if (state === 'holding') return held.push({ event, at }) <= mostHeld
      hand(event, at)
      return true
    },
    release(): void {
      if (state === 'holding') state = 'open'
      for (const { event, at } of held) hand(event, at)
      held = []
    },
    shut(): void {
      state = 'shut'
    },
  }
}
