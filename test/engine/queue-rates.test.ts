import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../src/domain/fact.ts'
import { openFiguresBoard } from '../../src/engine/figures-board.ts'
import { openQueueMinutes } from '../../src/engine/queue-minutes.ts'
import { givenStore } from '../helpers/store.ts'

const zone = 'Asia/Shanghai'
const second = 1_000
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** 2026-03-03 09:07:13 in Shanghai. */
const morning = Date.UTC(2026, 2, 3, 1, 7, 13)
const nothingStored = { decidedByQueue: async () => [], openCalls: async () => [] }

let calls = 0
type Fate = 'answered' | 'abandoned' | 'overflowed' | 'failed' | 'waits'

const arrives = (queueId: string, at: number): Extract<Fact, { kind: 'call_arrived' }> => {
  calls += 1
  const named = { callId: `call-${calls}`, queueId, dialled: '12345', rawNumber: '', number: null, withheld: true }
  return { at, received: at, kind: 'call_arrived', ...named, priority: 2, skills: [], adopted: false }
}

const endsWait = ({ callId, at: arrivedAt }: { callId: string; at: number }, fate: Fate): Fact[] => {
  const end = { at: arrivedAt + 9_000, received: arrivedAt + 9_000, callId, waitMs: 9_000 }
  const over = {
    at: end.at,
    received: end.at,
    kind: 'call_ended',
    callId,
    arrivedAt,
    by: 'caller',
    talkMs: null,
  } as const
  switch (fate) {
    case 'waits':
      return []
    case 'answered':
      return [
        { ...end, kind: 'call_answered', offerId: 'o', agentId: '1001', leg: 'o', queueMs: 0 },
        { ...over, at: end.at + minute, cause: 'completed', talkMs: minute },
      ]
    case 'abandoned':
      return [
        { ...end, kind: 'call_abandoned', stage: 'queue' },
        { ...over, cause: 'abandoned' },
      ]
    case 'overflowed':
      return [
        { ...end, kind: 'call_overflowed', reason: 'max_wait' },
        { ...over, cause: 'overflow' },
      ]
    case 'failed':
      return [
        { ...end, kind: 'call_failed', reason: 'channel_lost' },
        { ...over, cause: 'failed' },
      ]
  }
}

/** A call into a queue at `at`, and what becomes of it. */
const callInto = (queueId: string, at: number, fate: Fate): Fact[] => {
  const arrived = arrives(queueId, at)
  return [arrived, ...endsWait(arrived, fate)]
}

const givenClock = (start: number) => {
  const clock = { time: start, now: () => clock.time }
  return clock
}

test('given calls in two queues, each has its own rate, against its own target or the one of the hotline', async t => {
  const clock = givenClock(morning)
  const board = await openFiguresBoard({ reads: (await givenStore(t)).read, clock, zone, answerTarget: 9_000 })
  for (let n = 0; n < 19; n += 1) board.count(callInto('hotline', clock.time - n * minute, 'answered'))
  board.count(callInto('hotline', clock.time, 'failed'))
  board.count(callInto('firm', clock.time, 'overflowed'))
  board.count(callInto('firm', clock.time, 'waits'))
  const known = { answered: 19, decided: 20, rate: 95 }
  assert.deepEqual(board.queueRolling('hotline', null), { ...known, target: 90, lossesLeft: 1, answersNeeded: 0 })
  assert.deepEqual(board.queueRolling('hotline', 9_600), { ...known, target: 96, lossesLeft: null, answersNeeded: 5 })
  const lost = { answered: 0, decided: 1, rate: 0, target: 90, lossesLeft: null, answersNeeded: 9 }
  assert.deepEqual(board.queueRolling('firm', null), lost)
  const empty = { answered: 0, decided: 0, rate: null, target: 90, lossesLeft: null, answersNeeded: null }
  assert.deepEqual(board.queueRolling('nobody-called', null), empty)
})

test('given a call that is passed on into another queue, then it stays booked in the one it arrived in', async () => {
  const minutes = await openQueueMinutes(nothingStored, givenClock(morning))
  const [arrived, answered, ended] = callInto('hotline', morning, 'answered')
  assert.ok(arrived?.kind === 'call_arrived' && answered && ended)
  const { callId } = arrived
  const at = { at: morning + 20_000, received: morning + 20_000 }
  const passedOn: Fact = {
    ...at,
    kind: 'transfer_started',
    callId,
    fromAgentId: '1001',
    why: 'passed_on',
    queueId: 'firm',
  }
  for (const fact of [arrived, answered, passedOn, ended]) minutes.count(fact)
  assert.deepEqual(
    [minutes.sum('hotline'), minutes.sum('firm')],
    [
      { answered: 1, lost: 0 },
      { answered: 0, lost: 0 },
    ],
  )
})

test('given an answer that did not hold, then it is taken back in its queue and the later end counts', async () => {
  const minutes = await openQueueMinutes(nothingStored, givenClock(morning))
  const arrived = arrives('hotline', morning)
  const [answered] = endsWait(arrived, 'answered')
  assert.ok(answered)
  const { callId } = arrived
  const back = { callId, arrivedAt: morning, agentId: '1001', leg: 'o', waitMs: 9_000, why: 'never joined' }
  const returned: Fact = { at: morning + 9_500, received: morning + 9_500, kind: 'call_returned', ...back }
  for (const fact of [arrived, answered, returned]) minutes.count(fact)
  assert.deepEqual(minutes.sum('hotline'), { answered: 0, lost: 0 })
  for (const fact of endsWait(arrived, 'abandoned')) minutes.count(fact)
  assert.deepEqual(minutes.sum('hotline'), { answered: 0, lost: 1 })
})

test('given calls of yesterday, they leave the rate of their queue minute by minute, as they leave that of the hotline', async t => {
  const clock = givenClock(morning)
  const board = await openFiguresBoard({ reads: (await givenStore(t)).read, clock, zone })
  board.count([...callInto('hotline', morning, 'abandoned'), ...callInto('hotline', morning + 90 * second, 'answered')])
  const start = morning - (morning % minute)
  for (const [later, expected] of [
    [day + 59 * second, 2],
    [day + 60 * second, 1],
    [day + 119 * second, 1],
    [day + 120 * second, 0],
    [9 * day, 0],
  ] as const) {
    clock.time = start + later
    assert.equal(board.queueRolling('hotline', null).decided, expected, `${later / second} s`)
    assert.equal(board.rolling().decided, expected, `${later / second} s, the hotline`)
  }
})

test('given a server that restarts with callers in the line, then every queue has the rate it had, and their ends count in their queues', async t => {
  const store = await givenStore(t)
  const clock = givenClock(morning)
  const open = () => openFiguresBoard({ reads: store.read, clock, zone })
  const before = await open()
  const waiting = [arrives('hotline', morning - 10 * second), arrives('firm', morning - 10 * second)] as const
  const facts = [
    ...callInto('hotline', morning - day - 30 * second, 'abandoned'),
    ...callInto('hotline', morning - day + 30 * second, 'abandoned'),
    ...callInto('hotline', morning - 5 * hour, 'answered'),
    ...callInto('firm', morning - 5 * hour, 'overflowed'),
    ...callInto('firm', morning - minute, 'answered'),
    ...waiting,
  ]
  before.count(facts)
  await store.append(facts)
  const after = await open()
  const ratesOf = (board: typeof before) => ['hotline', 'firm'].map(id => board.queueRolling(id, 9_700))
  assert.deepEqual(ratesOf(after), ratesOf(before))
  assert.deepEqual(
    ratesOf(after).map(({ answered, decided }) => [answered, decided]),
    [
      [1, 2],
      [1, 2],
    ],
  )
  for (const board of [before, after]) {
    board.count(endsWait(waiting[0], 'abandoned'))
    board.count(endsWait(waiting[1], 'answered'))
  }
  assert.deepEqual(ratesOf(after), ratesOf(before))
  assert.deepEqual(
    ratesOf(after).map(({ answered, decided }) => [answered, decided]),
    [
      [1, 3],
      [2, 3],
    ],
  )
})

test('given ten queues and 26 hours of calls, then what is held does not grow with them, and is small', async () => {
  const clock = givenClock(morning)
  const minutes = await openQueueMinutes(nothingStored, clock)
  const fates: readonly Fate[] = ['answered', 'abandoned', 'answered', 'overflowed', 'answered']
  const queueIds = Array.from({ length: 10 }, (_, n) => `queue-${n}`)
  const hold = (from: number, hours: number) => {
    for (let n = 0; n < hours * 60; n += 1) {
      clock.time = from + n * minute
      for (const [place, queueId] of queueIds.entries())
        for (const fact of callInto(queueId, clock.time, fates[(n + place) % fates.length] ?? 'answered'))
          minutes.count(fact)
    }
  }
  hold(morning, 2)
  globalThis.gc?.()
  const before = process.memoryUsage()
  hold(morning + 2 * hour, 26)
  globalThis.gc?.()
  const after = process.memoryUsage()
  assert.deepEqual(minutes.size, { queues: 10, calls: 0 })
  assert.equal(minutes.sum('queue-3').answered + minutes.sum('queue-3').lost, 1_441)
  if (globalThis.gc) {
    const grown = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers
    assert.ok(grown < 1_000_000, `${grown} bytes`)
  }
  // calls whose ends were lost are forgotten as well
  for (let n = 0; n < 100; n += 1) minutes.count(arrives('queue-1', clock.time))
  assert.equal(minutes.size.calls, 100)
  clock.time += 3 * day
  for (const fact of callInto('queue-1', clock.time, 'answered')) minutes.count(fact)
  assert.equal(minutes.size.calls, 0)
})
