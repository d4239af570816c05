import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { TaskWish } from '../../../src/domain/campaign/birth.ts'
import { at, people, wishes } from '../../domain/cases/given-case.ts'
import { givenCampaigns, monday } from './given-campaigns.ts'

const wish = (n: number, change: Partial<TaskWish> = {}): TaskWish => ({
  number: `+86139${String(n).padStart(8, '0')}`,
  caseNo: null,
  round: null,
  order: monday('09:00') + n,
  urgent: false,
  source: 'file',
  requestId: `file-a-${n}`,
  note: '',
  ...change,
})

describe('what the line tells twice or too late', () => {
  it('changes a task once', async () => {
    const { accepted, begun, closing, commit, moves, taskOf } = await givenCampaigns()
    const caseNo = await accepted()
    const of = await begun()
    const offer = { kind: 'task_offered', ...of, mode: 'preview', ready: 3 } as const
    await commit(offer, offer, closing(of, 'busy'), closing(of, 'busy'), closing(of, 'busy'))
    const given = { kind: 'task_given_back', ...of, why: 'agent_gone' } as const
    await commit(given)
    assert.deepEqual(
      moves().map(({ event }) => event),
      ['assign', 'attempt_closed'],
    )
    assert.equal((await taskOf(caseNo)).standing.attempts.length, 1)
  })

  it('frees a task that was given back, for the next agent', async () => {
    const { accepted, offered, commit, next } = await givenCampaigns()
    await accepted()
    const of = await offered()
    assert.equal(await next(), null)
    await commit({ kind: 'task_given_back', ...of, why: 'caller_waits' })
    assert.equal((await next())?.task.taskId, of.taskId)
  })
})

describe('a server that starts', () => {
  it('frees what an agent had before his eyes, closes what was closed, and leaves a call that runs to the line', async () => {
    const before = await givenCampaigns()
    const numbers = ['+8613900000001', '+8613900000002', '+8613900000003']
    const cases: string[] = []
    for (const number of numbers) cases.push(await before.accepted(number))
    await before.offered()
    const closed = await before.begun()
    await before.begun()
    // durable, and the server died before its office heard it
    before.ledger.push({ at: before.clock.now(), received: before.clock.now(), ...before.closing(closed, 'busy') })
    const { office, taskOf } = await before.restarted()
    await office.start()
    const states = await Promise.all(cases.map(async caseNo => (await taskOf(caseNo)).standing))
    assert.deepEqual(
      states.map(({ state, attempts }) => [state, attempts.map(({ outcome }) => outcome)]),
      [
        ['waiting', []],
        ['waiting', ['busy']],
        ['assigned', []],
      ],
    )
    office.stop()
  })

  it('makes the visit of a case whose reply was accepted just before the end, and closes what it had not told its case', async () => {
    const before = await givenCampaigns()
    const [born, ended] = [await before.replied('+8613900000001'), await before.accepted('+8613900000002')]
    const task = await before.taskOf(ended)
    const standing = { ...task.standing, version: 2, state: 'closed', due: null, result: 'unreached' } as const
    const at_ = { at: before.clock.now(), received: before.clock.now() }
    before.ledger.push({
      kind: 'task_moved',
      ...at_,
      taskId: task.taskId,
      event: 'link_over',
      by: '',
      why: '',
      standing,
    })
    const other = await before.restarted()
    await other.cases.act(people.reviewer, born, wishes.accept, null)
    const { office, taskOf, caseState } = await other.restarted()
    await office.start()
    await office.idle()
    assert.equal((await taskOf(born)).standing.state, 'waiting')
    assert.equal(await caseState(ended), 'closed')
    office.stop()
  })

  it('makes the task of a call that was missed just before the end and that nobody heard of, once', async () => {
    const { ledger, clock, restarted } = await givenCampaigns()
    const unheard = (callId: string, number: string, ago: number) => {
      const missedAt = clock.now() - ago
      ledger.push({ at: missedAt, received: missedAt, kind: 'missed_call', callId, number, why: 'abandoned' })
      return missedAt
    }
    const first = unheard('m1', '+8613900000001', 9_000)
    unheard('m2', '95598', 9_000)
    unheard('m3', '+8613900000002', 25 * 3_600_000)
    for (const started of [await restarted(), await restarted()]) {
      await started.office.start()
      await started.office.idle()
      started.office.stop()
    }
    const born = ledger.flatMap(fact => (fact.kind === 'task_created' ? [fact] : []))
    assert.deepEqual(
      born.map(({ requestId, order, number }) => [requestId, order, number]),
      [['missed-m1', first, '+8613900000001']],
    )
  })

  it('makes none where a task for that call has ended, and one for a call that came after its end', async () => {
    const before = await givenCampaigns()
    await before.missed('+8613900000001', 'm1')
    await before.missed('+8613900000001', 'm2')
    await before.office.takeBack('admin', 'missed_call_return.missed-m1', '重复')
    const start = async (from: typeof before) => {
      const server = await from.restarted()
      await server.office.start()
      await server.office.idle()
      server.office.stop()
      return server.ledger.flatMap(fact => (fact.kind === 'task_created' ? [fact.requestId] : []))
    }
    assert.deepEqual(await start(before), ['missed-m1'])
    before.clock.set(before.clock.now() + 60_000)
    const at_ = { at: before.clock.now(), received: before.clock.now() }
    before.ledger.push({ ...at_, kind: 'missed_call', callId: 'm3', number: '+8613900000001', why: 'abandoned' })
    assert.deepEqual(await start(before), ['missed-m1', 'missed-m3'])
  })

  it('goes on with its rounds, and each link ends in its minute', async () => {
    const { accepted, office, clock, taskOf } = await givenCampaigns()
    const caseNo = await accepted(null)
    await office.start()
    await office.idle()
    for (const time of [at('2026-03-09', '09:59'), at('2026-03-09', '10:00')]) {
      clock.set(time)
      await office.idle()
      await office.look()
      await office.idle()
    }
    assert.equal((await taskOf(caseNo)).standing.result, 'unreached')
    office.stop()
  })
})

describe('tasks that people ask for', () => {
  it('are made once for each wish, in a campaign that takes them', async () => {
    const { office, setCampaign, keepsNothing } = await givenCampaigns()
    const all = Array.from({ length: 450 }, (_, n) => wish(n))
    assert.deepEqual(await office.create('progress_notice', all), { created: 450 })
    assert.deepEqual(await office.create('progress_notice', [...all, wish(450), wish(450)]), { created: 1 })
    assert.deepEqual(await office.create('nothing', all), { refused: 'campaign_unknown' })
    await setCampaign('progress_notice', { state: 'ended' })
    assert.deepEqual(await office.create('progress_notice', all), { refused: 'campaign_ended' })
    keepsNothing()
    assert.deepEqual(await office.create('missing_information', all), { refused: 'store_down' })
  })

  it('go first where they are urgent, and are taken back by who may', async () => {
    const { office, next } = await givenCampaigns()
    await office.create('progress_notice', [wish(1), wish(2), wish(3, { urgent: true })])
    const taken = await office.takeBack('admin', 'progress_notice.file-a-1', '重复')
    assert.equal('done' in taken && taken.done.result, 'taken_back')
    assert.equal((await next())?.task.requestId, 'file-a-3')
    assert.equal((await next())?.task.requestId, 'file-a-2')
    assert.equal(await next(), null)
  })

  it('are refused a time while facts may be lost', async () => {
    const { office, keepsNothing } = await givenCampaigns()
    await office.create('progress_notice', [wish(1)])
    keepsNothing()
    assert.deepEqual(await office.appoint('visit', 'progress_notice.file-a-1', monday('16:00')), {
      refused: 'store_down',
    })
    assert.deepEqual(await office.appoint('visit', 'nobody', monday('16:00')), { refused: 'task_unknown' })
  })

  it('that nobody has rung for three weeks are over', async () => {
    const { office, clock } = await givenCampaigns()
    await office.create('progress_notice', [wish(1)])
    clock.set(at('2026-03-23', '10:00'))
    await office.look()
    await office.idle()
    assert.equal((await office.task('progress_notice.file-a-1'))?.standing.result, 'unreached')
  })
})

describe('a store that fails', () => {
  it('loses nothing that the next round does not find again', async () => {
    const { accepted, offered, closing, commit, storeFails, clock, office, taskOf, errors } = await givenCampaigns()
    const caseNo = await accepted()
    const of = await offered()
    await commit({ kind: 'attempt_began', ...of, queueId: 'outbound', leg: 'l', shownNumber: '12345' })
    storeFails(true)
    await commit(closing(of, 'busy'))
    assert.deepEqual([(await taskOf(caseNo)).standing.state, errors.length], ['assigned', 1])
    storeFails(false)
    clock.set(clock.now() + 61_000)
    await office.look()
    assert.deepEqual(
      (await taskOf(caseNo)).standing.attempts.map(({ outcome }) => outcome),
      ['busy'],
    )
  })
})
