import type { RawData, WebSocket } from 'ws'
import type { Clock } from '../../engine/ports.ts'
import { leads, type Viewer } from '../../engine/viewer.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { type LiveCommand, liveVersion, type ToServer, type View } from '../../wire/live.ts'
import type { Answer } from './answers.ts'
import { type Budget, costs, createBudget } from './budget.ts'
import { parseFrame } from './frames.ts'
import type { HubLimits } from './limits.ts'
import { type CutReason, createPageSocket, type PageSocket } from './page-socket.ts'

export interface PagesParts {
  readonly limits: Omit<HubLimits, 'maxFrame'>
  readonly clock: Pick<Clock, 'now'>
  readonly monotonic: () => number
  /** Why this viewer may not have a desk now, or null. */
  refuseDesk(viewer: Viewer): ErrorCode | null
  joined(page: PageSocket): void
  left(page: PageSocket): void
  snapshot(page: PageSocket): void
  command(agentId: string, id: string, command: LiveCommand): Promise<Answer>
  painted(agentId: string, offerId: string): void
}

/** All pages that have a socket open, and the talk with each. */
export interface Pages {
  open(ws: WebSocket, viewer: Viewer): void
  refuse(viewer: Viewer): ErrorCode | null
  all(): ReadonlySet<PageSocket>
  /** Cuts whom time has run out for. `now` in ms, monotonic. */
  beat(now: number): void
  cutAll(reason: CutReason): void
  readonly sent: number
  readonly cuts: Readonly<Record<string, number>>
}

/** A beat that comes later than this says that the process stood still. */
const ownStallMs = 1_000

export const createPages = (parts: PagesParts): Pages => {
  const { limits, clock, monotonic } = parts
  const pages = new Set<PageSocket>()
  const helloUntil = new Map<PageSocket, number>()
  const cuts: Record<string, number> = {}
  let sent = 0
  let beatAt = monotonic()

  const refuseView = (viewer: Viewer, view: View): ErrorCode | null => {
    if (view !== 'desk') return leads(viewer.role) ? null : 'forbidden'
    return viewer.agentId === null ? 'forbidden' : parts.refuseDesk(viewer)
  }

  const greet = (page: PageSocket, { version, view }: Extract<ToServer, { type: 'hello' }>) => {
    if (version !== liveVersion) return page.cut('version')
    const refusal = refuseView(page.viewer, view)
    if (refusal !== null) {
      page.say({ type: 'error', code: refusal })
      return page.cut('protocol')
    }
    helloUntil.delete(page)
    page.view = view
    page.say({ type: 'welcome', version: liveVersion, serverTime: clock.now() })
    parts.snapshot(page)
    if (page.open) parts.joined(page)
  }

  const obey = async (page: PageSocket, { id, command, sentAt }: Extract<ToServer, { type: 'command' }>) => {
    const { agentId } = page.viewer
    if (sentAt !== undefined && clock.now() - sentAt > limits.commandMs)
      return page.say({ type: 'answer', id, ok: false, error: 'too_late' })
    const allowed = page.view === 'desk' && agentId !== null
    const answer: Answer = allowed ? await parts.command(agentId, id, command) : { ok: false, error: 'forbidden' }
    page.say({ type: 'answer', id, ...answer })
  }

  /** False: this frame has no place here. */
  const take = (page: PageSocket, frame: ToServer): boolean => {
    if ((frame.type === 'hello') !== (page.view === null)) return false
    switch (frame.type) {
      case 'hello':
        greet(page, frame)
        return true
      case 'snapshot':
        parts.snapshot(page)
        return true
      case 'command':
        void obey(page, frame)
        return true
      case 'painted':
        if (page.viewer.agentId !== null) parts.painted(page.viewer.agentId, frame.offerId)
        return true
      case 'ping':
        page.say({ type: 'pong', serverTime: clock.now() })
        return true
    }
  }

  const receive = (page: PageSocket, budget: Budget, data: RawData, isBinary: boolean) => {
    if (!page.open) return
    const now = monotonic()
    page.heard(now)
    const frame = isBinary ? null : parseFrame(data.toString())
    if (!budget.spend(frame?.type === 'snapshot' ? costs.snapshot : costs.frame, now)) return page.cut('protocol')
    if (frame && take(page, frame)) return
    page.say({ type: 'error', code: 'bad_frame' })
    if (!budget.spend(costs.broken, now)) page.cut('protocol')
  }

  return {
    open: (ws, viewer) => {
      const now = monotonic()
      const budget = createBudget(now, limits.burst, limits.perSecond)
      const page = createPageSocket(ws, viewer, {
        ...limits,
        now,
        onSent: () => {
          sent += 1
        },
        onGone: reason => {
          cuts[reason] = (cuts[reason] ?? 0) + 1
          pages.delete(page)
          helloUntil.delete(page)
          if (page.view !== null) parts.left(page)
        },
      })
      pages.add(page)
      helloUntil.set(page, now + limits.helloMs)
      ws.on('message', (data, isBinary) => receive(page, budget, data, isBinary))
    },
    refuse: ({ userId }) => {
      let open = 0
      for (const page of pages) if (page.viewer.userId === userId) open += 1
      return open < limits.perUser ? null : 'too_many_attempts'
    },
    all: () => pages,
    beat: now => {
      const instant = clock.now()
      const slept = now - beatAt > limits.beatMs + ownStallMs
      beatAt = now
      for (const page of pages) {
        // It was the server that was away: what the pages said meanwhile has yet to be read.
        if (slept) page.heard(now)
        if (page.viewer.expiresAt <= instant) page.cut('signed_out')
        else if (now > (helloUntil.get(page) ?? Number.POSITIVE_INFINITY)) page.cut('protocol')
        else page.beat(now)
      }
    },
    cutAll: reason => {
      for (const page of pages) page.cut(reason)
    },
    get sent() {
      return sent
    },
    cuts,
  }
}
