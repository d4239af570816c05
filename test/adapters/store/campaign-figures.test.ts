import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../../src/domain/fact.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { attemptFacts, taskCreated, taskMoved } from './given-campaigns.ts'
import { morning } from './given-facts.ts'
import { caseOf, givenMonth } from './given-month.ts'

const hour = 3_600_000
const end = morning + 12 * hour

const closed = (taskId: string, result: 'rated' | 'refused' | 'unreached'): Fact =>
  taskMoved(taskId, morning + hour, { version: 2, state: 'closed', due: null, result })

/** Four visits: one rated at the second attempt, one where a machine answered, one that was refused, one still open; and another purpose. */
const visits = (): readonly Fact[] => [
  ...['t1', 't2', 't3', 't4'].map(taskId => taskCreated({ taskId, at: morning })),
  taskCreated({ taskId: 'notice', at: morning, campaignId: 'notices', purpose: 'progress_notice' }),
  ...attemptFacts({ callId: 'c1', taskId: 't1', at: morning, outcome: 'busy', how: 'busy', byNetwork: 'busy' }),
  ...attemptFacts({ callId: 'c2', taskId: 't1', at: morning + hour, outcome: 'rated', talkMs: 80_000 }),
  ...attemptFacts({ callId: 'c3', taskId: 't2', at: morning + hour, outcome: 'machine', talkMs: 500_000 }),
  ...attemptFacts({
    callId: 'c4',
    taskId: 't3',
    at: morning + hour,
    outcome: 'refused',
    talkMs: 10_000,
    agentId: '1002',
  }),
  ...attemptFacts({
    ...{ callId: 'c5', taskId: 'notice', at: morning + hour, outcome: 'informed', talkMs: 900_000 },
    ...{ campaignId: 'notices', purpose: 'progress_notice' },
  }),
  closed('t1', 'rated'),
  closed('t2', 'unreached'),
  closed('t3', 'refused'),
]

const lines = <T extends object>(rows: readonly T[], ...names: readonly (keyof T)[]) =>
  rows.map(row => names.map(name => row[name] ?? '-').join(' ')).sort()

for (const dialect of dialects)
  describe(`figures of campaigns on ${dialect}`, () => {
    test('given visits, tasks are counted and not calls, and a machine that answered reached nobody', async t => {
      const store = await givenStore(t, dialect)
      const nothing = { tasks: 0, reached: 0, talks: 0, talkMs: 0, longestTalkMs: 0 }
      assert.deepEqual(await store.read.visitFigures(morning, end), nothing)
      await store.append(visits())
      const expected = { tasks: 4, reached: 2, talks: 2, talkMs: 90_000, longestTalkMs: 80_000 }
      assert.deepEqual(await store.read.visitFigures(morning, end), expected)
      // a task counts where it was made, with whatever came of it later; a talk where it began
      assert.deepEqual(await store.read.visitFigures(morning, morning + 1), { ...nothing, tasks: 4, reached: 2 })
      assert.deepEqual(await store.read.visitFigures(morning + 1, end), { ...expected, tasks: 0, reached: 0 })
    })

    test('given attempts, they are told by hour and by agent with their outcomes', async t => {
      const store = await givenStore(t, dialect)
      await store.append(visits())
      const named = ['hour', 'outcome', 'count', 'reached'] as const
      assert.deepEqual(lines(await store.read.attemptsByHour(morning, end), ...named), [
        ...['8 busy 1 0', '9 informed 1 1', '9 machine 1 0', '9 rated 1 1', '9 refused 1 1'],
      ])
      for (const some of [{ campaignId: 'notices' }, { purpose: 'progress_notice' }] as const)
        assert.deepEqual(lines(await store.read.attemptsByHour(morning, end, some), ...named), ['9 informed 1 1'])
      const neither = { campaignId: 'notices', purpose: 'satisfaction_visit' } as const
      assert.deepEqual(await store.read.attemptsByHour(morning, end, neither), [])
      const byAgent = await store.read.attemptsByAgent(morning, end, { campaignId: 'visits' })
      assert.deepEqual(lines(byAgent, 'agentId', 'outcome', 'count', 'reached', 'said', 'ringMs', 'talkMs'), [
        ...['1001 busy 1 0 0 5000 0', '1001 machine 1 0 1 5000 500000', '1001 rated 1 1 1 5000 80000'],
        '1002 refused 1 1 1 5000 10000',
      ])
    })

    test('given tasks, they are told by campaign with what they came to', async t => {
      const store = await givenStore(t, dialect)
      await store.append(visits())
      const found = await store.read.tasksByCampaign(morning, end)
      assert.deepEqual(lines(found, 'campaignId', 'purpose', 'result', 'count'), [
        ...['notices progress_notice - 1', 'visits satisfaction_visit - 1', 'visits satisfaction_visit rated 1'],
        ...['visits satisfaction_visit refused 1', 'visits satisfaction_visit unreached 1'],
      ])
      assert.deepEqual(await store.read.tasksByCampaign(morning + 1, end), [])
    })

    test('given visits about cases, they are told by the unit that had the case in that round, with the rating of that round', async t => {
      const store = await givenStore(t, dialect)
      const about = (running: number, round: number, taskId = `of-${running}-${round}`) =>
        taskCreated({ taskId, at: morning, caseNo: caseOf(running), round })
      await store.append([
        ...givenMonth(),
        ...[about(1, 1), about(3, 1), about(1, 2), taskCreated({ taskId: 'of-none', at: morning })],
        ...attemptFacts({ callId: 'v1', taskId: 'of-1-1', at: morning, outcome: 'rated', talkMs: 80_000 }),
        ...attemptFacts({ callId: 'v3', taskId: 'of-3-1', at: morning, outcome: 'no_answer' }),
        ...[closed('of-1-1', 'rated'), closed('of-3-1', 'rated'), closed('of-none', 'refused')],
      ])
      assert.deepEqual(
        lines(await store.read.visitsByUnit(morning, end), 'unit', 'result', 'score', 'count', 'reached'),
        ['- - - 1 0', '- refused - 1 0', 'water rated dissatisfied 1 0', 'water rated satisfied 1 1'],
      )
    })
  })
