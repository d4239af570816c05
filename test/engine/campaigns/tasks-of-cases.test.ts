import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { caseFaults } from '../../../src/domain/campaign/case-wish.ts'
import { type CasesAsk, mostCases } from '../../../src/engine/campaigns/tasks-of-cases.ts'
import { errors } from '../../../src/wire/errors.ts'
import { givenCampaigns, monday } from './given-campaigns.ts'

const whole = { accepted: { from: monday('00:00'), to: monday('23:59') } }
const ask = (more: Partial<CasesAsk> = {}): CasesAsk => ({
  ...{ requestId: 'ask-0001', conditions: whole, note: '核实是否修好', dryRun: false },
  ...more,
})
const campaign = 'supervision_check'

describe('tasks of cases by a condition', () => {
  it('are counted by a dry run, which makes none, then made once for each, in the order of the cases', async () => {
    const { replied, office, ledger, next } = await givenCampaigns()
    const first = await replied('13812345678')
    const second = await replied('+8613900000001')
    const counted = { found: 2, tooMany: false, fit: 2, already: 0, refused: [] }
    assert.deepEqual(await office.createOfCases(campaign, ask({ dryRun: true })), { ...counted, created: 0 })
    assert.equal(ledger.filter(({ kind }) => kind === 'task_created').length, 0)
    assert.deepEqual(await office.createOfCases(campaign, ask()), { ...counted, created: 2 })
    const made = ledger.flatMap(fact => (fact.kind === 'task_created' ? [fact] : []))
    assert.deepEqual(
      made.map(({ caseNo, number, source, note, purpose }) => [caseNo, number, source, note, purpose]),
      [
        [first, '+8613812345678', 'query', '核实是否修好', campaign],
        [second, '+8613900000001', 'query', '核实是否修好', campaign],
      ],
    )
    assert.equal((await next([], [campaign]))?.task.caseNo, first)
    const again = { found: 2, tooMany: false, fit: 0, already: 2, created: 0, refused: [] }
    assert.deepEqual(await office.createOfCases(campaign, ask()), again)
  })

  it('are refused case by case, and each that was found is told of once', async () => {
    const { replied, office } = await givenCampaigns()
    const good = await replied('+8613812345678')
    const told = [
      [await replied('+8613812345679', { confidential: true }), 'case_confidential'],
      [await replied('+8613812345670', { contact: 'sms' }), 'case_contact'],
      [await replied(null), 'case_no_number'],
      [await replied('+442079460958'), 'number_foreign'],
      [await replied('110'), 'number_emergency'],
      [await replied('16812345'), 'number_service'],
      [await replied('23456'), 'number_short'],
      [await replied('+8651382112345'), 'number_own'],
    ]
    const refused = told.map(([caseNo, why]) => ({ caseNo, why }))
    const answer = await office.createOfCases(campaign, ask())
    assert.deepEqual(answer, { found: 9, tooMany: false, fit: 1, already: 0, created: 1, refused })
    const other = await office.createOfCases(campaign, ask({ requestId: 'ask-0002' }))
    assert.ok('found' in other)
    assert.deepEqual([other.created, other.refused[0]], [0, { caseNo: good, why: 'case_task_open' }])
    assert.equal(refused.length, other.refused.length - 1)
    for (const fault of caseFaults) assert.ok(fault in errors, fault)
  })

  it('make no second one when two ask at once, and another campaign asks for its own', async () => {
    const { replied, office } = await givenCampaigns()
    await replied('+8613812345678')
    const answers = await Promise.all([
      office.createOfCases(campaign, ask()),
      office.createOfCases(campaign, ask({ requestId: 'ask-0002' })),
      office.createOfCases('progress_notice', ask()),
    ])
    assert.deepEqual(
      answers.map(answer => 'created' in answer && answer.created),
      [1, 0, 1],
    )
  })

  it('may be made again once the first is over', async () => {
    const { replied, office, ledger } = await givenCampaigns()
    await replied('+8613812345678')
    await office.createOfCases(campaign, ask())
    const [task] = ledger.flatMap(fact => (fact.kind === 'task_created' ? [fact.taskId] : []))
    await office.takeBack('leader', task ?? '', 'wrong ones')
    const answer = await office.createOfCases(campaign, ask({ requestId: 'ask-0002' }))
    assert.equal('created' in answer && answer.created, 1)
  })

  it('are refused where cases are drawn, in a campaign that takes none, and while facts may be lost', async () => {
    const { office, replied, setCampaign, keepsNothing, ledger } = await givenCampaigns()
    await replied()
    for (const purpose of ['satisfaction_visit', 'missed_call_return'])
      assert.deepEqual(await office.createOfCases(purpose, ask()), { refused: 'campaign_no_query' })
    assert.deepEqual(await office.createOfCases('none', ask()), { refused: 'campaign_unknown' })
    await setCampaign(campaign, { state: 'ended' })
    assert.deepEqual(await office.createOfCases(campaign, ask()), { refused: 'campaign_ended' })
    keepsNothing()
    assert.deepEqual(await office.createOfCases('progress_notice', ask()), { refused: 'store_down' })
    assert.equal(ledger.filter(({ kind }) => kind === 'task_created').length, 0)
  })

  it('are refused whole where more cases fit than somebody can answer for, and a dry run says so', async () => {
    const { replied, office, ledger } = await givenCampaigns()
    await replied('+8613812345678')
    const [one] = ledger.flatMap(fact => (fact.kind === 'case_registered' ? [fact] : []))
    for (let n = 1; n < mostCases; n += 1) if (one) ledger.push({ ...one, number: null, caseNo: `many-${n}` })
    const counted = await office.createOfCases(campaign, ask({ dryRun: true }))
    assert.ok('found' in counted)
    assert.deepEqual([counted.found, counted.tooMany, counted.fit], [mostCases, false, 1])
    if (one) ledger.push({ ...one, caseNo: 'one-too-many' })
    const none = { fit: 0, already: 0, created: 0, refused: [] }
    const tooMany = await office.createOfCases(campaign, ask({ dryRun: true }))
    assert.deepEqual(tooMany, { found: mostCases, tooMany: true, ...none })
    assert.deepEqual(await office.createOfCases(campaign, ask()), { refused: 'tasks_too_many' })
    assert.equal(ledger.filter(({ kind }) => kind === 'task_created').length, 0)
  })
})
