import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryPlans } from '../../../src/domain/messages/retry.ts'
import type { Carried } from '../../../src/engine/messages/ports.ts'
import { givenCarrier, givenOutbox, hour, memoryMessages, minute, morning, settle, sms, until } from './given-outbox.ts'

test('given a message, when it was stored, then it leaves at once and is booked with its receipt', async () => {
  const { carrier, given } = givenCarrier(() => ({ sent: 'r-1' }))
  const { outbox, row } = givenOutbox({ carriers: { sms: carrier } })
  assert.equal(await outbox.send(sms('a')), 'stored')
  await settle()
  assert.equal(given[0]?.text, '【12345】这是一条测试消息，编号a，收到即可，无需回复。')
  const { state, tries, receipt, endedAt } = row('a') ?? {}
  assert.deepEqual({ state, tries, receipt, endedAt }, { state: 'sent', tries: 1, receipt: 'r-1', endedAt: morning })
})

test('given the same message asked for twice, also after it was sent, then it leaves once', async () => {
  const { carrier, keys } = givenCarrier()
  const { outbox } = givenOutbox({ carriers: { sms: carrier } })
  assert.deepEqual(await Promise.all([outbox.send(sms('a')), outbox.send(sms('a'))]), ['stored', 'known'])
  await settle()
  assert.equal(await outbox.send(sms('a', { values: { number: 'other' } })), 'known')
  await settle()
  assert.deepEqual(keys(), ['a'])
})

test('given a message for later, then it leaves when it is due and not before', async () => {
  const { carrier, keys } = givenCarrier()
  const { outbox, clock } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a', { dueAt: morning + 5 * hour }))
  await until(clock, morning + 5 * hour - 1)
  assert.deepEqual(keys(), [])
  await until(clock, morning + 5 * hour)
  assert.deepEqual(keys(), ['a'])
})

test('given a kind that nothing carries, or a message that is malformed, then it is refused and nothing is stored', async () => {
  const { carrier } = givenCarrier()
  const { outbox, store } = givenOutbox({ carriers: { sms: carrier } })
  const refused = (code: string) => ({ name: 'MessageError', code })
  await assert.rejects(outbox.send(sms('a', { to: { kind: 'email', address: 'x@example.cn' } })), refused('no_carrier'))
  await assert.rejects(outbox.send(sms('a', { values: {} })), refused('missing_value'))
  await assert.rejects(outbox.send(sms('a', { to: { kind: 'sms', number: '12345' } })), refused('bad_recipient'))
  assert.deepEqual([outbox.carries('sms'), outbox.carries('email'), store.rows.size], [true, false, 0])
})

test('given a carrier that cannot take it at first, then the attempts come later and later until one is taken', async () => {
  const at: number[] = []
  const { carrier } = givenCarrier((_, n) => {
    at.push(clock.now())
    return n < 4 ? { retry: 'busy' } : { sent: null }
  })
  const { outbox, clock, row, log } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a'))
  await until(clock, morning + hour)
  assert.deepEqual(
    at.slice(1).map((instant, n) => instant - (at[n] ?? 0)),
    [15_000, 30_000, 60_000],
  )
  assert.equal(row('a')?.state, 'sent')
  assert.equal(log.lines.filter(({ level }) => level === 'warn').length, 1)
})

test('given a carrier that asks for a longer wait, then it gets it', async () => {
  const at: number[] = []
  const { carrier } = givenCarrier((_, n) => {
    at.push(clock.now())
    return n === 1 ? { retry: 'busy', afterMs: 10 * minute } : { sent: null }
  })
  const { outbox, clock } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a'))
  await until(clock, morning + hour)
  assert.deepEqual(at, [morning, morning + 10 * minute])
})

test('given a carrier that refuses it, or is busy for ever, then it fails, and the log says so', async () => {
  const { carrier, keys } = givenCarrier(({ key }) => (key === 'a' ? { failed: 'no such number' } : { retry: 'busy' }))
  const { outbox, clock, row, log } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a'))
  await outbox.send(sms('b', { urgent: true }))
  await until(clock, morning + 24 * hour)
  assert.deepEqual([row('a')?.state, row('a')?.lastError, row('a')?.tries], ['failed', 'no such number', 1])
  assert.deepEqual([row('b')?.state, row('b')?.tries], ['failed', retryPlans.sms.tries])
  assert.equal(keys().filter(key => key === 'b').length, retryPlans.sms.tries)
  assert.deepEqual(
    log.lines.filter(({ level }) => level === 'error').map(({ message }) => message),
    ['a message will not be sent', 'a message will not be sent'],
  )
})

test('given a message that is too late, after attempts or because the server was away, then it is dropped and said so', async () => {
  const { carrier, keys } = givenCarrier(() => ({ retry: 'busy' }))
  const { outbox, open, clock, row, log, store } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a', { notAfter: morning + 40_000 }))
  await until(clock, morning + minute)
  assert.deepEqual([row('a')?.state, keys()], ['expired', ['a', 'a']])
  assert.match(row('a')?.lastError ?? '', /busy/)
  await outbox.send(sms('b', { dueAt: morning + 2 * minute, notAfter: morning + 3 * minute }))
  await outbox.stop()
  await until(clock, morning + hour)
  open()
  await settle()
  assert.deepEqual([row('b')?.state, row('b')?.lastError, keys().length], ['expired', 'too late', 2])
  assert.equal(log.lines.filter(({ message }) => message.startsWith('a message was dropped')).length, 2)
  assert.equal(store.rows.size, 2)
})

test('given the night, then an SMS waits for the morning, an urgent one and an e-mail do not', async () => {
  const night = morning + 12 * hour
  const { carrier, keys } = givenCarrier()
  const { outbox, clock, row } = givenOutbox({ carriers: { sms: carrier, email: carrier } }, night)
  await outbox.send(sms('a'))
  await outbox.send(sms('b', { urgent: true }))
  await outbox.send(sms('c', { to: { kind: 'email', address: 'x@example.cn' } }))
  await outbox.send(sms('d', { notAfter: night + hour }))
  await settle()
  assert.deepEqual(keys(), ['b', 'c'])
  assert.equal(row('d')?.state, 'expired')
  await until(clock, night + 10 * hour - 1)
  assert.deepEqual(keys(), ['b', 'c'])
  await until(clock, night + 10 * hour)
  assert.deepEqual(keys(), ['b', 'c', 'a'])
})

test('given a server that was away in the evening, when it starts in the night, then what was due before still waits for the morning', async () => {
  const { carrier, keys } = givenCarrier()
  const { outbox, open, clock } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a', { dueAt: morning + 10 * hour }))
  await outbox.stop()
  await until(clock, morning + 13 * hour)
  open()
  await until(clock, morning + 22 * hour - 1)
  assert.deepEqual(keys(), [])
  await until(clock, morning + 22 * hour)
  assert.deepEqual(keys(), ['a'])
})

test('given a crash between sending and booking, when the next server starts, then it goes again under the same key, and counts as an attempt', async () => {
  const { carrier, keys } = givenCarrier(() => new Promise<Carried>(() => {}))
  const { outbox, open, row } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a'))
  await settle()
  assert.deepEqual([row('a')?.state, keys()], ['sending', ['a']])
  const next = givenCarrier()
  open({ carriers: { sms: next.carrier } })
  await settle()
  assert.deepEqual([row('a')?.state, row('a')?.tries, next.keys()], ['sent', 2, ['a']])
})

test('given a server that has lost its lease, then nothing leaves it, and what it had claimed is sent by the one that acts', async () => {
  let acts = true
  const { carrier, keys } = givenCarrier()
  const { outbox, open, row, clock } = givenOutbox({
    carriers: { sms: carrier, email: carrier },
    acts: async () => acts,
  })
  await settle()
  acts = false
  await outbox.send(sms('a'))
  await outbox.send(sms('b'))
  await outbox.send(sms('c', { to: { kind: 'email', address: 'x@example.cn' } }))
  await until(clock, morning + hour)
  assert.deepEqual(keys(), [])
  assert.equal(row('a')?.state, 'sending')
  const next = givenCarrier()
  open({ carriers: { sms: next.carrier, email: next.carrier }, acts: async () => true })
  await settle()
  assert.deepEqual(next.keys().sort(), ['a', 'b', 'c'])
  assert.deepEqual(keys(), [])
})

test('given doubt whether the lease is still ours, then nothing leaves until it is cleared up', async () => {
  const doubt = Promise.withResolvers<boolean>()
  const { carrier, keys } = givenCarrier()
  const { outbox, clock } = givenOutbox({ carriers: { sms: carrier }, acts: () => doubt.promise })
  await outbox.send(sms('a'))
  await until(clock, morning + minute)
  assert.deepEqual(keys(), [])
  doubt.resolve(true)
  await settle()
  assert.deepEqual(keys(), ['a'])
})

test('given a store that fails at any of its steps, then nothing is lost, and nothing goes twice but what was not known to be claimed', async () => {
  for (const step of ['messagesDue', 'messagesBeingSent', 'nextMessageAt', 'moveMessage'] as const) {
    const { carrier, keys } = givenCarrier()
    const store = memoryMessages()
    let fails = 0
    const flaky = {
      ...store,
      [step]: async (...given: never[]) => {
        if (fails > 0) {
          fails -= 1
          throw new Error('the store is away')
        }
        return (store[step] as (...given: never[]) => Promise<never>)(...given)
      },
    }
    const { outbox, clock } = givenOutbox({ carriers: { sms: carrier }, reads: flaky, writes: flaky })
    await settle()
    fails = 3
    await outbox.send(sms('a'))
    await until(clock, morning + 5 * minute)
    assert.deepEqual(keys(), ['a'], step)
    assert.equal(store.rows.get('a')?.state, 'sent', step)
  }
})

test('given that the booking fails after the carrier took it, then it is booked when the store is back, and sent once', async () => {
  const store = memoryMessages()
  let away = false
  const { carrier, keys } = givenCarrier(() => {
    away = true
    return { sent: 'r' }
  })
  const writes = {
    ...store,
    moveMessage: async (...given: Parameters<typeof store.moveMessage>) => {
      if (away) throw new Error('the store is away')
      return store.moveMessage(...given)
    },
  }
  const { outbox, clock } = givenOutbox({ carriers: { sms: carrier }, reads: store, writes })
  await outbox.send(sms('a'))
  await until(clock, morning + 10 * minute)
  away = false
  await until(clock, morning + 12 * minute)
  assert.deepEqual([keys(), store.rows.get('a')?.state, store.rows.get('a')?.receipt], [['a'], 'sent', 'r'])
})

test('given a claim that was committed and never answered, then the message is taken up again without a restart', async () => {
  const store = memoryMessages()
  let lostAnswers = 1
  const writes = {
    ...store,
    moveMessage: async (...given: Parameters<typeof store.moveMessage>) => {
      const moved = await store.moveMessage(...given)
      lostAnswers -= 1
      if (lostAnswers >= 0) throw new Error('no answer')
      return moved
    },
  }
  const { carrier, keys } = givenCarrier()
  const { outbox, clock } = givenOutbox({ carriers: { sms: carrier }, reads: store, writes })
  await settle()
  await outbox.send(sms('a'))
  await until(clock, morning + minute)
  assert.deepEqual([keys(), store.rows.get('a')?.state], [['a'], 'sent'])
})

test('given many messages, then only so many are under way at once, one to each recipient, and a slow kind holds up no other', async () => {
  const ends: (() => void)[] = []
  const slow = givenCarrier(() => new Promise<Carried>(resolve => ends.push(() => resolve({ sent: null }))))
  const quick = givenCarrier()
  const { outbox, store } = givenOutbox({ carriers: { sms: slow.carrier, email: quick.carrier }, atOnce: 3 })
  for (let n = 0; n < 20; n += 1)
    await outbox.send(sms(`a${n}`, { to: { kind: 'sms', number: `+86138000000${10 + (n < 10 ? 0 : n)}` } }))
  await settle()
  assert.equal(slow.given.length, 3)
  assert.equal(new Set(slow.given.map(({ recipient }) => recipient)).size, 3)
  await outbox.send(sms('mail', { to: { kind: 'email', address: 'x@example.cn' } }))
  await settle()
  assert.deepEqual(quick.keys(), ['mail'])
  while (ends.length > 0) {
    ends.shift()?.()
    await settle()
    assert.ok(ends.length <= 3)
  }
  assert.equal(slow.given.length, 20)
  assert.ok([...store.rows.values()].every(({ state }) => state === 'sent'))
})

test('given a carrier that breaks its promise and throws, then the message is tried again', async () => {
  const { carrier } = givenCarrier((_, n) => {
    if (n === 1) throw new Error('a bug')
    return { sent: null }
  })
  const { outbox, clock, row } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a'))
  await until(clock, morning + minute)
  assert.deepEqual([row('a')?.state, row('a')?.tries], ['sent', 2])
})

test('given messages that wait, failed or are old, then the figures count them, and what had its time is deleted at night', async () => {
  const { carrier } = givenCarrier(({ key }) =>
    key === 'bad' ? { failed: 'no' } : key === 'busy' ? { retry: 'x' } : { sent: null },
  )
  const { outbox, clock, store } = givenOutbox({ carriers: { sms: carrier }, keepDays: 1 })
  for (const key of ['bad', 'busy', 'good']) await outbox.send(sms(key))
  await outbox.send(sms('later', { dueAt: morning + 5 * hour }))
  await until(clock, morning + 61_000)
  assert.deepEqual(outbox.figures, {
    waiting: { sms: 1, email: 0, webhook: 0 },
    lost: { sms: 1, email: 0, webhook: 0 },
    oldestDueAt: morning,
  })
  await until(clock, morning + 41 * hour)
  assert.deepEqual([...store.rows.keys()], [])
})

test('given a message under way, when the server ends, then it is given a moment, and is booked', async () => {
  const sent = Promise.withResolvers<Carried>()
  const { carrier } = givenCarrier(() => sent.promise)
  const { outbox, row } = givenOutbox({ carriers: { sms: carrier } })
  await outbox.send(sms('a'))
  await settle()
  const stopping = outbox.stop()
  sent.resolve({ sent: null })
  await stopping
  assert.equal(row('a')?.state, 'sent')
})
