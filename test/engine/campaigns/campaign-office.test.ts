import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, people, wishes } from '../../domain/cases/given-case.ts'
import { givenCampaigns, monday } from './given-campaigns.ts'

const noon = monday('10:00')

describe('return visits and their cases', () => {
  it('are born when the reply is accepted, in the order of that, once', async () => {
    const { accepted, taskOf, ledger, restarted } = await givenCampaigns()
    const caseNo = await accepted()
    const task = await taskOf(caseNo)
    assert.deepEqual(
      [task.standing.state, task.standing.due, task.order, task.number],
      ['waiting', noon, noon, '+8613812345678'],
    )
    const again = await restarted()
    await again.office.start()
    again.office.stop()
    assert.equal(ledger.filter(fact => fact.kind === 'task_created').length, 1)
  })

  it('are asked by link at once without a number that can be rung, or where the requester wants no calls', async () => {
    const { accepted, taskOf, sent, next } = await givenCampaigns()
    const cases = [
      await accepted(null),
      await accepted('10086'),
      await accepted('+14155550100'),
      await accepted(undefined, { contact: 'sms' }),
      await accepted(undefined, { contact: 'sign_video' }),
    ]
    for (const caseNo of cases) assert.equal((await taskOf(caseNo)).standing.state, 'linked', caseNo)
    assert.deepEqual(
      sent.map(([caseNo]) => caseNo),
      cases,
    )
    assert.equal(await next(), null)
  })

  it('end with the rating, and a redo makes another one for the second answer', async () => {
    const { accepted, act, taskOf, caseState, next } = await givenCampaigns()
    const caseNo = await accepted()
    await act(people.visitor, caseNo, wishes.dissatisfied)
    assert.equal((await taskOf(caseNo)).standing.result, 'rated')
    await act(people.visitor, caseNo, wishes.redo)
    for (const [by, wish] of [
      [people.clerk, wishes.sign],
      [people.clerk, wishes.contact],
      [people.clerk, wishes.reply],
      [people.reviewer, wishes.review],
      [people.reviewer, wishes.accept],
    ] as const)
      await act(by, caseNo, wish)
    assert.equal((await taskOf(caseNo, 2)).standing.state, 'waiting')
    assert.equal((await next())?.task.round, 2)
    await act(people.visitor, caseNo, wishes.satisfied)
    assert.deepEqual([(await taskOf(caseNo, 2)).standing.result, await caseState(caseNo)], ['rated', 'closed'])
  })

  it('are over when the case goes another way', async () => {
    const { accepted, act, taskOf } = await givenCampaigns()
    const caseNo = await accepted()
    await act(people.citizen, caseNo, { event: 'withdraw', note: '' })
    assert.equal((await taskOf(caseNo)).standing.result, 'overtaken')
  })

  it('close the case as not rated when all attempts and the days of the link are over, and not before', async () => {
    const { accepted, dialled, clock, taskOf, office, sent, caseState } = await givenCampaigns()
    const caseNo = await accepted()
    for (const time of [noon, at('2026-03-03'), at('2026-03-04', '15:00')]) {
      clock.set(time)
      await dialled('no_answer')
    }
    assert.equal((await taskOf(caseNo)).standing.state, 'linked')
    assert.deepEqual(sent, [[caseNo, `case-${caseNo}-1`]])
    clock.set(at('2026-03-11', '14:59'))
    await office.look()
    assert.equal(await caseState(caseNo), 'pending_callback')
    clock.set(at('2026-03-11', '15:00'))
    await office.look()
    await office.idle()
    assert.deepEqual([(await taskOf(caseNo)).standing.result, await caseState(caseNo)], ['unreached', 'closed'])
  })

  it('close the case when the citizen refuses, and no rating is made of it', async () => {
    const { accepted, dialled, cases } = await givenCampaigns()
    const caseNo = await accepted()
    await dialled('refused')
    const { state, score } = (await cases.file(caseNo))?.standing ?? {}
    assert.deepEqual([state, score], ['closed', null])
  })

  it('take nobody’s word for a rating: without one that is booked the citizen is asked by link', async () => {
    const { accepted, begun, closing, commit, act, taskOf, caseState } = await givenCampaigns()
    const [said, booked] = [await accepted(), await accepted('+8613900000001')]
    await commit(closing(await begun(), 'rated'))
    assert.deepEqual([(await taskOf(said)).standing.state, await caseState(said)], ['linked', 'pending_callback'])
    const of = await begun()
    await act(people.visitor, booked, wishes.satisfied)
    await commit(closing(of, 'rated'))
    const { result, attempts } = (await taskOf(booked)).standing
    assert.deepEqual([result, attempts.length, await caseState(booked)], ['rated', 1, 'closed'])
  })

  it('send no message to a number that is not the citizen’s', async () => {
    const { accepted, dialled, sent, taskOf } = await givenCampaigns()
    const caseNo = await accepted()
    await dialled('wrong_person')
    assert.deepEqual([(await taskOf(caseNo)).standing.state, sent], ['linked', []])
  })

  it('go on by link after the citizen has called about the case himself', async () => {
    const { accepted, commit, taskOf } = await givenCampaigns()
    const caseNo = await accepted()
    await commit({ kind: 'case_linked', caseNo, callId: 'c9', agentId: '1001', as: 'follow_up', note: '' })
    assert.equal((await taskOf(caseNo)).standing.state, 'linked')
  })

  it('are drawn by a seed that is in the ledger before the first task of its day, and not changed within the day', async () => {
    const { ledger, accepted, taskOf, setCampaign, clock } = await givenCampaigns(noon, {})
    await setCampaign('satisfaction_visit', { sharePerMille: 0 })
    assert.equal((await taskOf(await accepted())).standing.drawn, false)
    await setCampaign('satisfaction_visit', { sharePerMille: 1_000 })
    assert.equal((await taskOf(await accepted())).standing.drawn, false, 'the share of the day')
    clock.set(at('2026-03-03'))
    assert.equal((await taskOf(await accepted())).standing.drawn, true)
    const kinds = ledger.flatMap(({ kind }) => (kind === 'sample_seeded' || kind === 'task_created' ? [kind] : []))
    assert.deepEqual(kinds, ['sample_seeded', 'task_created', 'task_created', 'sample_seeded', 'task_created'])
  })
})

describe('missed calls', () => {
  it('are one task for a number in the order of the first, and none for a number that cannot be rung', async () => {
    const { missed, next, clock, ledger } = await givenCampaigns()
    await missed('+8613812345678', 'c1')
    clock.set(noon + 60_000)
    await Promise.all([missed('+8613812345678', 'c2'), missed('+8613900000001', 'c3'), missed('95598', 'c4')])
    assert.equal(ledger.filter(fact => fact.kind === 'task_created').length, 2)
    assert.deepEqual(
      [(await next())?.task.order, (await next())?.task.order, await next()],
      [noon, noon + 60_000, null],
    )
  })

  it('are urgent where an urgent case of the number is open: rung in the evening and on days off, and first', async () => {
    const given = await givenCampaigns(monday('20:10'))
    await given.replied('+8613900000001', { urgent: true })
    await given.replied('+8613900000002')
    const closed = await given.replied('+8613900000003', { urgent: true })
    await given.act(people.reviewer, closed, wishes.accept)
    await given.act(people.visitor, closed, wishes.satisfied)
    for (const n of [3, 2, 1]) await given.missed(`+861390000000${n}`, `c${n}`)
    const urgent = given.ledger.flatMap(fact => (fact.kind === 'task_created' && fact.urgent ? [fact.number] : []))
    assert.deepEqual(urgent, ['+8613900000001'])
    const rung = await given.next([], ['missed_call_return'])
    assert.equal(rung?.task.number, '+8613900000001')
    assert.equal(await given.next([], ['missed_call_return']), null)
    const sunday = await givenCampaigns(at('2026-03-08', '12:30'))
    await sunday.replied('+8613900000001', { urgent: true })
    await sunday.missed('+8613900000001', 'c1')
    assert.equal((await sunday.next([], ['missed_call_return']))?.task.urgent, true)
  })

  it('are dropped when the caller got through, and are rung before visits', async () => {
    const { missed, next, commit, accepted, office } = await givenCampaigns()
    await accepted('+8613900000001')
    await missed('+8613812345678', 'c1')
    const rung = await next()
    assert.equal(rung?.task.purpose, 'missed_call_return')
    office.release(rung?.task.taskId ?? '')
    const arrived = { dialled: '12345', rawNumber: '13812345678', number: '+8613812345678', withheld: false } as const
    await commit(
      { kind: 'call_arrived', callId: 'c2', queueId: 'hotline', ...arrived, priority: 1, skills: [], adopted: false },
      { kind: 'call_answered', callId: 'c2', offerId: 'o', agentId: '1001', leg: 'l', waitMs: 1, queueMs: 1 },
    )
    assert.equal((await office.task(rung?.task.taskId ?? ''))?.standing.result, 'got_through')
    assert.equal((await next())?.task.purpose, 'satisfaction_visit')
  })
})

describe('what is rung next', () => {
  it('is given to one agent only, until the line has it or half a minute is over', async () => {
    const { accepted, next, clock, office } = await givenCampaigns()
    await accepted()
    const [one, other] = await Promise.all([next(), next()])
    assert.notEqual(one, null)
    assert.equal(other, null)
    clock.set(noon + 29_999)
    assert.equal(await next(), null)
    clock.set(noon + 30_000)
    assert.equal((await next())?.task.taskId, one?.task.taskId)
    office.release(one?.task.taskId ?? '')
    assert.notEqual(await next(), null)
  })

  it('is nobody who is in the line already, nor two visits of one citizen at once, nor what an agent may not have', async () => {
    const { accepted, next } = await givenCampaigns()
    await accepted('+8613812345678')
    await accepted('+8613812345678')
    assert.equal(await next(['+8613812345678']), null)
    assert.equal(await next([], ['missed_call_return']), null)
    assert.notEqual(await next(), null)
    assert.equal(await next(), null, 'the same number')
  })

  it('is nobody who was rung today by another campaign: that one waits for the next day and stands in nobody’s way', async () => {
    const { accepted, missed, dialled, next, taskOf } = await givenCampaigns()
    const caseNo = await accepted('+8613812345678')
    await missed('+8613812345678', 'c1')
    await dialled('done')
    assert.equal(await next(), null)
    assert.equal((await taskOf(caseNo)).standing.due, at('2026-03-03', '09:00'))
  })

  it('is an appointment first, also after a restart, then the older visit', async () => {
    const { accepted, dialled, clock, office, restarted } = await givenCampaigns()
    const [first, second, third] = [
      await accepted('+8613900000001'),
      await accepted('+8613900000002'),
      await accepted('+8613900000003'),
    ]
    await dialled('appointment', monday('15:00'))
    const id = (caseNo: string) => `satisfaction_visit.case-${caseNo}-1`
    assert.ok('done' in (await office.appoint('visit', id(third), monday('14:30'))))
    clock.set(monday('15:00'))
    const again = await restarted()
    await again.office.start()
    const order = []
    for (let rung = await again.next(); rung; rung = await again.next()) order.push(rung.task.caseNo)
    assert.deepEqual(order, [third, first, second])
    again.office.stop()
  })

  it('is nothing outside the hours, of a paused campaign, or of one that has ended, whose tasks are taken back', async () => {
    const { accepted, next, clock, setCampaign, taskOf } = await givenCampaigns()
    const caseNo = await accepted()
    clock.set(monday('12:30'))
    assert.equal(await next(), null)
    assert.equal((await taskOf(caseNo)).standing.due, monday('14:00'))
    clock.set(monday('14:00'))
    await setCampaign('satisfaction_visit', { state: 'paused' })
    assert.equal(await next(), null)
    assert.equal((await taskOf(caseNo)).standing.state, 'waiting')
    await setCampaign('satisfaction_visit', null)
    assert.equal((await taskOf(caseNo)).standing.result, 'taken_back')
  })

  it('has another time when the hours of its campaign change', async () => {
    const { accepted, setCampaign, taskOf } = await givenCampaigns(monday('20:30'))
    const caseNo = await accepted()
    assert.equal((await taskOf(caseNo)).standing.due, at('2026-03-03', '09:00'))
    await setCampaign('satisfaction_visit', {
      hours: [
        { from: 600, to: 720 },
        { from: 840, to: 1_260 },
      ],
    })
    assert.equal((await taskOf(caseNo)).standing.due, monday('20:30'))
  })
})
