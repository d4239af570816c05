import type { Effect } from '../domain/effect.ts'
import type { DeskCommand, LineEvent } from '../domain/event.ts'
import type { Fact } from '../domain/fact.ts'
import { emptyLine, type Line, nextDeadline } from '../domain/line/line.ts'
import type { UnfinishedLine } from '../domain/line/restore.ts'
import { type Step, step } from '../domain/line/step.ts'
import type { Refusal } from '../domain/line/turn.ts'
import { get, values } from '../domain/sorted.ts'
import { afterEffect } from './after-effect.ts'
import { besideCommit, pendingEffects } from './beside-commit.ts'
import { bookkeeping } from './bookkeeping.ts'
import { graceMs } from './compare.ts'
import type { Clock, FallbackQueue, Hotline, Ledger, Live, Log, Telephony, TelephonyEvents } from './ports.ts'
import { type Books, reconcile } from './reconcile.ts'

export interface EngineParts {
  readonly ledger: Ledger
  readonly live: Live
  readonly clock: Clock
  readonly log: Log
  readonly line?: Line
  /** What is written about calls; without it nothing is. */
  readonly books?: Books
  readonly fallback?: FallbackQueue
  /** How often the line is compared with Asterisk's channels, in ms. */
  readonly sweepEveryMs?: number
}

/** How soon after a request without an answer the line is compared: by then nothing of it is under way any more. */
const unsureMs = 4_000

/** How soon the line is compared again with what it cannot be told of, in ms. */
const soonMs = 1_000

/**
 * How long whoever is gone in the moment of the answer has to be told of by Asterisk before the line is compared, and before the two count as
 * not joined, in ms. Asked for again at once, the same two would be joined in vain many times a second where that word is lost.
 */
const gone = { compareMs: graceMs + 100, failMs: graceMs + soonMs } as const

const nothingWritten: Books = { journal: { read: async () => [] }, booked: async () => null }

/** The engine: what pages may ask of it, what telephony tells it, and its life. */
export interface Engine {
  readonly hotline: Hotline
  readonly telephonyEvents: TelephonyEvents
  /** From here on effects reach telephony, and the line is compared with it. */
  attach(telephony: Telephony): void
  /** Takes the line up where the ledger ends; before `attach`. Resolves when that is durable. */
  restore(unfinished: UnfinishedLine): Promise<void>
  /** Makes facts durable that no event of the line made (journal), in order with all others, and tells the pages. */
  book(facts: readonly Fact[]): Promise<void>
  /** Resolves when all that has happened so far is durable and its effects were sent. */
  settled(): Promise<void>
  stop(): void
}

/**
 * The shell around the domain. One event at a time goes through `step`; its facts are made durable; only then the pages are
 * told and its effects run, in order; results of effects come back as events (DESIGN.md D4).
 */
export const createEngine = (parts: EngineParts): Engine => {
  const { ledger, live, clock, log, sweepEveryMs = 30_000, books: written = nothingWritten } = parts
  const books = bookkeeping(ledger, clock)
  let line = parts.line ?? emptyLine()
  let telephony: Telephony | null = null
  let tail: Promise<void> = Promise.resolve()
  const pending = pendingEffects()
  let cancelAlarm = () => {}
  let alarmAt: number | null = null
  let cancelSweep = () => {}
  let sweepAt = Number.POSITIVE_INFINITY
  let stopped = false
  let connectedAt = clock.now()
  let downAt: number | null = null
  let unreadableSince: number | null = null
  let isUp = false
  /** What is told until a connection has been compared: what happened before goes first. */
  let held: LineEvent[] | null = []
  /** Calls that have ended while their channel may still be there, and when. */
  const ended = new Map<string, number>()

  const setAlarm = () => {
    const due = nextDeadline(line)
    if (due === alarmAt) return
    cancelAlarm()
    alarmAt = due
    cancelAlarm =
      due === null
        ? () => {}
        : clock.at(due, () => {
            alarmAt = null
            take({ type: 'time', at: clock.now() })
          })
  }

  const run = (effect: Effect) => {
    if (!telephony) return
    void telephony.run(effect).then(result => {
      if (result.kind === 'failed' || result.kind === 'unknown') log.warn({ effect, ...result }, 'effect failed')
      if (result.kind === 'unknown') sweepIn(unsureMs)
      const event = afterEffect(effect, result, clock.now())
      if (event?.type === 'connect_failed' && result.kind === 'gone') failLater(event)
      else if (event) take(event)
    })
  }

  /** Compares the line when it may judge, and tells what failed after that; nothing if the call has gone on meanwhile. */
  const failLater = (event: Extract<LineEvent, { type: 'connect_failed' }>) => {
    const sinceOf = () => get(line.calls, event.callId)?.since
    const since = sinceOf()
    if (since === undefined) return
    const later = (ms: number, job: () => void) =>
      clock.at(clock.now() + ms, () => {
        if (!stopped && sinceOf() === since) job()
      })
    // a sweep that was due before would find it too young
    later(gone.compareMs, () => sweepIn(0))
    later(gone.failMs, () => void take({ ...event, at: clock.now() }))
  }

  /** A store that refuses facts for good must not stop the calls: the loss is logged, counted by the store and shown by /readyz. */
  const noteLoss = (error: unknown) => log.error({ err: error }, 'facts could not be stored')

  /**
   * The pages are told beside the commit, and what a caller would feel and a restart finds again is asked for beside it
   * (docs/decisions/0004); every other effect waits until the facts are durable. Telephony goes first: Asterisk needs some milliseconds for it,
   * and the pop is on the screen before they are over.
   */
  const afterwards = (done: Pick<Step, 'facts' | 'effects'>, lineThen: Line, now: number): Promise<void> => {
    const { facts } = done
    const { beside, after } = besideCommit(done.effects, pending)
    for (const effect of beside) run(effect)
    if (facts.length > 0) live.publish({ now, facts, line: lineThen })
    const rings = beside.some(effect => effect.do === 'ring')
    const durable = facts.length > 0 ? books.book(facts, rings).catch(noteLoss) : Promise.resolve()
    pending.add(after)
    tail = Promise.all([tail, durable]).then(() => {
      pending.remove(after)
      for (const effect of after) run(effect)
      if (facts.length > 0) live.committed?.(facts)
    })
    return tail
  }

  const take = (event: LineEvent): Promise<Refusal | null> => {
    if (stopped) return Promise.resolve('not_allowed_now')
    // told twice, and the second time after its end: it would live again
    if (event.type === 'call_arrived' && ended.has(event.callId)) return Promise.resolve(null)
    const now = clock.now()
    const done = step(line, event, now)
    if (line.agents !== done.line.agents) parts.fallback?.changed()
    line = done.line
    if (event.type === 'to_fallback') sweepIn(soonMs)
    for (const complaint of done.complaints) log.error(complaint, 'illegal event')
    for (const fact of done.facts) if (fact.kind === 'call_ended') ended.set(fact.callId, now)
    setAlarm()
    if (done.facts.length === 0 && done.effects.length === 0) return Promise.resolve(done.refusal)
    return afterwards(done, line, now).then(() => done.refusal)
  }

  const compare = (why: 'connected' | 'sweep'): Promise<void> =>
    compareNow(why).catch(error => {
      log.error({ err: error, why }, 'the line could not be compared with Asterisk')
      sweepIn(soonMs)
    })

  const compareNow = async (why: 'connected' | 'sweep') => {
    if (!telephony) return
    const found = await reconcile({
      telephony,
      line: () => line,
      clock,
      ended,
      books: written,
      connectedAt,
      downAt,
      unreadableSince,
      first: why === 'connected',
    })
    unreadableSince = found.unreadableSince
    if (stopped) return
    for (const callId of found.over) ended.delete(callId)
    for (const event of found.events) {
      log.warn({ event, why }, 'found by comparing with Asterisk')
      void take(event)
    }
    for (const effect of found.effects) {
      log.warn({ effect, why }, 'asked for by comparing with Asterisk')
      run(effect)
    }
    if (found.again || watchesFallback()) sweepIn(soonMs)
  }

  const release = () => {
    const waiting = held ?? []
    held = null
    for (const event of waiting) void take(event)
  }

  /** Whether Asterisk's own queue has a call: what happens to it there is not told. */
  const watchesFallback = () => {
    for (const call of values(line.calls)) if (call.fallback) return true
    return false
  }

  /** Sweeps after `ms` at the latest. */
  const sweepIn = (ms: number) => {
    const at = clock.now() + ms
    if (stopped || at >= sweepAt) return
    cancelSweep()
    sweepAt = at
    cancelSweep = clock.at(at, sweep)
  }

  const sweep = () => {
    sweepAt = Number.POSITIVE_INFINITY
    if (stopped) return
    sweepIn(sweepEveryMs)
    // events that are held may say what it would find
    if (isUp && held === null) void compare('sweep')
  }

  /** Compares what may have happened before this connection, then hears what was told since. */
  const beginConnection = () => {
    connectedAt = clock.now()
    isUp = true
    held ??= []
    const mine = held
    void compare('connected').finally(() => {
      if (held !== mine) return
      release()
      // nobody is offered before it is known who is there
      if (isUp) void take({ type: 'telephony_up', at: clock.now() })
    })
  }

  return {
    hotline: {
      command: (agentId: string, command: DeskCommand) =>
        take({ type: 'agent_command', at: clock.now(), agentId, command }),
      tell: take,
      line: () => line,
    },
    telephonyEvents: {
      event: event => {
        if (held) held.push(event)
        else void take(event)
      },
      unsure: () => sweepIn(0),
      // before `attach` there is nothing to compare with yet
      up: () => telephony && beginConnection(),
      down: reason => {
        release()
        held = []
        if (isUp) downAt = clock.now()
        isUp = false
        log.warn({ reason }, 'telephony is down')
        void take({ type: 'telephony_down', at: clock.now() })
      },
    },
    attach: to => {
      telephony = to
      void take({ type: 'telephony_down', at: clock.now() })
      if (to.up) beginConnection()
      sweepIn(sweepEveryMs)
    },
    restore: async unfinished => {
      await take({ type: 'line_restored', at: clock.now(), unfinished })
    },
    book: facts => afterwards({ facts, effects: [] }, line, clock.now()),
    settled: () => {
      books.flush()
      return tail
    },
    stop: () => {
      stopped = true
      books.flush()
      cancelAlarm()
      cancelSweep()
    },
  }
}
