import { backOffMs } from '../../wire/back-off.ts'
import { commandLimits, type LiveCommand, liveVersion, signsOfLife, type ToServer, type View } from '../../wire/live.ts'
import { applyFrame } from './apply-frame.ts'
import { afterClose } from './close-reason.ts'
import { initialLive, type LiveState } from './live-state.ts'
import { parseFrame } from './parse-frame.ts'
import { type CommandResult, createPendingCommands } from './pending-commands.ts'

/** What a socket tells. */
export interface SocketEvents {
  opened(): void
  received(data: unknown): void
  closed(code: number): void
}

/** The part of a WebSocket that is needed; tests hand in their own. */
export interface Socket {
  send(text: string): void
  close(): void
}

/** What the client needs of its surroundings. */
export interface LiveOptions {
  readonly view: View
  connect(events: SocketEvents): Socket
  /** A clock that only goes forward, ms, as `performance.now()`. */
  monotonic(): number
  /** The computer's own clock, used until the server tells its time. */
  wallClock(): number
  random(): number
  /** Runs `job` after `ms`; the returned function takes it back. */
  after(ms: number, job: () => void): () => void
  /** Starts a tick of about a second; the returned function stops it. */
  heartbeat(tick: () => void): () => void
  /** Whether the server still knows who we are; asked when it will not let us in. */
  stillSignedIn(): Promise<boolean>
}

/** The live connection of one page: always one socket, connected again for ever, its state in one place. */
export interface LiveClient {
  getState(): LiveState
  subscribe(listener: () => void): () => void
  /** Sends a command once; never kept for later. */
  command(command: LiveCommand): Promise<CommandResult>
  /** Tells once per offer that its pop is on the screen; false while offline. */
  painted(offerId: string): boolean
  /** Tries at once instead of waiting, and has an open connection prove itself: the page woke up, or the network is back. */
  retryNow(): void
  /** The computer says that it has no network: the connection is taken for lost at once. */
  networkGone(): void
  close(): void
}

const { pingEveryMs, silentAfterMs } = signsOfLife
const openWithinMs = 5_000
const snapshotWithinMs = 5_000
/** After the computer slept or changed its network, a connection that still works answers this soon. */
const proofWithinMs = 2_000
/** No server is away for so long that starts again or is replaced; after that the reader is told what else it can be. */
const longAwayMs = 8_000
/** A connection that showed the present state and held this long starts the back-off anew. */
const steadyMs = 5_000

/** Opens the live connection and keeps it. */
export const createLiveClient = (options: LiveOptions): LiveClient => {
  const { monotonic } = options
  let state = initialLive(options.wallClock() - monotonic())
  const listeners = new Set<() => void>()
  const pending = createPendingCommands(commandLimits.answerWithinMs)
  const paintedOffers = new Set<string>()
  let socket: Socket | null = null
  let open = false
  let attempt = 0
  let commandCount = 0
  let heardAt = monotonic()
  let pingedAt = monotonic()
  /** Since when what is shown is true, or has been waited for. */
  let turnedAt = monotonic()
  /** Until when the connection stood. */
  let reachedAt = monotonic()
  let cancelRetry: (() => void) | null = null
  const page = Math.floor(options.random() * 2 ** 48).toString(36)

  const set = (next: LiveState): void => {
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }
  const send = (message: ToServer): void => socket?.send(JSON.stringify(message))

  const receive = (data: unknown): void => {
    heardAt = monotonic()
    const frame = parseFrame(data)
    if (!frame) return
    if (frame.type === 'answer') return pending.answer(frame.id, frame.ok, frame.error)
    if (frame.type === 'welcome' && frame.version !== liveVersion) return end('version')
    const wasStale = state.stale
    set(applyFrame(state, frame, heardAt))
    if (state.link === 'live') reachedAt = heardAt
    if (state.stale !== wasStale) turnedAt = heardAt
    if (state.stale && !wasStale) send({ type: 'snapshot' })
  }

  const drop = (): void => {
    const old = socket
    socket = null
    open = false
    old?.close()
    pending.dropAll()
  }

  const end = (cut: LiveState['cut']): void => {
    drop()
    cancelRetry?.()
    cancelRetry = null
    set({ ...state, link: 'ended', cut })
  }

  const lost = (cut: LiveState['cut']): void => {
    if (open && !state.stale && monotonic() - turnedAt > steadyMs) attempt = 0
    drop()
    set({ ...state, link: state.desk || state.wall ? 'reconnecting' : 'connecting', stale: true, cut })
    cancelRetry?.()
    cancelRetry = options.after(backOffMs(attempt, options.random()), start)
    attempt += 1
  }

  /** A browser does not say why an upgrade was refused; so the server is asked whether we are still signed in. */
  const refused = async (): Promise<void> => {
    lost(null)
    if (!(await options.stillSignedIn()) && state.link !== 'live') end('signed_out')
  }

  const greet = (): void => {
    open = true
    heardAt = monotonic()
    turnedAt = heardAt
    set({ ...state, seq: 0, stale: true })
    send({ type: 'hello', version: liveVersion, view: options.view })
  }

  const closed = (code: number): void => {
    const { cut, again } = afterClose(code)
    if (!again) end(cut)
    else if (open) lost(cut)
    else void refused()
  }

  const start = (): void => {
    drop()
    cancelRetry?.()
    cancelRetry = null
    heardAt = monotonic()
    // A socket that was given up may still speak; only the present one is heard.
    const own: Socket = options.connect({
      opened: () => socket === own && greet(),
      received: data => socket === own && receive(data),
      closed: code => socket === own && closed(code),
    })
    socket = own
  }

  const noticeAbsence = (): void => {
    if (state.link === 'live') reachedAt = monotonic()
    else if (state.link !== 'ended' && !state.unreachable && monotonic() - reachedAt > longAwayMs)
      set({ ...state, unreachable: true })
  }

  const tick = (): void => {
    noticeAbsence()
    if (!socket || state.link === 'ended') return
    const now = monotonic()
    if (now - heardAt > (open ? silentAfterMs : openWithinMs)) return lost(null)
    if (open && state.stale && now - turnedAt > snapshotWithinMs) return lost(null)
    if (!open || now - pingedAt < pingEveryMs) return
    pingedAt = now
    send({ type: 'ping' })
  }

  const prove = (asked: Socket): void => {
    if (!open) return
    const askedAt = monotonic()
    send({ type: 'ping' })
    options.after(proofWithinMs, () => {
      if (socket === asked && heardAt <= askedAt) lost(null)
    })
  }

  const stopHeartbeat = options.heartbeat(tick)
  start()

  return {
    getState: () => state,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    command: command => {
      if (state.link !== 'live' || !open) return Promise.resolve({ kind: 'offline' })
      commandCount += 1
      const id = `${page}-${commandCount}`
      const result = pending.wait(id)
      const sentAt = Math.round(monotonic() + state.clockOffset)
      send({ type: 'command', id, command, sentAt })
      return result
    },
    painted: offerId => {
      if (!open) return false
      if (paintedOffers.has(offerId)) return true
      paintedOffers.add(offerId)
      send({ type: 'painted', offerId })
      return true
    },
    retryNow: () => {
      if (state.link === 'ended') return
      if (socket) prove(socket)
      else start()
    },
    networkGone: () => {
      if (state.link !== 'ended') lost(null)
    },
    close: () => {
      stopHeartbeat()
      cancelRetry?.()
      drop()
      listeners.clear()
    },
  }
}
