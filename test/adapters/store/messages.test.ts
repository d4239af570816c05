import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { templates } from '../../../src/domain/messages/catalogue.ts'
import { type MessageRequest, messageOf } from '../../../src/domain/messages/message.ts'
import { newEntry, type OutboxEntry } from '../../../src/domain/messages/outbox-table.ts'
import { retryPlans } from '../../../src/domain/messages/retry.ts'
import type { MessageReads, MessageWrites } from '../../../src/engine/messages/message-store.ts'
import { createOutbox } from '../../../src/engine/messages/outbox.ts'
import { systemClock } from '../../../src/engine/system-clock.ts'
import { givenCarrier, memoryMessages, morning, sms } from '../../engine/messages/given-outbox.ts'
import { dialects, finallyDo, givenDatabase, givenStore, keptLog, openGiven } from '../../helpers/store.ts'
import { until } from '../../helpers/until.ts'

const entryOf = (request: MessageRequest, but: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...newEntry(messageOf(request, morning, templates), request.dueAt ?? morning, {
    plan: retryPlans.sms,
    zone: 'Asia/Shanghai',
  }),
  ...but,
})
const to = (n: number): MessageRequest['to'] => ({ kind: 'sms', number: `+861380000000${n}` })
const keys = (entries: readonly OutboxEntry[]) => entries.map(({ key }) => key)

const open = {
  memory: async () => memoryMessages(),
  sqlite: async (t: TestContext) => bothOf(await givenStore(t, 'sqlite')),
  postgres: async (t: TestContext) => bothOf(await givenStore(t, 'postgres')),
}
const bothOf = ({ read, write }: { read: MessageReads; write: MessageWrites }): MessageReads & MessageWrites => ({
  ...read,
  ...write,
})

for (const [name, openStore] of Object.entries(open))
  describe(`messages in ${name}`, () => {
    test('given a message, then it comes back as it was stored, and the same key is taken once, also by two at once', async t => {
      const store = await openStore(t)
      const entry = entryOf(sms('a', { values: { number: "'; drop table outbox; --", more: 7 } }))
      assert.deepEqual((await Promise.all([store.addMessage(entry), store.addMessage(entry)])).sort(), [false, true])
      assert.equal(await store.addMessage({ ...entry, text: 'other' }), false)
      assert.deepEqual(await store.message('a'), entry)
      assert.equal(await store.message('b'), null)
    })

    test('given messages that wait, then those that are due come urgent and old ones first, without busy recipients, as many as asked for', async t => {
      const store = await openStore(t)
      for (const entry of [
        entryOf(sms('c', { to: to(1) }), { nextAt: morning + 2 }),
        entryOf(sms('a', { to: to(2) }), { nextAt: morning + 1 }),
        entryOf(sms('u', { to: to(3), urgent: true }), { nextAt: morning + 3 }),
        entryOf(sms('later', { to: to(4) }), { nextAt: morning + 9 }),
        entryOf(sms('mail', { to: { kind: 'email', address: 'x@example.cn' } })),
        entryOf(sms('sending', { to: to(5) }), { state: 'sending', tries: 1 }),
      ])
        await store.addMessage(entry)
      assert.deepEqual(keys(await store.messagesDue('sms', morning + 5, [], 10)), ['u', 'a', 'c'])
      assert.deepEqual(keys(await store.messagesDue('sms', morning + 5, [], 2)), ['u', 'a'])
      assert.deepEqual(keys(await store.messagesDue('sms', morning + 5, ['+8613800000002'], 10)), ['u', 'c'])
      assert.deepEqual(keys(await store.messagesBeingSent('sms')), ['sending'])
      assert.deepEqual([await store.nextMessageAt('sms'), await store.nextMessageAt('webhook')], [morning + 1, null])
    })

    test('given a message that has moved on meanwhile, then a change of what it was is refused', async t => {
      const store = await openStore(t)
      const entry = entryOf(sms('a'))
      const sending: OutboxEntry = { ...entry, state: 'sending', tries: 1 }
      const sent: OutboxEntry = { ...sending, state: 'sent', endedAt: morning, receipt: 'r', lastError: null }
      await store.addMessage(entry)
      assert.equal(await store.moveMessage(entry, sending), true)
      assert.equal(await store.moveMessage(entry, sending), false)
      assert.equal(await store.moveMessage({ ...sending, tries: 2 }, sent), false)
      assert.equal(await store.moveMessage(sending, sent), true)
      assert.deepEqual(await store.message('a'), sent)
    })

    test('given messages of all ends, then what waits and what was lost is counted, and the old ones go a part at a time', async t => {
      const store = await openStore(t)
      const ended = (key: string, state: OutboxEntry['state'], at: number) =>
        store.addMessage(entryOf(sms(key), { state, endedAt: at, tries: 1 }))
      await store.addMessage(entryOf(sms('w1'), { dueAt: morning - 5 }))
      await store.addMessage(entryOf(sms('w2')))
      await store.addMessage(entryOf(sms('later'), { dueAt: morning + 5 }))
      await ended('s', 'sent', morning)
      await ended('f', 'failed', morning + 1)
      await ended('x', 'expired', morning + 2)
      const counts = (await store.outboxCounts(morning)).map(({ kind, state, count, oldestDueAt }) => [
        kind,
        state,
        count,
        oldestDueAt,
      ])
      assert.deepEqual(counts.sort(), [
        ['sms', 'expired', 1, null],
        ['sms', 'failed', 1, null],
        ['sms', 'waiting', 2, morning - 5],
      ])
      assert.equal(await store.forgetMessages(morning + 2, 1), 1)
      assert.equal(await store.forgetMessages(morning + 2, 9), 1)
      assert.equal(await store.forgetMessages(morning + 2, 9), 0)
      assert.deepEqual(
        [await store.message('s'), await store.message('f'), (await store.message('x'))?.key],
        [null, null, 'x'],
      )
    })

    test('given a target, then its key can be changed, and it is switched off only as the one that answered so', async t => {
      const store = await openStore(t)
      const target = {
        id: 'unit-1',
        url: 'https://a.example.cn/',
        secret: 's1',
        formerSecret: null,
        disabledAt: null,
        disabledWhy: null,
      }
      assert.equal(await store.webhookTarget('unit-1'), null)
      await store.saveWebhookTarget(target)
      await store.saveWebhookTarget({ ...target, secret: 's2', formerSecret: 's1' })
      await store.disableWebhookTarget({ id: 'unit-1', url: 'https://old.example.cn/' }, morning, 'gone')
      assert.deepEqual(await store.webhookTarget('unit-1'), { ...target, secret: 's2', formerSecret: 's1' })
      await store.disableWebhookTarget(target, morning, 'gone')
      assert.equal((await store.webhookTarget('unit-1'))?.disabledAt, morning)
    })
  })

for (const dialect of dialects)
  test(`given an outbox on ${dialect} whose server dies while it sends, when the next one starts, then all messages leave, only that one twice, under its key`, async t => {
    const url = await givenDatabase(t, dialect)
    const log = keptLog()
    const outboxOn = (store: Awaited<ReturnType<typeof openGiven>>, carrier: ReturnType<typeof givenCarrier>) => {
      const outbox = createOutbox({
        reads: store.read,
        writes: store.write,
        carriers: { email: carrier.carrier },
        clock: systemClock,
        log,
        zone: 'Asia/Shanghai',
        acts: async () => (await store.lease.check()) === 'ours',
        random: () => 0,
        keepDays: 30,
      })
      outbox.start()
      return outbox
    }
    const mail = (key: string, address: string) =>
      sms(key, { to: { kind: 'email', address }, notAfter: Date.now() + 3_600_000 })
    const dying = givenCarrier(({ key }) => (key === 'm1' ? new Promise(() => {}) : { sent: null }))
    const store = await openGiven(t, url)
    const first = outboxOn(store, dying)
    for (const n of [0, 1, 2]) await first.send(mail(`m${n}`, `x${n}@example.cn`))
    await until(
      'two are sent',
      async () =>
        (await store.read.message('m0'))?.state === 'sent' && (await store.read.message('m2'))?.state === 'sent',
    )
    await store.close()
    void first.stop()
    const again = await openGiven(t, url)
    const next = givenCarrier(() => ({ sent: 'r' }))
    const second = outboxOn(again, next)
    finallyDo(t, second.stop)
    await until('it is sent', async () => (await again.read.message('m1'))?.state === 'sent')
    assert.deepEqual([dying.keys().sort(), next.keys()], [['m0', 'm1', 'm2'], ['m1']])
    assert.equal(await second.send(mail('m0', 'x0@example.cn')), 'known')
  })
