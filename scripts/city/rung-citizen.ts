import { randomUUID } from 'node:crypto'
import type { AriEvent, AriMethod } from '../../src/adapters/asterisk/ari/ari-client.ts'
import { answersNow, type Behaviour, causes, type Step } from './behaviours.ts'
import type { Called, Switchboard } from './switchboard.ts'
import { type Audio, createVoice, signalMs } from './voice.ts'

/** One call that the hotline made to a citizen, as the city saw it. Instants in UTC ms by the clock of the city's Asterisk, null: not (yet) so. */
export interface CalledRecord {
  /** As it was dialled. */
  readonly dialled: string
  /** The number that he was shown. */
  readonly shown: string
  readonly behaviour: Behaviour
  /** How often this number was rung before. */
  readonly earlier: number
  readonly invitedAt: number
  /** 180 */
  readonly ringingAt: number | null
  /** 183 */
  readonly earlyMediaAt: number | null
  /** 200 */
  readonly answeredAt: number | null
  readonly endedAt: number | null
  /** Who ended it: his side, or the hotline; null where the city was stopped, and while it lasts. */
  readonly endedBy: 'citizen' | 'hotline' | null
  /** Q.850 cause that his side gave, or that the hotline's CANCEL or BYE had. */
  readonly cause: number | null
  /** Sounds that were played, in the order of their first time. */
  readonly played: readonly string[]
  /** Keys that he pressed, and keys that came from the hotline's side. */
  readonly pressed: string
  readonly heard: string
}

/** A citizen who is being rung, or was. */
export interface RungCitizen {
  readonly record: CalledRecord
  /** Resolves at its end. */
  readonly ended: Promise<CalledRecord>
  /** By hand, beside what his behaviour says; a sound of his ends. */
  press(key: string): void
  /** Takes the call that rings, and speaks. */
  answer(): void
  /** Ends it with this Q.850 cause, 16 unless said otherwise: before an answer it is the network that says so. */
  hangUp(cause?: number): void
  /** Packets so far; null once it is over. */
  audio(): Promise<Audio | null>
}

/** A rung citizen with what the city may do to him. */
export interface RungLine extends RungCitizen {
  stop(): void
}

/** Lets this call be taken by one who behaves so. */
export function takeCall(switchboard: Switchboard, called: Called, behaviour: Behaviour, earlier: number): RungLine {
  const { channel, at } = called
  const voice = createVoice(switchboard, channel.id)
  const over = Promise.withResolvers<CalledRecord>()
  const left = new AbortController()
  const waiting = new Map<string, () => void>()
  let leaving: { by: CalledRecord['endedBy']; cause: number | null } | null = null
  const played: string[] = []
  const seen = {
    dialled: called.args[1] ?? '',
    shown: channel.caller.number,
    behaviour,
    earlier,
    invitedAt: channel.createdAt ?? at ?? Date.now(),
    ringingAt: null as number | null,
    earlyMediaAt: null as number | null,
    answeredAt: null as number | null,
    endedAt: null as number | null,
    endedBy: null as CalledRecord['endedBy'],
    cause: null as number | null,
    played,
    pressed: '',
    heard: '',
  }
  const ask = (method: AriMethod, rest: string, query: Record<string, string | number> = {}) =>
    switchboard.request({ method, path: `channels/${channel.id}${rest}`, query })

  const leave = (by: CalledRecord['endedBy'], cause: number) => {
    if (seen.endedAt !== null) return
    leaving ??= { by, cause }
    voice.stop()
    for (const playback of waiting.keys()) void switchboard.request({ method: 'DELETE', path: `playbacks/${playback}` })
    // the dialplan ends it: over ARI the cause is lost now and then, and another code is said
    void ask('POST', '/continue', { context: 'end', extension: String(cause), priority: 1 })
  }
  const press = (key: string) => {
    if (seen.endedAt !== null) return
    seen.pressed += key
    voice.stop()
    void ask('POST', '/dtmf', { dtmf: key, duration: signalMs })
    voice.keepQuiet()
  }
  const saySome = async (sounds: readonly string[]) => {
    const playback = randomUUID()
    const finished = Promise.withResolvers<void>()
    voice.stop()
    waiting.set(playback, finished.resolve)
    const media = sounds.map(sound => `sound:${sound}`).join(',')
    const asked = await ask('POST', `/play/${playback}`, { media })
    if (asked.kind === 'ok') await Promise.race([finished.promise, over.promise])
    waiting.delete(playback)
  }
  const step = async (next: Step): Promise<void> => {
    if (next.do === 'ring') {
      const asked = await ask('POST', '/ring')
      if (asked.kind === 'ok' && seen.endedAt === null) seen.ringingAt ??= Date.now()
    } else if (next.do === 'say') await saySome(next.sounds)
    else if (next.do === 'answer') {
      voice.stop()
      await ask('POST', '/answer')
    } else if (next.do === 'speak') {
      if (next.sounds.length === 0) voice.keepQuiet()
      else voice.speak(next.sounds)
    } else if (next.do === 'wait') await passes(next.ms, left.signal)
    else if (next.do === 'press') press(next.key)
    else leave('citizen', next.cause)
  }
  const behave = async (steps: readonly Step[]) => {
    for (const next of steps) {
      // whoever is leaving begins nothing more: the dialplan would wait for its end
      if (leaving !== null || left.signal.aborted) return
      await step(next)
    }
  }
  const ended = (now: number) => {
    if (seen.endedAt !== null) return
    switchboard.disown(channel.id)
    voice.end()
    seen.endedAt = now
    seen.endedBy = leaving?.by ?? null
    seen.cause = leaving?.cause ?? null
    left.abort()
    over.resolve(seen)
  }
  const onEvent = (event: AriEvent) => {
    voice.onEvent(event)
    const now = event.at ?? Date.now()
    if (event.type === 'PlaybackStarted' || event.type === 'PlaybackContinuing') {
      if (seen.answeredAt === null) seen.earlyMediaAt ??= now
      const sound = event.playback.media.replace(/^sound:/, '')
      if (sound !== switchboard.silence && !played.includes(sound)) played.push(sound)
    } else if (event.type === 'PlaybackFinished') waiting.get(event.playback.id)?.()
    else if (event.type === 'ChannelStateChange' && event.channel.state === 'Up') seen.answeredAt ??= now
    else if (event.type === 'ChannelDtmfReceived') seen.heard += event.digit
    // a request of one's own is soft, one by CANCEL or BYE is not
    else if (event.type === 'ChannelHangupRequest' && event.soft !== true)
      leaving = { by: 'hotline', cause: event.cause ?? null }
    else if (event.type === 'StasisEnd' || event.type === 'ChannelDestroyed') ended(now)
  }

  switchboard.own(channel.id, onEvent)
  void behave(behaviour.steps)
  return {
    record: seen,
    ended: over.promise,
    press,
    answer: () => void behave(answersNow),
    hangUp: (cause = causes.decline603) => leave('citizen', cause),
    audio: () => voice.audio(),
    stop: () => leave(null, 16),
  }
}

/** Waits so long, or until it is over. */
function passes(ms: number, over: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      over.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    over.addEventListener('abort', done)
  })
}
