import type { Server } from 'node:http'
import type { Registry } from 'prom-client'
import { WebSocketServer } from 'ws'
import type { Agent } from '../../domain/agent/agent.ts'
import type { Line } from '../../domain/line/line.ts'
import { get } from '../../domain/sorted.ts'
import type { FiguresBoard } from '../../engine/figures-board.ts'
import type { Clock, Happening, Hotline, Live, Log } from '../../engine/ports.ts'
import type { RestoredCall } from '../../engine/restored-calls.ts'
import type { StoreLine } from '../../engine/store.ts'
import type { Targets } from '../../engine/targets.ts'
import type { Authenticate } from '../../engine/viewer.ts'
import { agentView, deskChatView, deskTaskView, phoneView, waitingCallers } from '../../engine/views.ts'
import type { LiveChange, LiveCommand } from '../../wire/live.ts'
import type { AlarmView, DeskState, HistoryView, OverLongView } from '../../wire/views.ts'
import { type Answer, createAnswers } from './answers.ts'
import { type ChangeFor, createDeskBook } from './desk-book.ts'
import { callRingingAt, deskCallView, popView } from './desk-views.ts'
import { createHistories } from './histories.ts'
import { defaultLimits, type HubLimits } from './limits.ts'
import { addHubMetrics } from './metrics.ts'
import type { PageSocket } from './page-socket.ts'
import { createPages } from './pages.ts'
import { createPaintedMeter } from './painted.ts'
import { createPresence } from './presence.ts'
import { type OtherUpgrade, takeUpgrades } from './upgrades.ts'
import { createWallFeed } from './wall-feed.ts'
import { createWallView } from './wall-view.ts'

export interface HubParts {
  readonly hotline: Hotline
  /** What is known of a number, without the present call. */
  readonly history: (number: string, callId: string) => Promise<HistoryView>
  /** Today's figures; the hub hands it the facts that are published. */
  readonly figures: FiguresBoard
  /** Whether telephony is there now. */
  readonly telephony: () => boolean
  /** The first row of the ledger that does not verify; null: none is known. */
  readonly ledgerBrokenAt: () => number | null
  /** How facts fare on their way into the database. */
  readonly store: () => Pick<StoreLine, 'state' | 'lost'>
  /** Whom desks mean when they name somebody to call. */
  readonly targets: Pick<Targets, 'commandOf'>
  /** Alarms that stand, for the wall. */
  readonly alarms?: () => readonly AlarmView[]
  /** After how long in a state walls flag an agent; left out: never. */
  readonly overLong?: OverLongView
  /** Whether the screen of the hall names agents; left out: it is never sent a name. */
  readonly screenNames?: boolean
  readonly log: Log
  readonly clock: Clock
  readonly metrics?: Registry
  /** Told when the pop of an offer was handed to the agent's socket; `at` by `monotonic`. */
  readonly onPopSent?: (offerId: string, at: number) => void
  /** A clock in ms that only goes forward. */
  readonly monotonic?: () => number
  readonly limits?: Partial<HubLimits>
}

export interface HubStats {
  readonly desks: number
  readonly walls: number
  readonly framesSent: number
  /** How sockets ended, by close reason; `closed`: by the page. */
  readonly ended: Readonly<Record<string, number>>
}

export interface LiveHub extends Live {
  /**
   * After a restart, once the line stands again and before the first page comes: the calls that agents talked in or wrapped
   * up. Their panels are there again, the callers' histories are asked for anew, and offers that stand get their pops.
   */
  restore(calls: readonly RestoredCall[]): void
  /** Tells an agent's desks that what he wrote about a call was saved, at the instant that the store gave it. */
  draftSaved(agentId: string, callId: string, updatedAt: number): void
  /** Tells an agent's desks which of their phone sessions is the newest: the others are his phone no longer. */
  phoneSession(agentId: string, session: string): void
  /** Takes the upgrades of a server to /api/live; those to other paths go to `others`, or are answered with 404. */
  attach(server: Server, authenticate: Authenticate, others?: OtherUpgrade): void
  /** Closes the sockets of a sign-in that was ended. */
  signedOut(tokenHash: string): void
  /** Tells all pages that the server goes, and waits until they are gone, at most the time of a goodbye. */
  close(): Promise<void>
  stats(): HubStats
}

const noAlarms: readonly AlarmView[] = []
const minuteMs = 60_000

/** The live side of the pages (DESIGN.md D8; protocol in wire/live.ts). */
export const createLiveHub = (parts: HubParts): LiveHub => {
  const { hotline, figures, telephony, ledgerBrokenAt, alarms = () => noAlarms, log, clock } = parts
  const { monotonic = () => performance.now() } = parts
  const limits = { ...defaultLimits, ...parts.limits }
  const sockets = new WebSocketServer({ noServer: true, maxPayload: limits.maxFrame, perMessageDeflate: false })
  const presence = createPresence(hotline, clock, log)
  const painted = createPaintedMeter(parts.metrics)
  const shown = new Map<string, Agent>()
  const walls = new Set<PageSocket>()
  let line: Line = hotline.line()
  let waiting = waitingCallers(line)
  let telephonyUp = telephony()
  let telephonyDownSince = telephonyUp ? null : clock.now()
  let ledger: number | null | undefined
  let storeShown = parts.store()
  let alarmsShown = alarms()
  let minuteShown = Math.floor(clock.now() / minuteMs)
  let closing = false

  const send = (agentId: string, change: ChangeFor): number => {
    const desks = presence.desksOf(agentId)
    for (const desk of desks) desk.event(change(desk.viewer.role))
    return desks.size
  }

  const histories = createHistories({
    read: parts.history,
    log,
    onKnown: (callId, history) => book.historyKnown(callId, history, line),
  })

  const book = createDeskBook({
    histories,
    send,
    popped: ({ offerId, agentId, received }, desks) => {
      if (desks === 0) return
      const at = monotonic()
      painted.sent(offerId, agentId, at - Math.max(0, clock.now() - received))
      parts.onPopSent?.(offerId, at)
    },
  })

  const ownState = (agent: Agent): Omit<DeskState, 'pop' | 'call'> => ({
    agent: agentView(agent),
    phone: phoneView(agent),
    chat: deskChatView(line, agent),
    task: deskTaskView(line, agent),
    today: figures.agentToday(agent.id),
    waiting,
    telephony: telephonyUp,
    telephonyDownSince,
  })
  const showAgent = (agentId: string) => {
    const agent = presence.desksOf(agentId).size === 0 ? undefined : get(line.agents, agentId)
    if (!agent) return
    shown.set(agentId, agent)
    const change: LiveChange = { name: 'desk', desk: ownState(agent) }
    send(agentId, () => change)
  }

  const deskState = (agent: Agent, { viewer: { role } }: PageSocket): DeskState => {
    const ringing = callRingingAt(line, agent)
    const call = book.callOf(agent.id)
    return {
      ...ownState(agent),
      pop: ringing && popView(line, ringing, role, histories.of(ringing.id)),
      call: call && deskCallView(line, agent.id, call, role, histories.of(call.call.id)),
    }
  }
  const wallView = createWallView({
    line: () => line,
    figures,
    alarms,
    overLong: parts.overLong,
    screenNames: parts.screenNames ?? false,
    rest: () => ({
      telephony: telephonyUp,
      ledgerBrokenAt: ledgerBrokenAt(),
      store: storeShown.state,
      lost: storeShown.lost,
      popPaintedMs: painted.percentiles(),
    }),
  })
  const wall = createWallFeed({
    everyMs: limits.wallMs,
    monotonic,
    send: () => {
      if (walls.size === 0) return wallView.nobodyLooks()
      const board = JSON.stringify({ name: 'wall', wall: wallView.board() } satisfies LiveChange)
      const changed = wallView.changedAgents()
      const agentsFor = (view: 'wall' | 'screen') => {
        const agents = changed.length > 0 ? wallView.shownTo(view, changed) : null
        return agents && JSON.stringify({ name: 'wall_agents', agents } satisfies LiveChange)
      }
      const agents = { wall: agentsFor('wall'), screen: agentsFor('screen') }
      for (const page of walls) {
        page.eventJson(board)
        const frame = agents[page.view === 'wall' ? 'wall' : 'screen']
        if (frame !== null) page.eventJson(frame)
      }
    },
  })

  const run = async (agentId: string, command: LiveCommand): Promise<Answer> => {
    try {
      const meant = parts.targets.commandOf(command)
      const refusal = typeof meant === 'string' ? meant : await hotline.command(agentId, meant)
      return refusal === null ? { ok: true } : { ok: false, error: refusal }
    } catch (error) {
      log.error({ err: error, agentId, command: command.name }, 'a command failed')
      return { ok: false, error: 'unexpected' }
    } finally {
      look()
    }
  }
  const answers = createAnswers(run, monotonic)

  const pages = createPages({
    limits,
    clock,
    monotonic,
    refuseDesk: ({ agentId }) => (agentId !== null && get(line.agents, agentId) ? null : 'agent_unknown'),
    snapshot: page => {
      const agent = page.viewer.agentId === null ? undefined : get(line.agents, page.viewer.agentId)
      if (page.view !== 'desk')
        page.snapshot({ wall: wallView.whole(page.view === 'wall' ? 'wall' : 'screen') }, clock.now())
      else if (agent) page.snapshot({ desk: deskState(agent, page) }, clock.now())
    },
    joined: page => {
      if (page.view !== 'desk') walls.add(page)
      else if (page.viewer.agentId !== null) presence.came(page.viewer.agentId, page)
    },
    left: page => {
      walls.delete(page)
      if (!closing && page.viewer.agentId !== null) presence.went(page.viewer.agentId, page)
    },
    command: answers.answer,
    painted: (agentId, offerId) => painted.painted(offerId, agentId, monotonic()),
  })

  /** Shows what changed without a fact: a phone that came, a wrap-up that was extended. */
  const look = () => {
    const now = hotline.line()
    if (now === line) return
    line = now
    for (const agentId of presence.agents()) if (get(line.agents, agentId) !== shown.get(agentId)) showAgent(agentId)
    wall.dirty()
  }

  /** The wall says when facts do not reach the database. */
  const showStore = () => {
    const { state, lost } = parts.store()
    if (state === storeShown.state && lost === storeShown.lost) return
    storeShown = { state, lost }
    wall.dirty()
  }

  /** The wall shows alarms, and each minute what has left the last 24 h, also where no call comes. */
  const showTime = () => {
    const minute = Math.floor(clock.now() / minuteMs)
    if (alarms() === alarmsShown && minute === minuteShown) return
    alarmsShown = alarms()
    minuteShown = minute
    wall.dirty()
  }

  /** Shows every desk what is common to all, as far as it changed; and the wall what is only for it. */
  const showCommon = () => {
    if (ledger !== ledgerBrokenAt()) {
      ledger = ledgerBrokenAt()
      wall.dirty()
    }
    const up = telephony()
    const count = waitingCallers(line)
    if (up === telephonyUp && count === waiting) return
    if (up !== telephonyUp) telephonyDownSince = up ? null : clock.now()
    telephonyUp = up
    waiting = count
    for (const agentId of presence.agents()) showAgent(agentId)
    wall.dirty()
  }

  /** Agents whose own state changed; shown together a moment later, since the pop goes before everything else. */
  const touched = new Set<string>()
  let touchedTimer: NodeJS.Timeout | null = null
  const showTouched = () => {
    touchedTimer = null
    for (const agentId of touched) showAgent(agentId)
    touched.clear()
  }

  const publish = ({ facts, line: then }: Happening) => {
    line = then
    figures.count(facts)
    for (const fact of facts) {
      book.note(fact, line)
      if ('agentId' in fact && fact.agentId !== null) touched.add(fact.agentId)
    }
    if (touched.size > 0) touchedTimer ??= setTimeout(showTouched, limits.gatherMs)
    wall.dirty()
  }

  const lookTimer = setInterval(look, limits.lookMs).unref()
  const beatTimer = setInterval(() => {
    const now = monotonic()
    pages.beat(now)
    answers.forget(now)
    painted.forget(now)
    showCommon()
    showStore()
    showTime()
  }, limits.beatMs).unref()
  const sweepTimer = setInterval(
    () => histories.sweep(callId => get(line.calls, callId) !== undefined || book.keeps(callId)),
    limits.sweepMs,
  ).unref()

  const stats = (): HubStats => {
    let desks = 0
    for (const page of pages.all()) if (page.view === 'desk') desks += 1
    return { desks, walls: walls.size, framesSent: pages.sent, ended: { ...pages.cuts } }
  }
  if (parts.metrics) addHubMetrics(parts.metrics, stats)

  return {
    publish: happening => {
      try {
        publish(happening)
      } catch (error) {
        log.error({ err: error }, 'pages could not be told')
      }
    },
    restore: calls => {
      line = hotline.line()
      book.restore(calls, line)
    },
    draftSaved: (agentId, callId, updatedAt) => {
      send(agentId, () => ({ name: 'draft', callId, updatedAt }))
    },
    phoneSession: (agentId, session) => {
      send(agentId, () => ({ name: 'phone_session', session }))
    },
    attach: (server, authenticate, others) =>
      takeUpgrades(server, { sockets, authenticate, others, log, refuse: pages.refuse, open: pages.open }),
    signedOut: tokenHash => {
      for (const page of pages.all()) if (page.viewer.tokenHash === tokenHash) page.cut('signed_out')
    },
    close: async () => {
      closing = true
      for (const timer of [lookTimer, beatTimer, sweepTimer]) clearInterval(timer)
      if (touchedTimer) clearTimeout(touchedTimer)
      wall.stop()
      pages.cutAll('shutting_down')
      await new Promise<void>(resolve => {
        sockets.close(() => resolve())
        setTimeout(resolve, limits.goodbyeMs).unref()
      })
      for (const socket of sockets.clients) socket.terminate()
    },
    stats,
  }
}
