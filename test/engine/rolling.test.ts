import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../src/domain/fact.ts'
import { type Figures, noFigures } from '../../src/domain/kpi/figures.ts'
import { openFiguresBoard } from '../../src/engine/figures-board.ts'
import { weekBefore } from '../../src/engine/last-week.ts'
import { localDayOf } from '../../src/engine/local-day.ts'
import { openMinuteFigures } from '../../src/engine/minute-figures.ts'
import { givenStore } from '../helpers/store.ts'
import { until } from '../helpers/until.ts'

const zone = 'Asia/Shanghai'
const second = 1_000
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** 2026-03-03 00:00 in Shanghai. */
const midnight = Date.UTC(2026, 2, 2, 16)

let calls = 0
/** A call that arrives at `at`, and what becomes of it. */
const callAt = (at: number, fate: 'answered' | 'abandoned' | 'waits'): Fact[] => {
  calls += 1
  const callId = `call-${calls}`
  const arrived: Fact = {
    at,
    received: at,
    kind: 'call_arrived',
    callId,
    queueId: 'hotline',
    dialled: '12345',
    rawNumber: '',
    number: null,
    withheld: true,
    priority: 2,
    skills: [],
    adopted: false,
  }
  const end = { at: at + 9_000, received: at + 9_000, callId, waitMs: 9_000 }
  if (fate === 'waits') return [arrived]
  if (fate === 'abandoned') return [arrived, { ...end, kind: 'call_abandoned', stage: 'queue' }]
  return [arrived, { ...end, kind: 'call_answered', offerId: 'o', agentId: '1001', leg: 'o', queueMs: 0 }]
}

const givenClock = (start: number) => {
  const clock = { time: start, now: () => clock.time }
  return clock
}

test('given a day with calls, the rolling rate counts who is answered or lost and not who still waits, and says the margin', async t => {
  const clock = givenClock(midnight + 9 * hour)
  const board = await openFiguresBoard({ reads: (await givenStore(t)).read, clock, zone })
  assert.deepEqual(board.rolling(), {
    answered: 0,
    decided: 0,
    rate: null,
    target: 95,
    lossesLeft: null,
    answersNeeded: null,
  })
  for (let n = 0; n < 39; n += 1) board.count(callAt(clock.time - n * second, 'answered'))
  board.count([...callAt(clock.time, 'abandoned'), ...callAt(clock.time, 'waits')])
  assert.deepEqual(board.rolling(), {
    answered: 39,
    decided: 40,
    rate: 97.5,
    target: 95,
    lossesLeft: 1,
    answersNeeded: 0,
  })
  board.count([...callAt(clock.time, 'abandoned'), ...callAt(clock.time, 'abandoned')])
  const { rate, lossesLeft, answersNeeded } = board.rolling()
  assert.deepEqual([rate, lossesLeft, answersNeeded], [92.86, null, 18])
})

test('given calls of yesterday, they leave the 24 h minute by minute, over midnight and without a new call', async t => {
  const clock = givenClock(midnight - 2 * hour)
  const board = await openFiguresBoard({ reads: (await givenStore(t)).read, clock, zone })
  board.count([...callAt(midnight - 2 * hour, 'abandoned'), ...callAt(midnight - 2 * hour + 90 * second, 'answered')])
  const rateAt = (time: number) => {
    clock.time = time
    return [board.rolling().answered, board.rolling().decided]
  }
  assert.deepEqual(rateAt(midnight + 10 * hour), [1, 2])
  assert.deepEqual(rateAt(midnight + 22 * hour + 59 * second), [1, 2], 'the minute it arrived in is still inside')
  assert.deepEqual(rateAt(midnight + 22 * hour + 60 * second), [1, 1])
  assert.deepEqual(rateAt(midnight + 22 * hour + 120 * second), [0, 0])
})

test('given a server that restarts at any minute, then curve and rolling rate are as they were', async t => {
  const store = await givenStore(t)
  const clock = givenClock(midnight + 9 * hour + 7 * minute + 13 * second)
  const open = () => openFiguresBoard({ reads: store.read, clock, zone })
  const before = await open()
  const facts = [
    ...callAt(clock.time - day - 30 * second, 'abandoned'),
    ...callAt(clock.time - day + 30 * second, 'abandoned'),
    ...callAt(midnight - hour, 'answered'),
    ...callAt(midnight + 10 * minute, 'answered'),
    ...callAt(midnight + 40 * minute, 'abandoned'),
    ...callAt(clock.time - minute, 'answered'),
    ...callAt(clock.time - 10 * second, 'waits'),
  ]
  before.count(facts)
  await store.append(facts)
  const after = await open()
  assert.deepEqual(after.rolling(), before.rolling())
  assert.deepEqual(after.curve(), before.curve())
  assert.deepEqual(after.today(), before.today())
  const { today } = after.curve()
  assert.equal(today.offered.length, 19)
  assert.deepEqual([today.offered[0], today.answered[0], today.lost[1], today.offered[18]], [1, 1, 1, 2])
  assert.equal(after.curve().lastWeek, null, 'nothing was booked on that day: unknown, not zero')
  assert.equal(after.rolling().decided, 5, 'the call of 24 h and half a minute ago is out')
})

test('given the same weekday of last week in the store, the curve has it whole; a new day brings its own a moment later', async t => {
  const store = await givenStore(t)
  const clock = givenClock(midnight - hour)
  await store.append([
    ...callAt(midnight - day - 7 * day + 10 * hour, 'answered'),
    ...callAt(midnight - 7 * day + 8 * hour, 'abandoned'),
  ])
  const board = await openFiguresBoard({ reads: store.read, clock, zone })
  const yesterday = board.curve()
  assert.deepEqual([yesterday.lastWeek?.offered.length, yesterday.lastWeek?.answered[20]], [48, 1])
  assert.equal(yesterday.today.offered.length, 47)
  clock.time = midnight + second
  assert.equal(board.curve().today.offered.length, 1)
  const lastWeek = await until('the new day has its week before', () => board.curve().lastWeek)
  assert.deepEqual([lastWeek.offered[20], lastWeek.lost[16]], [0, 1])
})

test('given a store that cannot tell of last week, then the wall goes on without it and asks again', async () => {
  const clock = givenClock(midnight + hour)
  let works = false
  const reads = {
    figures: async () => noFigures,
    agentFigures: async () => new Map(),
    decidedByQueue: async () => [],
    openCalls: async () => [],
    figuresByStep: async (_from: number, _to: number, stepMs: number) => {
      if (stepMs > minute && !works) throw new Error('away')
      return new Map<number, Figures>([[midnight - 7 * day, { ...noFigures, offered: 1, answered: 1 }]])
    },
  }
  const board = await openFiguresBoard({ reads, clock, zone })
  assert.equal(board.curve().lastWeek, null)
  works = true
  clock.time += minute
  await until('it is there', () => board.curve().lastWeek)
})

test('given a week of calls, then no more than the last 26 hours and the coming one are held', async () => {
  const clock = givenClock(midnight)
  const minutes = await openMinuteFigures({ figuresByStep: async () => new Map() }, clock)
  for (let n = 0; n < 7 * 24 * 60; n += 1) {
    clock.time = midnight + n * minute
    for (const fact of callAt(clock.time, 'answered')) minutes.count(fact)
    for (const fact of callAt(clock.time - 5 * day, 'answered')) minutes.count(fact)
    for (const fact of callAt(clock.time + 5 * day, 'answered')) minutes.count(fact)
  }
  assert.ok(minutes.size <= 26 * 60 + 1, `${minutes.size} minutes`)
  assert.equal(minutes.sum(clock.time - day, clock.time).answered, 24 * 60)
})

test('given a zone with summer time, the week before is the same weekday by the calendar', () => {
  const sunday = localDayOf(Date.UTC(2026, 3, 5, 12), 'Europe/Berlin')
  assert.deepEqual(weekBefore(sunday.from, 'Europe/Berlin'), localDayOf(Date.UTC(2026, 2, 29, 12), 'Europe/Berlin'))
})
