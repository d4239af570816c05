import type { Message, MessageRequest } from '../../../src/domain/messages/message.ts'
import type { OutboxEntry } from '../../../src/domain/messages/outbox-table.ts'
import type { MessageReads, MessageWrites, WebhookTarget } from '../../../src/engine/messages/message-store.ts'
import { createOutbox, type OutboxParts } from '../../../src/engine/messages/outbox.ts'
import type { Carried, MessageCarrier } from '../../../src/engine/messages/ports.ts'
import { keptLog } from '../../helpers/store.ts'
import { type VirtualClock, virtualClock } from '../simulation/virtual-clock.ts'

/** Ten in the morning in Shanghai. */
export const morning = Date.UTC(2026, 10, 30, 2)
export const minute = 60_000
export const hour = 60 * minute

const byKey = (a: OutboxEntry, b: OutboxEntry) => (a.key < b.key ? -1 : 1)

/** A store of messages in memory; held to the real ones by test/adapters/store/messages.test.ts. */
export const memoryMessages = (): MessageReads & MessageWrites & { readonly rows: Map<string, OutboxEntry> } => {
  const rows = new Map<string, OutboxEntry>()
  const targets = new Map<string, WebhookTarget>()
  const inState = (kind: string, state: string) =>
    [...rows.values()].filter(row => row.kind === kind && row.state === state)
  return {
    rows,
    messagesDue: async (kind, now, except, limit) =>
      inState(kind, 'waiting')
        .filter(row => row.nextAt <= now && !except.includes(row.recipient))
        .sort((a, b) => Number(b.urgent) - Number(a.urgent) || a.nextAt - b.nextAt || byKey(a, b))
        .slice(0, limit),
    messagesBeingSent: async kind => inState(kind, 'sending').sort((a, b) => a.nextAt - b.nextAt || byKey(a, b)),
    nextMessageAt: async kind =>
      inState(kind, 'waiting').reduce<number | null>((at, row) => Math.min(at ?? row.nextAt, row.nextAt), null),
    message: async key => rows.get(key) ?? null,
    outboxCounts: async now => {
      const wanted = [...rows.values()].filter(row => (row.endedAt === null ? row.dueAt <= now : row.state !== 'sent'))
      return [...Map.groupBy(wanted, row => `${row.kind} ${row.state}`).values()].flatMap(group =>
        group[0]
          ? [
              {
                kind: group[0].kind,
                state: group[0].state,
                count: group.length,
                oldestDueAt: group[0].endedAt === null ? Math.min(...group.map(row => row.dueAt)) : null,
              },
            ]
          : [],
      )
    },
    webhookTarget: async id => targets.get(id) ?? null,
    addMessage: async entry => {
      if (rows.has(entry.key)) return false
      rows.set(entry.key, entry)
      return true
    },
    moveMessage: async (from, to) => {
      const row = rows.get(from.key)
      if (row?.state !== from.state || row.tries !== from.tries) return false
      rows.set(from.key, to)
      return true
    },
    forgetMessages: async (before, limit) => {
      const old = [...rows.values()].filter(row => row.endedAt !== null && row.endedAt < before).slice(0, limit)
      for (const { key } of old) rows.delete(key)
      return old.length
    },
    saveWebhookTarget: async target => void targets.set(target.id, target),
    disableWebhookTarget: async ({ id, url }, disabledAt, disabledWhy) => {
      const target = targets.get(id)
      if (target?.url === url) targets.set(id, { ...target, disabledAt, disabledWhy })
    },
  }
}

/** A carrier that answers what it is told, and keeps what it was given. */
export const givenCarrier = (
  answer: (message: Message, n: number) => Promise<Carried> | Carried = () => ({ sent: null }),
) => {
  const given: Message[] = []
  const carrier: MessageCarrier = {
    send: async message => {
      given.push(message)
      return answer(message, given.length)
    },
  }
  return { carrier, given, keys: () => given.map(({ key }) => key) }
}

export const sms = (key: string, but: Partial<MessageRequest> = {}): MessageRequest => ({
  key,
  to: { kind: 'sms', number: '+8613800000001' },
  template: 'test',
  values: { number: key },
  notAfter: morning + 48 * hour,
  ...but,
})

/** Lets everything run that needs no time to pass. */
export const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 40; turns += 1) await Promise.resolve()
}

/** Runs the jobs of the clock up to this instant. */
export const until = async (clock: VirtualClock, instant: number): Promise<void> => {
  let there = false
  clock.at(instant, () => {
    there = true
  })
  await settle()
  while (!there) {
    clock.next()
    await settle()
  }
}

/** An outbox on a virtual clock, started; `restart` is another server on the same store. */
export const givenOutbox = (but: Partial<OutboxParts> = {}, at = morning) => {
  const clock = virtualClock(at)
  const store = memoryMessages()
  const log = keptLog()
  const open = (more: Partial<OutboxParts> = {}) => {
    const outbox = createOutbox({
      reads: store,
      writes: store,
      carriers: {},
      clock,
      log,
      zone: 'Asia/Shanghai',
      acts: async () => true,
      random: () => 0.5,
      keepDays: 30,
      ...but,
      ...more,
    })
    outbox.start()
    return outbox
  }
  return { outbox: open(), open, clock, store, log, row: (key: string) => store.rows.get(key) }
}
