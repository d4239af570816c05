import { randomUUID } from 'node:crypto'
import type { AriEvent, AriMethod } from '../../src/adapters/asterisk/ari/ari-client.ts'
import type { Switchboard } from './switchboard.ts'

/** Length of a signal, in ms: the shortest key that Asterisk sends. */
export const signalMs = 80
/** Asterisk waits this long before each key that it is told to press. */
export const beforeSignalMs = 100
/** More than a key takes: keys that queue up keep a channel from seeing that it was hung up. */
const signalEveryMs = 250

/** Packets of media of one channel since its beginning, or since its far end began a new stream. */
export interface Audio {
  readonly sent: number
  readonly received: number
  readonly lost: number
}

/** What one channel of the city says. Something new replaces what was said before. */
export interface Voice {
  /** Says nothing from now on, so that what Asterisk is asked next need not wait for the end of a sound. */
  stop(): void
  /** Sends silence, as an open microphone does: a line without any packet is taken for dead. */
  keepQuiet(): void
  /**
   * Presses this key again and again. At one end of a talk at a time: while both press, Asterisk answers each packet
   * with one, and the two drive each other to thousands a second, after which nothing is heard for seconds.
   */
  signal(key: string): void
  /** Speaks these sounds over and over; `begun` is called at the first word, when no key is being pressed any more. */
  speak(sounds: readonly string[], begun?: () => void): void
  /** Must get the channel's events. */
  onEvent(event: AriEvent): void
  /** The channel is gone. */
  end(): void
  /** Null when the channel is gone. */
  audio(): Promise<Audio | null>
}

export function createVoice(switchboard: Switchboard, channelId: string): Voice {
  let playing: string | null = null
  let script: string | null = null
  let onBegun = () => {}
  let keys: NodeJS.Timeout | null = null

  const ask = (method: AriMethod, rest: string, query: Record<string, string | number> = {}) =>
    void switchboard.request({ method, path: `channels/${channelId}/${rest}`, query })
  const play = (media: string) => {
    playing = randomUUID()
    ask('POST', `play/${playing}`, { media })
  }
  const fallSilent = () => {
    if (keys !== null) clearInterval(keys)
    if (playing !== null) void switchboard.request({ method: 'DELETE', path: `playbacks/${playing}` })
    keys = null
    playing = null
    script = null
  }

  const speak = (sounds: readonly string[], begun: () => void = () => {}) => {
    fallSilent()
    onBegun = begun
    script = sounds.map(sound => `sound:${sound}`).join(',')
    play(script)
  }

  return {
    stop: fallSilent,
    keepQuiet: () => speak([switchboard.silence]),
    signal: key => {
      fallSilent()
      const press = () => ask('POST', 'dtmf', { dtmf: key, duration: signalMs, between: 10 })
      press()
      keys = setInterval(press, signalEveryMs)
    },
    speak,
    onEvent: event => {
      if (event.type !== 'PlaybackStarted' && event.type !== 'PlaybackFinished') return
      if (event.playback.id !== playing || script === null) return
      if (event.type === 'PlaybackStarted') {
        onBegun()
        onBegun = () => {}
      } else if (event.playback.state === 'done') play(script)
    },
    end: () => {
      if (keys !== null) clearInterval(keys)
    },
    audio: async () => {
      const answer = await switchboard.request({ method: 'GET', path: `channels/${channelId}/rtp_statistics` })
      return answer.kind === 'ok' ? toAudio(answer.body) : null
    },
  }
}

function toAudio(body: unknown): Audio | null {
  if (typeof body !== 'object' || body === null) return null
  const [sent, received, lost] = ['txcount', 'rxcount', 'rxploss'].map(name => Reflect.get(body, name))
  if (typeof sent !== 'number' || typeof received !== 'number' || typeof lost !== 'number') return null
  return { sent, received, lost }
}
