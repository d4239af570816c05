import type { WebSocket } from 'ws'
import type { Viewer } from '../../engine/viewer.ts'
import { closeCodes, type LiveChange, type ToPage, type View } from '../../wire/live.ts'
import type { DeskState, WallState } from '../../wire/views.ts'

export type CutReason = keyof typeof closeCodes

/** One page's socket: numbers what it sends, cuts a page that does not read or is not there any more. */
export interface PageSocket {
  readonly viewer: Viewer
  /** What the page shows; null before its hello. */
  view: View | null
  readonly open: boolean
  /** Sends what changed under the next number. */
  event(change: LiveChange): void
  /** The same for a change that is already JSON, made once for many pages. */
  eventJson(change: string): void
  snapshot(state: { readonly desk?: DeskState; readonly wall?: WallState }, serverTime: number): void
  /** Sends a frame that carries no number. */
  say(frame: Exclude<ToPage, { readonly seq: number }>): void
  /** A frame came, the only sign of life that counts. */
  heard(now: number): void
  /** Cuts a page that nothing was heard of for too long. `now` in ms, monotonic. */
  beat(now: number): void
  cut(reason: CutReason): void
}

export interface SocketLimits {
  /** Bytes a page may leave unread. */
  readonly maxUnread: number
  /** How long a page may say nothing. */
  readonly silentMs: number
  /** How long a cut page may take to say goodbye. */
  readonly goodbyeMs: number
}

export interface SocketParts extends SocketLimits {
  readonly now: number
  onGone(reason: CutReason | 'closed'): void
  onSent(): void
}

/** Wraps a socket that `viewer` opened. `onGone` is called once, at once when it is cut here. */
export const createPageSocket = (ws: WebSocket, viewer: Viewer, parts: SocketParts): PageSocket => {
  let seq = 0
  let heardAt = parts.now
  let gone = false

  const leave = (reason: CutReason | 'closed') => {
    if (gone) return
    gone = true
    parts.onGone(reason)
  }
  const cut = (reason: CutReason) => {
    if (gone) return
    leave(reason)
    ws.close(closeCodes[reason], reason)
    setTimeout(() => ws.terminate(), parts.goodbyeMs).unref()
  }
  const send = (text: string) => {
    if (gone) return
    if (ws.bufferedAmount > parts.maxUnread) return cut('slow')
    ws.send(text)
    parts.onSent()
  }
  ws.on('close', () => leave('closed'))
  // What ws finds wrong with a frame (too large, not UTF-8) it answers itself and closes; there is nothing to add.
  ws.on('error', () => {})

  return {
    viewer,
    view: null,
    get open() {
      return !gone
    },
    event: change => send(`{"type":"event","seq":${++seq},"change":${JSON.stringify(change)}}`),
    eventJson: change => send(`{"type":"event","seq":${++seq},"change":${change}}`),
    snapshot: (state, serverTime) => send(JSON.stringify({ type: 'snapshot', seq: ++seq, serverTime, ...state })),
    say: frame => send(JSON.stringify(frame)),
    heard: now => {
      heardAt = now
    },
    beat: now => {
      if (now - heardAt > parts.silentMs) cut('silent')
    },
    cut,
  }
}
