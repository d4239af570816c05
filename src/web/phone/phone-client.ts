import type { Loudspeaker } from './loudspeaker.ts'
import type { Opened } from './microphone.ts'
import type { PhoneChoices } from './phone-choices.ts'
import { type PhoneEvent, type PhoneState, phoneOff, stepPhone } from './phone-state.ts'
import { judge, type SoundCounts } from './quality.ts'
import type { SipAccount, SipEvents, SipPhone } from './sip-phone.ts'

/** What the server gives a page that asks to be the phone. */
export interface OpenedSession extends SipAccount {
  readonly session: string
  /** Number of the loop-back test. */
  readonly echo: string
}

/** What the phone needs of its surroundings; tests hand in their own. */
export interface PhoneOptions {
  choices(): PhoneChoices
  /** Resolves with `elsewhere` where another page is newer. Rejects where the server cannot say. */
  openSession(previous: string | null): Promise<OpenedSession | 'elsewhere'>
  loadSip(): Promise<(account: SipAccount, events: SipEvents) => SipPhone>
  openMicrophone(deviceId: string | null): Promise<Opened>
  /** Tells when sound devices come or go. */
  watchDevices(listener: () => void): () => void
  readonly loudspeaker: Loudspeaker
  counts(connection: RTCPeerConnection): Promise<SoundCounts>
  /** Starts a tick of about a second. */
  heartbeat(tick: () => void): () => void
  after(ms: number, job: () => void): void
}

/** The phone of one page. */
export interface PhoneClient {
  getState(): PhoneState
  subscribe(listener: () => void): () => void
  /** Makes this page the agent's phone: the newest wins. */
  start(): Promise<void>
  stop(): void
  /** The server says which page is the phone now. */
  newest(session: string): void
  answer(): void
  hangUp(): void
  mute(on: boolean): void
  keys(tones: string): void
  test(on: boolean): void
  /** Opens the microphone that is chosen now, also in a talk. */
  reopenMicrophone(): Promise<void>
  readonly microphone: MediaStream | null
  /** Whether a caller is on this phone, and whether one that rings is answered by itself. */
  situation(now: { readonly talking: boolean; readonly autoAnswer: boolean }): void
}

const againMs = 2_000
const ticksPerJudgement = 2
/** Sockets that could not be had in a row, after which the server is asked whether we are still the phone. */
const lossesBeforeAsking = 2

/** A phone that registers when it is started, and stays registered until it is stopped or another page takes over. */
export const createPhoneClient = (options: PhoneOptions): PhoneClient => {
  const { loudspeaker } = options
  let state = phoneOff
  const listeners = new Set<() => void>()
  let stream: MediaStream | null = null
  let sip: SipPhone | null = null
  let opened: OpenedSession | null = null
  /** Counts starts and stops: what was begun before the last of them has no effect any more. */
  let run = 0
  let losses = 0
  let asking = false
  let talking = false
  let autoAnswer = false
  let ticks = 0
  let counted: SoundCounts | null = null

  const tell = (event: PhoneEvent) => {
    const next = stepPhone(state, event)
    if (next === state) return
    state = next
    applyMute()
    for (const listener of listeners) listener()
  }
  const applyMute = () => {
    for (const track of stream?.getAudioTracks() ?? []) track.enabled = !state.muted
  }

  const keep = (next: MediaStream) => {
    stream = next
    applyMute()
    for (const track of next.getAudioTracks())
      track.addEventListener('ended', () => {
        if (stream !== next) return
        tell({ type: 'microphone_failed', why: 'unplugged' })
        void reopenMicrophone()
      })
  }
  const letGo = (old: MediaStream | null) => {
    for (const track of old?.getTracks() ?? []) track.stop()
  }

  const reopenMicrophone = async () => {
    const mine = run
    const found = await options.openMicrophone(options.choices().microphone)
    if (mine !== run) return 'stream' in found ? letGo(found.stream) : undefined
    if ('trouble' in found)
      return tell({
        type: 'microphone_failed',
        why: found.trouble === 'missing' && stream ? 'unplugged' : found.trouble,
      })
    const before = stream
    keep(found.stream)
    letGo(before)
    sip?.microphoneChanged()
    tell({ type: 'microphone_back' })
  }

  /** Asks the server for a new password, or hears from it that another page is the phone. */
  const askAgain = async () => {
    const mine = run
    if (asking || !opened) return
    asking = true
    try {
      const answer = await options.openSession(opened.session)
      if (mine !== run) return
      if (answer === 'elsewhere') return takenOver()
      opened = answer
      losses = 0
      sip?.renew(answer.password)
    } catch {
      options.after(againMs, () => mine === run && void askAgain())
    } finally {
      asking = false
    }
  }

  const end = () => {
    run += 1
    const [oldSip, oldStream] = [sip, stream]
    sip = null
    stream = null
    opened = null
    counted = null
    // the call says goodbye before its microphone goes
    oldSip?.stop()
    letGo(oldStream)
  }
  const takenOver = () => {
    end()
    tell({ type: 'taken_over' })
  }

  const events = (mine: number): SipEvents => {
    const present = () => mine === run
    return {
      registered: () => {
        if (!present()) return
        losses = 0
        tell({ type: 'registered' })
      },
      lost: () => {
        if (!present()) return
        losses += 1
        tell({ type: 'link_lost' })
        if (losses >= lossesBeforeAsking) void askAgain()
      },
      refused: () => {
        if (present()) void askAgain()
      },
      leg: leg => present() && tell({ type: 'leg', leg }),
      legEnded: () => present() && tell({ type: 'leg_ended' }),
      test: on => present() && tell({ type: 'test', on }),
      sound: (connection, on) => (on ? loudspeaker.play(connection) : loudspeaker.silence(connection)),
      microphone: () => stream ?? new MediaStream(),
      autoAnswer: () => autoAnswer,
    }
  }

  const openFirst = async (mine: number): Promise<OpenedSession | null> => {
    while (mine === run) {
      try {
        const answer = await options.openSession(null)
        return answer === 'elsewhere' ? null : answer
      } catch {
        await new Promise<void>(resolve => options.after(againMs, resolve))
      }
    }
    return null
  }

  const start = async () => {
    end()
    const mine = run
    tell({ type: 'started' })
    const [startSip, found] = await Promise.all([
      options.loadSip(),
      options.openMicrophone(options.choices().microphone),
    ])
    if (mine !== run) return 'stream' in found ? letGo(found.stream) : undefined
    if ('trouble' in found) return tell({ type: 'microphone_failed', why: found.trouble })
    keep(found.stream)
    const answer = await openFirst(mine)
    if (mine !== run || !answer) return
    opened = answer
    losses = 0
    sip = startSip(answer, events(mine))
  }

  const judgeSound = async () => {
    const connection = sip?.connection()
    if (!connection || !talking || state.leg?.state !== 'up') {
      counted = null
      return
    }
    const before = counted
    const now = await options.counts(connection)
    counted = now
    if (before && talking && sip?.connection() === connection) tell({ type: 'quality', quality: judge(before, now) })
  }

  options.heartbeat(() => {
    sip?.tick()
    ticks += 1
    if (ticks % ticksPerJudgement === 0) void judgeSound().catch(() => {})
  })
  options.watchDevices(() => {
    if (state.trouble === null) return
    if (sip) void reopenMicrophone()
    else if (state.link === 'off') void start()
  })

  return {
    getState: () => state,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start,
    stop: () => {
      end()
      tell({ type: 'stopped' })
    },
    newest: session => {
      if (opened && opened.session !== session) takenOver()
    },
    answer: () => sip?.answer(),
    hangUp: () => sip?.hangUp(),
    mute: on => tell({ type: 'muted', on }),
    keys: tones => sip?.keys(tones),
    test: on => {
      if (!on) sip?.endTest()
      else if (opened) sip?.test(opened.echo)
    },
    reopenMicrophone,
    get microphone() {
      return stream
    },
    situation: now => {
      if (now.talking !== talking) {
        counted = null
        tell({ type: 'quality', quality: null })
        // each caller begins heard, whatever was muted for the one before
        tell({ type: 'muted', on: false })
      }
      talking = now.talking
      autoAnswer = now.autoAnswer
    },
  }
}
