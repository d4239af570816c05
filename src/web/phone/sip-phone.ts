import JsSIP from 'jssip'
import type { RTCSession } from 'jssip/lib/RTCSession.js'
import type { IncomingRTCSessionEvent, RTCSessionEvent } from 'jssip/lib/UA.js'
import type { PhoneLeg } from './phone-state.ts'
import { SipSocket } from './sip-socket.ts'
import { createWatchdog } from './watchdog.ts'

export interface SipAccount {
  readonly user: string
  readonly password: string
  readonly domain: string
  /** Address of the SIP socket. */
  readonly url: string
  /** Whether calls are taken; else only made. */
  readonly register: boolean
}

/** What the phone tells, and asks. */
export interface SipEvents {
  registered(): void
  /** The socket is gone, or could not be had. */
  lost(): void
  /** Asterisk does not know us, or not by this password. */
  refused(): void
  leg(leg: PhoneLeg): void
  legEnded(): void
  test(on: boolean): void
  /** A connection begins or ends whose sound is to be played. */
  sound(connection: RTCPeerConnection, on: boolean): void
  microphone(): MediaStream
  /** Whether a call that rings is answered by itself. */
  autoAnswer(): boolean
}

/** A SIP phone with one leg, and a test call beside it. */
export interface SipPhone {
  answer(): void
  hangUp(): void
  /** Sends keys as RFC 4733 events. */
  keys(tones: string): void
  call(number: string): void
  test(number: string): void
  endTest(): void
  /** The microphone is another one now. */
  microphoneChanged(): void
  renew(password: string): void
  connection(): RTCPeerConnection | null
  /** To be called about once a second. */
  tick(): void
  /** Ends calls in order and gives the registration back. */
  stop(): void
}

/** A part of the library that its types leave out. */
interface AsksOptions {
  sendOptions(
    target: string,
    body: null,
    options: { eventHandlers: { succeeded(): void; failed(event: { originator: string }): void } },
  ): void
}

const standingHeader = 'X-Yihao-Standing'
const busyHere = 486

const media = (microphone: MediaStream) => ({
  mediaStream: microphone,
  mediaConstraints: { audio: true, video: false },
  pcConfig: { iceServers: [] },
})

/** Registers and stays registered until `stop`. */
export const startSipPhone = (account: SipAccount, events: SipEvents): SipPhone => {
  const socket = new SipSocket(account.url)
  const ua = new JsSIP.UA({
    sockets: [socket as unknown as JsSIP.Socket],
    uri: `sip:${account.user}@${account.domain}`,
    authorization_user: account.user,
    password: account.password,
    register: account.register,
    register_expires: 60,
    session_timers: false,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 4,
    user_agent: 'Yihao',
  })
  let current: RTCSession | null = null
  let testing: RTCSession | null = null
  let dropped = false

  const listen = (session: RTCSession, ended: () => void) => {
    const hook = (connection: RTCPeerConnection) => {
      events.sound(connection, true)
      const over = () => {
        events.sound(connection, false)
        ended()
      }
      session.on('ended', over)
      session.on('failed', over)
    }
    // of a call that was made here the event is over already
    if (session.connection) hook(session.connection)
    else session.on('peerconnection', ({ peerconnection }) => hook(peerconnection))
    // the first candidate is enough: what is missing is learnt from the packets, and nobody waits for it
    session.on('icecandidate', ({ ready }) => ready())
  }

  const take = (session: RTCSession, kind: PhoneLeg['kind']) => {
    current = session
    const mine = () => current === session
    const over = () => {
      if (!mine()) return
      current = null
      events.legEnded()
    }
    session.on('failed', over)
    session.on('ended', over)
    session.on('accepted', () => mine() && events.leg({ kind, state: 'up' }))
    listen(session, () => {})
  }

  const answer = (session: RTCSession) => {
    if (session.isInProgress()) session.answer(media(events.microphone()))
  }

  const incoming = ({ session, request }: IncomingRTCSessionEvent) => {
    const standing = request.getHeader(standingHeader) !== undefined
    testing?.terminate()
    // a standing leg that is built anew takes the place of one that the server has given up
    if (current && !current.isEnded() && !standing) return session.terminate({ status_code: busyHere })
    if (current && !current.isEnded()) current.terminate()
    take(session, standing ? 'standing' : 'call')
    if (!standing) events.leg({ kind: 'call', state: 'ringing' })
    if (standing || events.autoAnswer()) answer(session)
  }

  ua.on('newRTCSession', (event: RTCSessionEvent) => {
    // the library's own enum is declared and not there
    if (String(event.originator) === 'remote') incoming(event as IncomingRTCSessionEvent)
  })
  ua.on('connected', () => {
    if (!account.register) events.registered()
  })
  ua.on('disconnected', () => {
    dropped = true
    events.lost()
  })
  ua.on('registered', () => {
    // a dialog still points to the socket that is gone, and the end of the call would never arrive
    if (dropped && current?.isEstablished()) current.renegotiate()
    dropped = false
    events.registered()
  })
  ua.on('registrationFailed', ({ response }) => {
    if (response) events.refused()
  })
  const watchdog = createWatchdog({
    connected: () => ua.isConnected(),
    registered: () => ua.isRegistered(),
    ask: answered =>
      (ua as unknown as AsksOptions).sendOptions(`sip:${account.domain}`, null, {
        eventHandlers: { succeeded: answered, failed: ({ originator }) => originator === 'remote' && answered() },
      }),
    drop: () => socket.drop(),
    monotonic: () => performance.now(),
  })
  ua.start()

  const dial = (number: string): RTCSession => ua.call(`sip:${number}@${account.domain}`, media(events.microphone()))
  return {
    answer: () => current && answer(current),
    hangUp: () => current && !current.isEnded() && current.terminate(),
    keys: tones => {
      if (!current?.isEstablished()) return
      current.sendDTMF(tones, { transportType: 'RFC2833' as never, duration: 100, interToneGap: 70 })
    },
    call: number => {
      const session = dial(number)
      events.leg({ kind: 'call', state: 'calling' })
      take(session, 'call')
    },
    test: number => {
      if (testing) return
      const session = dial(number)
      testing = session
      events.test(true)
      const over = () => {
        testing = null
        events.test(false)
      }
      session.on('failed', over)
      listen(session, over)
    },
    endTest: () => testing?.terminate(),
    microphoneChanged: () => {
      const [track = null] = events.microphone().getAudioTracks()
      for (const session of [current, testing])
        for (const sender of session?.connection?.getSenders() ?? []) void sender.replaceTrack(track).catch(() => {})
    },
    renew: password => {
      ua.set('password', password)
      if (ua.isConnected() && !ua.isRegistered()) ua.register()
    },
    connection: () => current?.connection ?? null,
    tick: () => account.register && watchdog.tick(),
    stop: () => ua.stop(),
  }
}
