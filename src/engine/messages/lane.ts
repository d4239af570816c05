import type { MessageKind } from '../../domain/messages/message.ts'
import { afterOutboxEvent, type OutboxEntry, type OutboxEvent } from '../../domain/messages/outbox-table.ts'
import { retryPlans } from '../../domain/messages/retry.ts'
import type { OutboxParts } from './outbox.ts'
import type { Carried, MessageCarrier } from './ports.ts'

/** The messages of one kind on their way out: a carrier that is slow holds up no other kind. */
export interface Lane {
  start(): void
  /** There is a message that is to be looked at then. */
  wake(at: number): void
  /** Resolves when what is under way is booked or given up. */
  stop(): Promise<void>
}

const lookEveryMs = 30_000
const firstRestMs = 1_000
const mostRestMs = 60_000
const graceMs = 700

/** What waits for a carrier that was set up once and is no more. */
const noCarrier: MessageCarrier = { send: async () => ({ retry: 'nothing is set up that carries it' }) }

export const createLane = (
  kind: MessageKind,
  { reads, writes, carriers, clock, log, zone, acts, random, atOnce = 4 }: OutboxParts,
): Lane => {
  const carrier = carriers[kind] ?? noCarrier
  const rules = { plan: retryPlans[kind], zone }
  /** Who is being sent to, and by which message. */
  const busy = new Map<string, string>()
  const jobs = new Set<Promise<void>>()
  let stopped = true
  let looking: Promise<void> | null = null
  let again = false
  /** Whether there may be messages that nobody is sending and that are booked as being sent. */
  let unsure = true
  let failures = 0
  /** After trouble with the store: nothing is begun before then. */
  let retryAt: number | null = null
  const sleepers = new Set<() => void>()
  let planned = { at: Number.POSITIVE_INFINITY, cancel: () => {} }

  const plan = (at: number): void => {
    planned.cancel()
    planned = { at, cancel: clock.at(at, look) }
  }

  const after = (entry: OutboxEntry, event: OutboxEvent): OutboxEntry => {
    const next = afterOutboxEvent(entry, event, rules)
    if (next === null) throw new Error(`illegal_event: a message that is ${entry.state} and ${event.type}`)
    return next
  }

  const say = (entry: OutboxEntry): void => {
    const about = { key: entry.key, kind, tries: entry.tries, why: entry.lastError }
    if (entry.state === 'expired') log.warn(about, 'a message was dropped: it is too late for it')
    else if (entry.state === 'failed') log.error(about, 'a message will not be sent')
    else if (entry.state === 'waiting' && entry.tries === 1)
      log.warn(about, 'a message was not taken; it is tried again')
  }

  const trouble = (error: unknown): void => {
    log.error({ err: error, kind }, 'the outbox cannot be worked on; it is tried again')
    unsure = true
    retryAt = clock.now() + rest(failures)
    failures += 1
    if (!stopped) plan(retryAt)
  }

  const rest = (n: number): number => Math.min(mostRestMs, firstRestMs * 2 ** Math.min(n, 10))

  /** Ends early when the lane is stopped. */
  const sleep = (ms: number): Promise<void> =>
    new Promise(resolve => {
      const wakeUp = () => {
        cancel()
        sleepers.delete(wakeUp)
        resolve()
      }
      const cancel = clock.at(clock.now() + ms, wakeUp)
      sleepers.add(wakeUp)
    })

  const carry = async (entry: OutboxEntry): Promise<Carried> => {
    try {
      return await carrier.send(entry)
    } catch (error) {
      return { retry: error instanceof Error ? error.message : String(error) }
    }
  }

  const eventOf = (carried: Carried): OutboxEvent => {
    const at = clock.now()
    if ('sent' in carried) return { type: 'taken', at, receipt: carried.sent }
    if ('failed' in carried) return { type: 'refused', at, why: carried.failed }
    const { retry: why, afterMs = 0 } = carried
    return { type: 'not_now', at, why, afterMs, jitter: random() }
  }

  /** Books what became of an attempt, however long the store is away: what is not booked is sent again. */
  const book = async (from: OutboxEntry, to: OutboxEntry): Promise<void> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await writes.moveMessage(from, to)
        return say(to)
      } catch (error) {
        log.error({ err: error, key: to.key, state: to.state }, 'what became of a message could not be booked yet')
        if (stopped) return
        await sleep(rest(attempt))
      }
    }
  }

  const handle = async (entry: OutboxEntry): Promise<void> => {
    const next = after(entry, { type: 'time', at: clock.now() })
    if (next === entry || !(await writes.moveMessage(entry, next))) return
    if (next.state !== 'sending') return say(next)
    if (stopped || !(await acts())) {
      // it stays booked as being sent: whoever acts now takes it up
      stopped = true
      return
    }
    const carried = await carry(next)
    await book(next, after(next, eventOf(carried)))
  }

  const begin = (entry: OutboxEntry): void => {
    busy.set(entry.recipient, entry.key)
    const job = handle(entry)
      .then(() => {
        failures = 0
      })
      .catch(trouble)
      .then(() => {
        busy.delete(entry.recipient)
        jobs.delete(job)
        if (retryAt === null) look()
      })
    jobs.add(job)
  }

  /** Takes up what a server before us, or a commit of ours that nobody answered, left as being sent. */
  const takeUp = async (): Promise<void> => {
    if (!unsure) return
    unsure = false
    const sending = new Set(busy.values())
    for (const entry of await reads.messagesBeingSent(kind)) {
      if (sending.has(entry.key)) continue
      const next = after(entry, { type: 'interrupted', at: clock.now() })
      await writes.moveMessage(entry, next)
      log.warn({ key: entry.key, kind }, 'it is not known whether a message left; it is sent again under the same key')
      if (next.state === 'failed') say(next)
    }
  }

  const beginDue = async (): Promise<void> => {
    for (;;) {
      const room = atOnce - busy.size
      if (room <= 0 || stopped || retryAt !== null) return
      const due = await reads.messagesDue(kind, clock.now(), [...busy.keys()], room)
      if (due.length === 0 || stopped) return
      for (const entry of due) if (!busy.has(entry.recipient)) begin(entry)
    }
  }

  const lookOnce = async (): Promise<void> => {
    if (retryAt !== null && retryAt <= clock.now()) retryAt = null
    try {
      await takeUp()
      await beginDue()
      const now = clock.now()
      const next = (await reads.nextMessageAt(kind)) ?? Number.POSITIVE_INFINITY
      // what is due and waits behind a busy recipient is looked at when he is free
      if (!stopped)
        plan(Math.min(next > now ? next : now + lookEveryMs, now + lookEveryMs, retryAt ?? Number.POSITIVE_INFINITY))
    } catch (error) {
      trouble(error)
    }
  }

  /** One look at a time; what happens during one is looked at after it. */
  const look = (): void => {
    if (stopped) return
    if (looking) {
      again = true
      return
    }
    looking = lookOnce().finally(() => {
      looking = null
      if (again) {
        again = false
        look()
      }
    })
  }

  return {
    start: () => {
      stopped = false
      look()
    },
    wake: at => {
      if (stopped) return
      if (at <= clock.now()) look()
      else if (looking) again = true
      else if (at < planned.at) plan(at)
    },
    stop: async () => {
      stopped = true
      planned.cancel()
      await looking
      // what is on its way is given a moment to arrive
      await Promise.race([Promise.all(jobs), sleep(graceMs)])
      for (const wakeUp of [...sleepers]) wakeUp()
      carrier.close?.()
      await Promise.all(jobs)
    },
  }
}
