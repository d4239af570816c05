import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../src/domain/fact.ts'
import { noAgentFigures, noFigures } from '../../src/domain/kpi/figures.ts'
import { openFiguresBoard } from '../../src/engine/figures-board.ts'
import { localDayOf } from '../../src/engine/local-day.ts'

const zone = 'Asia/Shanghai'
const midnight = Date.UTC(2026, 2, 2, 16)

const arrived = (at: number): Fact => ({
  at,
  received: at,
  kind: 'call_arrived',
  callId: `call-${at}`,
  queueId: 'hotline',
  dialled: '12345',
  rawNumber: '',
  number: null,
  withheld: true,
  priority: 2,
  skills: [],
  adopted: false,
})
const answered = (at: number, waitMs: number): Fact => ({
  at,
  received: at,
  kind: 'call_answered',
  callId: `call-${at - waitMs}`,
  offerId: 'o',
  agentId: '1001',
  leg: 'o',
  waitMs,
  queueMs: 0,
})
const missed = (at: number): Fact => ({
  at,
  received: at,
  kind: 'offer_ended',
  callId: 'c',
  offerId: 'o',
  agentId: '1001',
  result: 'missed',
  ringMs: 1,
})

const givenBoard = async (start: number) => {
  const clock = { time: start, now: () => clock.time }
  const asked: number[][] = []
  const reads = {
    figures: async (from: number, to: number) => {
      asked.push([from, to])
      return { ...noFigures, offered: 10, answered: 9, within15: 9, waitMs: 45 }
    },
    figuresByStep: async () => new Map(),
    decidedByQueue: async () => [],
    openCalls: async () => [],
    agentFigures: async () => new Map([['1001', { ...noAgentFigures, offers: 5 }]]),
  }
  return { board: await openFiguresBoard({ reads, clock, zone }), clock, asked }
}

test('given what the store holds of today, when facts come, then the board counts on from there', async () => {
  const { board, asked } = await givenBoard(midnight - 3_600_000)
  assert.deepEqual(asked, [[midnight - 86_400_000, midnight]])
  board.count([arrived(midnight - 1_000), answered(midnight - 500, 500), missed(midnight - 400)])
  const today = board.today()
  assert.deepEqual([today.offered, today.answered, today.answerRate, today.meanWaitMs], [11, 10, 90.91, 55])
  assert.deepEqual(board.agentToday('1001'), { ...noAgentFigures, offers: 5, missed: 1 })
  assert.deepEqual(board.agentToday('1002'), noAgentFigures)
})

test('given midnight, when the clock passes it, then the day is empty, and late facts of yesterday do not count into it', async () => {
  const { board, clock } = await givenBoard(midnight - 1_000)
  clock.time = midnight
  assert.equal(board.today().offered, 0)
  assert.equal(board.today().answerRate, null)
  assert.deepEqual(board.agentToday('1001'), noAgentFigures)
  board.count([answered(midnight + 10, 500), arrived(midnight + 20)])
  assert.deepEqual([board.today().offered, board.today().answered], [1, 0])
})

test('given a source whose clock is ahead of ours, when a call of tomorrow comes today, then it counts tomorrow', async () => {
  const { board, clock } = await givenBoard(midnight - 10)
  board.count([arrived(midnight + 5), missed(midnight + 6)])
  assert.equal(board.today().offered, 10)
  assert.equal(board.agentToday('1001').missed, 0)
  clock.time = midnight + 7
  assert.equal(board.today().offered, 1)
  assert.equal(board.agentToday('1001').missed, 1)
})

test('given a server that slept for days, when it wakes, then the board stands at the right day', async () => {
  const { board, clock } = await givenBoard(midnight - 10)
  clock.time = midnight + 3 * 86_400_000 + 5
  board.count([arrived(clock.time)])
  assert.equal(board.today().offered, 1)
})

test('given a zone with summer time, when a day is asked for, then it has the hours it really has', () => {
  const { from, to } = localDayOf(Date.UTC(2026, 2, 29, 12), 'Europe/Berlin')
  assert.equal(to - from, 23 * 3_600_000)
  assert.deepEqual(localDayOf(midnight, zone), { from: midnight, to: midnight + 86_400_000 })
  assert.equal(localDayOf(midnight - 1, zone).to, midnight)
})
