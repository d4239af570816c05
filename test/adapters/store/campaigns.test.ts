import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { noFigures } from '../../../src/domain/kpi/figures.ts'
import type { Task } from '../../../src/engine/campaigns/campaign-store.ts'
import { dialects, givenStore } from '../../helpers/store.ts'
import { attemptFacts, standingAt, taskCreated, taskMoved } from './given-campaigns.ts'
import { registered } from './given-cases.ts'
import { abandonedCall, answeredCall, fact, morning } from './given-facts.ts'

const hour = 3_600_000
const number = '+8613812345678'
const ids = (tasks: readonly Task[]) => tasks.map(({ taskId }) => taskId)

for (const dialect of dialects)
  describe(`callback tasks on ${dialect}`, () => {
    test('given a task, it is read as it was made, by its id and by its request, and asked twice it is one', async t => {
      const store = await givenStore(t, dialect)
      const past = [{ callId: 'c0', at: morning, outcome: 'busy' }] as const
      const origin = { caseNo: 'n1', round: 2, urgent: true, note: '找王先生', order: morning - 9, requestId: 'r1' }
      await store.append([
        taskCreated({
          taskId: 't1',
          at: morning,
          ...origin,
          standing: { attempts: past, appointment: morning + hour },
        }),
        taskCreated({ taskId: 't2', at: morning + 1, requestId: 'r1' }),
      ])
      const expected: Task = {
        ...{ taskId: 't1', campaignId: 'visits', purpose: 'satisfaction_visit', number, source: 'case' },
        ...origin,
        createdAt: morning,
        standing: standingAt(morning, { attempts: past, appointment: morning + hour }),
      }
      assert.deepEqual(await store.read.task('t1'), expected)
      assert.deepEqual(await store.read.taskByRequest('visits', 'r1'), expected)
      assert.equal(await store.read.task('t2'), null)
      assert.equal(await store.read.taskByRequest('others', 'r1'), null)
    })

    test('given a task that moved on, when an earlier fact comes late, it stays where it was', async t => {
      const store = await givenStore(t, dialect)
      const linked = { version: 3, state: 'linked', due: morning + hour, drawn: false } as const
      await store.append([
        taskCreated({ taskId: 't1', at: morning }),
        taskMoved('t1', morning + 9, linked),
        taskMoved('t1', morning + 5, { version: 2, state: 'assigned', agentId: '1001', callId: 'c1', due: null }),
      ])
      assert.deepEqual((await store.read.task('t1'))?.standing, standingAt(morning + 9, linked))
      await store.append([taskMoved('t1', morning + 20, { version: 4, state: 'closed', due: null, result: 'rated' })])
      assert.equal((await store.read.task('t1'))?.standing.result, 'rated')
    })

    test('given waiting tasks, those that are due come urgent first, then by their order, few or many', async t => {
      const store = await givenStore(t, dialect)
      const now = morning + hour
      const due = (taskId: string, order: number, more = {}) =>
        taskCreated({ taskId, at: morning, order, standing: { due: now }, ...more })
      await store.append([
        due('second', 20),
        due('first', 10),
        due('urgent', 30, { urgent: true }),
        due('later', 1, { standing: { due: now + 1 } }),
        due('elsewhere', 1, { campaignId: 'others' }),
        due('linked', 1, { standing: { state: 'linked', due: now } }),
      ])
      assert.deepEqual(ids(await store.read.dueTasks('visits', now, 10)), ['urgent', 'first', 'second'])
      assert.deepEqual(ids(await store.read.dueTasks('visits', now, 2)), ['urgent', 'first'])
      await store.append(Array.from({ length: 150 }, (_, n) => due(`more-${n}`, 100 + n)))
      assert.deepEqual(ids(await store.read.dueTasks('visits', now, 4)), ['urgent', 'first', 'second', 'more-0'])
      assert.deepEqual(ids(await store.read.dueTasks('visits', now, 1)), ['urgent'])
      assert.deepEqual(ids(await store.read.dueTasks('visits', now - 1, 4)), [])
    })

    test('given tasks in every state, each list has its own', async t => {
      const store = await givenStore(t, dialect)
      const at = (n: number) => morning + n
      await store.append([
        taskCreated({ taskId: 'waits', at: at(1), caseNo: 'n1' }),
        taskCreated({
          taskId: 'has',
          at: at(2),
          standing: { state: 'assigned', agentId: '1001', callId: 'c', due: null },
        }),
        taskCreated({
          taskId: 'link',
          at: at(3),
          number: null,
          caseNo: 'n1',
          standing: { state: 'linked', due: at(50) },
        }),
        taskCreated({ taskId: 'over', at: at(4), standing: { state: 'closed', due: null, result: 'refused' } }),
        taskCreated({ taskId: 'done', at: at(5), campaignId: 'others', standing: { state: 'closed', result: 'done' } }),
      ])
      const { read } = store
      assert.deepEqual(ids(await read.assignedTasks()), ['has'])
      assert.deepEqual(ids(await read.linksOver(at(49), 9)), [])
      assert.deepEqual(ids(await read.linksOver(at(50), 9)), ['link'])
      assert.deepEqual(ids(await read.openTasksOf({ number })), ['waits', 'has'])
      assert.deepEqual(ids(await read.openTasksOf({ caseNo: 'n1' })), ['waits', 'link'])
      assert.deepEqual(ids(await read.openTasksOf({ number, caseNo: 'n1' })), ['waits'])
      assert.deepEqual(ids(await read.openTasksOf({})), [])
      const first = await read.tasks({ limit: 3 })
      assert.deepEqual(ids(first), ['done', 'over', 'link'])
      const last = first.at(-1)
      assert.ok(last)
      assert.deepEqual(ids(await read.tasks({ limit: 3, before: last })), ['has', 'waits'])
      assert.deepEqual(ids(await read.tasks({ limit: 9, campaignId: 'others' })), ['done'])
      assert.deepEqual(ids(await read.tasks({ limit: 9, state: 'closed' })), ['done', 'over'])
      assert.deepEqual(ids(await read.tasks({ limit: 9, state: 'closed', result: 'done' })), ['done'])
      assert.deepEqual(ids(await read.tasks({ limit: 9, campaignId: 'visits', result: 'refused' })), ['over'])
      assert.deepEqual(ids(await read.tasks({ limit: 9, state: 'waiting', result: 'done' })), [])
      assert.deepEqual(ids(await read.tasks({ limit: 9, caseNo: 'n1' })), ['link', 'waits'])
      const counts = (await read.taskCounts()).map(({ campaignId, state, result, count }) =>
        [campaignId, state, result, count].join(' '),
      )
      assert.deepEqual(counts.sort(), [
        ...['others closed done 1', 'visits assigned  1', 'visits closed refused 1'],
        ...['visits linked  1', 'visits waiting  1'],
      ])
    })

    test('given draws, those from a day on are told in order', async t => {
      const store = await givenStore(t, dialect)
      const seeded = (localDay: number, seed: string, campaignId = 'visits') =>
        fact(morning, { kind: 'sample_seeded', campaignId, localDay, seed, sharePerMille: 300 })
      await store.append([
        seeded(20260302, 'b'),
        seeded(20260301, 'a'),
        seeded(20260302, 'c'),
        seeded(20260302, 'x', 'o'),
      ])
      assert.deepEqual(
        (await store.read.seeds('visits', 20260302)).map(({ seed }) => seed),
        ['b', 'c'],
      )
      assert.deepEqual((await store.read.seeds('visits', 20260301))[0], {
        ...{ localDay: 20260301, seed: 'a', sharePerMille: 300 },
      })
    })

    test('given an attempt, it is open until it has its outcome, and its call is a call with its leg', async t => {
      const store = await givenStore(t, dialect)
      await store.append([taskCreated({ taskId: 't1', at: morning })])
      const facts = attemptFacts({
        callId: 'c1',
        taskId: 't1',
        at: morning,
        outcome: 'rated',
        talkMs: 60_000,
        note: '好',
      })
      const [began, answered, leg, ended, closed] = facts
      assert.ok(began && answered && leg && ended && closed)
      await store.append([began])
      const [open] = await store.read.openAttempts()
      assert.deepEqual([open?.callId, open?.beganAt, open?.answeredAt, open?.note], ['c1', morning, null, ''])
      await store.append([answered, leg, ended])
      assert.equal((await store.read.openAttempts())[0]?.network?.how, 'normal')
      await store.append([closed])
      assert.deepEqual(await store.read.openAttempts(), [])
      const row = {
        ...{ callId: 'c1', taskId: 't1', campaignId: 'visits', purpose: 'satisfaction_visit', number, agentId: '1001' },
        ...{ beganAt: morning, answeredAt: morning + 5_000, endedAt: morning + 65_000, ringMs: 5_000, talkMs: 60_000 },
        network: { how: 'normal', cause: 16, sip: 200, ringMs: 5_000, earlyMedia: true },
        ...{ outcome: 'rated', byNetwork: 'uncoded', byAgent: 'rated', appointment: null, note: '好' },
        closedAt: morning + 67_000,
      }
      assert.deepEqual(await store.read.attempts({ taskId: 't1' }), [row])
      assert.deepEqual(await store.read.attempts({ callId: 'c1' }), [row])
      assert.deepEqual(await store.read.attempts({}), [])
      assert.equal((await store.read.attemptsOfNumber(number, morning)).length, 1)
      assert.equal((await store.read.attemptsOfNumber(number, morning + 1)).length, 0)
      const found = await store.read.call('c1')
      const { purpose, taskId, dialled, arrivedAt, answeredAt, agentId, endCause, endedBy, talkMs, waitMs } =
        found?.call ?? {}
      assert.deepEqual(
        { purpose, taskId, dialled, arrivedAt, answeredAt, agentId, endCause, endedBy, talkMs, waitMs },
        {
          ...{ purpose: 'satisfaction_visit', taskId: 't1', dialled: '12345', arrivedAt: morning },
          ...{ answeredAt: morning + 5_000, agentId: '1001', endCause: 'completed', endedBy: 'agent' },
          ...{ talkMs: 60_000, waitMs: null },
        },
      )
      assert.deepEqual(
        found?.legs.map(each => [each.id, each.answeredAt, each.endedAt, each.talkMs]),
        [['c1-leg', morning + 5_000, morning + 65_000, 60_000]],
      )
    })

    test('given attempts that nobody answered, their calls end as the network told', async t => {
      const store = await givenStore(t, dialect)
      await store.append([taskCreated({ taskId: 't1', at: morning })])
      const ends = {
        busy: 'busy',
        declined: 'rejected',
        no_answer: 'no_answer',
        cancelled: 'no_answer',
        died: 'failed',
      }
      for (const how of Object.keys(ends) as (keyof typeof ends)[])
        await store.append(attemptFacts({ callId: how, taskId: 't1', at: morning, outcome: 'busy', how }))
      for (const [how, cause] of Object.entries(ends))
        assert.equal((await store.read.call(how))?.call.endCause, cause, how)
      const [first] = await store.read.attempts({ callId: 'busy' })
      assert.deepEqual([first?.ringMs, first?.talkMs, first?.answeredAt], [5_000, null, null])
    })

    test('given a call that we made, no figure, list or history of the hotline has it, and a start takes it for no caller', async t => {
      const store = await givenStore(t, dialect)
      const { read } = store
      const talk = (callId: string, agentId: string) =>
        fact(morning + 9_000, {
          ...{ kind: 'agent_state', agentId, from: 'reserved', fromSince: morning, fromReason: null, to: 'talking' },
          ...{ reason: null, until: null, callId, resume: null },
        } as const)
      await store.append([
        taskCreated({ taskId: 't1', at: morning }),
        ...attemptFacts({ callId: 'over', taskId: 't1', at: morning, outcome: 'done', talkMs: 60_000 }),
        ...attemptFacts({ callId: 'open', taskId: 't1', at: morning, outcome: 'done', talkMs: 60_000 }).slice(0, 2),
        talk('open', '1001'),
        talk('over', '1002'),
      ])
      assert.deepEqual(await read.figures(0, morning + hour), noFigures)
      assert.deepEqual(await read.figuresByStep(0, morning + hour, hour), new Map())
      assert.deepEqual(await read.decidedByQueue(0, morning + hour, hour), [])
      assert.deepEqual(await read.openCalls(), [])
      assert.deepEqual(await read.calls({ limit: 9 }), [])
      assert.deepEqual(await read.undecidedCalls('1001', 0, 9), [])
      assert.deepEqual(await read.undecidedCounts(0, morning + hour), [])
      const history = await read.callerHistory(number, 'none', morning + hour)
      assert.deepEqual([history.earlier, history.callsInSevenDays], [[], 0])
      const { calls, wrappedUp, agents } = await read.unfinished()
      assert.deepEqual([calls, wrappedUp], [[], []])
      assert.equal(agents.find(({ agentId }) => agentId === '1001')?.callId, 'open')
      const ended = fact(morning + 80_000, {
        ...{ kind: 'agent_state', agentId: '1001', from: 'talking', fromSince: morning + 9_000, fromReason: null },
        ...{ to: 'ready', reason: null, until: null, callId: null, resume: null },
      } as const)
      await store.append([ended])
      assert.equal((await read.agentFigures(morning, morning + hour)).get('1001')?.talkMs, 0)
      // and a caller beside it is in all of them
      await store.append(answeredCall({ callId: 'caller', arrivedAt: morning }, '1001', 4_000, 60_000))
      assert.equal((await read.figures(0, morning + hour)).answered, 1)
      assert.deepEqual(
        (await read.calls({ limit: 9 })).map(({ id }) => id),
        ['caller'],
      )
    })

    test('given recordings of a call that we made, it is found and heard like others, and one that lacks audio is named', async t => {
      const store = await givenStore(t, dialect)
      const closed = { codec: 'g711', bytes: 9, sha256: 'a', audioMs: 60_000, gapMs: 0 } as const
      await store.append([
        taskCreated({ taskId: 't1', at: morning }),
        ...attemptFacts({ callId: 'c1', taskId: 't1', at: morning, outcome: 'done', talkMs: 60_000 }),
        fact(morning, { kind: 'recording_started', callId: 'c1', part: 'c1-1' }),
        fact(morning + 70_000, { kind: 'recording_closed', callId: 'c1', part: 'c1-1', ...closed }),
        ...attemptFacts({ callId: 'c2', taskId: 't1', at: morning + 1, outcome: 'done', talkMs: 60_000 }),
      ])
      const span = { from: 0, to: morning + hour, limit: 9 }
      for (const more of [{}, { talkedIn: '1001' }, { agentId: '1001' }, { lastDigits: '5678' }])
        assert.deepEqual(
          (await store.read.recordedCalls({ ...span, ...more })).map(({ call }) => call.id),
          ['c1'],
        )
      assert.deepEqual(
        (await store.read.answeredWithoutAudio(0, morning + hour, 9)).map(({ id }) => id),
        ['c2'],
      )
    })

    test('given the return visit of a complaint, its recording is kept as long as those of complaints', async t => {
      const store = await givenStore(t, dialect)
      const closed = { codec: 'g711', bytes: 9, sha256: 'a', audioMs: 60_000, gapMs: 0 } as const
      const visit = (
        callId: string,
        of: Extract<ReturnType<typeof registered>[number], { kind: 'case_registered' }>,
      ) => [
        taskCreated({ taskId: `task-${callId}`, at: morning, caseNo: of.caseNo }),
        ...attemptFacts({ callId, taskId: `task-${callId}`, at: morning, outcome: 'done', talkMs: 60_000 }),
        fact(morning, { kind: 'recording_started', callId, part: `${callId}-1` }),
        fact(morning + 70_000, { kind: 'recording_closed', callId, part: `${callId}-1`, ...closed }),
      ]
      for (const [callId, of, running] of [
        ['complaint', 'complaint', 1],
        ['help', 'help', 2],
      ] as const) {
        const facts = registered({ running, at: morning, class: of })
        const [first] = facts
        assert.ok(first?.kind === 'case_registered')
        await store.append([...facts, ...visit(callId, first)])
      }
      const due = (complaintsBefore: number) =>
        store.read.recordingsDue({ before: morning + hour, complaintsBefore, limit: 9 })
      assert.deepEqual(
        (await due(0)).map(({ callId }) => callId),
        ['help'],
      )
      assert.equal((await due(morning + hour)).length, 2)
    })

    test('given a caller who was missed, when he is rung back and reached, he leaves the list; when he is not, he stays', async t => {
      const store = await givenStore(t, dialect)
      const other = '+8613900000000'
      await store.append([
        ...abandonedCall({ callId: 'm1', arrivedAt: morning }, 20_000),
        ...abandonedCall({ callId: 'm2', arrivedAt: morning, number: other }, 20_000),
        taskCreated({ taskId: 't1', at: morning + 30_000, purpose: 'missed_call_return' }),
        taskCreated({ taskId: 't2', at: morning + 30_000, purpose: 'missed_call_return', number: other }),
        taskCreated({ taskId: 't3', at: morning + 30_000, purpose: 'progress_notice', number: other }),
        taskMoved('t1', morning + 90_000, { version: 2, state: 'closed', due: null, result: 'done' }),
        taskMoved('t2', morning + 90_000, { version: 2, state: 'closed', due: null, result: 'unreached' }),
        taskMoved('t3', morning + 90_000, { version: 2, state: 'closed', due: null, result: 'done' }),
      ])
      assert.deepEqual(
        (await store.read.missedCalls(true, 9)).map(each => each.number),
        [other],
      )
      const missed = await store.read.missedSince(morning + 20_000)
      assert.deepEqual(missed, [
        { number: other, firstAt: morning + 20_000, lastAt: morning + 20_000, lastCallId: 'm2' },
      ])
      assert.deepEqual(await store.read.missedSince(morning + 20_001), [])
      assert.deepEqual(ids(await store.read.tasks({ number: other, limit: 9 })).sort(), ['t2', 't3'])
      const [closed] = await store.read.missedCalls(false, 9)
      assert.deepEqual([closed?.number, closed?.closedBy, closed?.closedAt], [number, 'rung_back', morning + 90_000])
    })
  })
