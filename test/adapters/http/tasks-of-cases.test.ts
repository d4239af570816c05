import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { dateOf, localDay } from '../../../src/domain/calendar/day.ts'
import { defaultCampaign } from '../../../src/domain/campaign/defaults.ts'
import { type CampaignOffice, createCampaignOffice } from '../../../src/engine/campaigns/campaign-office.ts'
import { calendar } from '../../domain/calendar/given-calendar.ts'
import { atTheEnd } from './given-server.ts'
import { givenVisits } from './given-visits.ts'

const cleanup = atTheEnd()
const zone = 'Asia/Shanghai'
const url = '/api/campaigns/supervision_check/tasks-of-cases'

describe('tasks of cases by the API', () => {
  let at: Awaited<ReturnType<typeof givenVisits>>
  let office: CampaignOffice
  let days = { from: '', to: '' }
  let wanted = ''
  before(async () => {
    at = await givenVisits(cleanup, {
      campaignOffice: {
        create: (campaignId, wishes) => office.create(campaignId, wishes),
        createOfCases: (campaignId, ask) => office.createOfCases(campaignId, ask),
      },
    })
    const { store, settings, caseOffice, engine, clock, log } = at.server
    for (const purpose of ['supervision_check', 'progress_notice'] as const)
      await settings.set('campaign', purpose, defaultCampaign(purpose, purpose, 'visits'), 0, 'admin')
    const topic = (id: string, parent: string | null) => ({ id, parent, name: { zh: id, en: id } })
    for (const each of [topic('water', null), topic('pipes', 'water'), topic('leaks', 'pipes'), topic('noise', null)])
      await settings.set('topic', each.id, each, 0, 'admin')
    office = createCampaignOffice({
      ...{ reads: store.read, caseReads: store.read, cases: caseOffice, settings, clock, zone, log },
      links: { send: async () => {} },
      calendar: () => calendar,
      numbers: () => ({ homeArea: '0513', own: new Set(['+8651382112345']) }),
      numberOfCall: async () => null,
      seed: () => '000102030405060708090a0b0c0d0e0f',
      book: engine.book,
      keepsFacts: () => store.line.state !== 'losing',
    })
    const day = localDay(clock.now(), zone)
    // midnight may come before the cases do
    days = { from: dateOf(day), to: dateOf(day + 1) }
    wanted = await at.replied({ number: '+8613812345678', topic: 'leaks' })
    await at.desk.dispatched('housing', { number: '+8613812345679', topic: 'noise' })
    await at.replied({ number: '110', class: 'complaint' })
    await at.replied({ number: '+8613812345670', confidential: true })
  })
  const body = (conditions: object = {}, more: object = {}) => ({
    ...{ requestId: 'ask-0001', dryRun: false, note: '核实' },
    conditions: { accepted: days, ...conditions },
    ...more,
  })
  const counted = async (conditions: object, name = 'supervise') => {
    const answer = await at.as(name, url, body(conditions, { dryRun: true }))
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    return [answer.body.found, answer.body.fit, answer.body.refused.map(({ why }: { why: string }) => why).sort()]
  }
  const code = async (conditions: object, more: object = {}) =>
    (await at.as('supervise', url, body(conditions, more))).body.error?.code

  it('are counted by class, unit, topic with what is part of it, state, result, rating and days', async () => {
    assert.deepEqual(await counted({}), [4, 2, ['case_confidential', 'number_emergency']])
    assert.deepEqual(await counted({ unit: 'housing' }), [1, 1, []])
    assert.deepEqual(await counted({ topic: 'water' }), [1, 1, []])
    assert.deepEqual(await counted({ topic: 'pipes', classes: ['help'], states: ['pending_callback'] }), [1, 1, []])
    assert.deepEqual(await counted({ results: ['explained'], unit: 'water' }), [
      ...[3, 1],
      ['case_confidential', 'number_emergency'],
    ])
    assert.deepEqual(await counted({ scores: ['dissatisfied'] }), [0, 0, []])
    assert.deepEqual(await counted({ closed: days }), [0, 0, []])
    assert.deepEqual(await counted({ accepted: { from: '2026-01-01', to: '2026-01-31' } }), [0, 0, []])
    const tasks = (await at.as('leader', '/api/campaigns/supervision_check/tasks')).body.tasks
    assert.deepEqual(tasks, [])
  })

  it('are made once, and shown among the tasks of the campaign', async () => {
    const made = (await at.as('leader', url, body({ topic: 'water' }))).body
    assert.deepEqual(made, { found: 1, tooMany: false, fit: 1, already: 0, created: 1, refused: [] })
    const again = (await at.as('leader', url, body({ topic: 'water' }))).body
    assert.deepEqual(again, { found: 1, tooMany: false, fit: 0, already: 1, created: 0, refused: [] })
    const other = (await at.as('supervise', url, body({ topic: 'water' }, { requestId: 'ask-0002' }))).body
    assert.deepEqual(other.refused, [{ caseNo: wanted, why: 'case_task_open' }])
    const { tasks } = (await at.as('leader', '/api/campaigns/supervision_check/tasks')).body
    assert.equal(tasks.length, 1)
    const [{ caseNo, source, note, number, state }] = tasks
    assert.deepEqual([caseNo, source, note, number, state], [wanted, 'query', '核实', '+8613812345678', 'waiting'])
  })

  it('are refused to who reads no cases by his role, in campaigns that take none, and with conditions that are none', async () => {
    for (const name of ['admin', 'analyse', 'caller', '1002', 'review', 'water'])
      assert.equal((await at.as(name, url, body())).body.error.code, 'forbidden', name)
    const visits = await at.as('leader', '/api/campaigns/visits/tasks-of-cases', body())
    assert.equal(visits.body.error.code, 'campaign_no_query')
    const none = await at.as('leader', '/api/campaigns/none/tasks-of-cases', body())
    assert.equal(none.body.error.code, 'campaign_unknown')
    assert.equal(await code({ unit: 'nobody' }), 'unit_unknown')
    assert.equal(await code({ topic: 'nothing' }), 'topic_unknown')
    assert.equal(await code({ accepted: { from: '2026-02-30', to: '2026-03-01' } }), 'days_unsound')
    assert.equal(await code({ accepted: { from: '2026-03-02', to: '2026-03-01' } }), 'days_unsound')
    assert.equal(await code({ accepted: { from: '2024-01-01', to: '2026-03-01' } }), 'days_unsound')
    for (const wrong of [{ classes: [] }, { classes: ['x'] }, { surprise: 1 }, { accepted: undefined }])
      assert.equal(await code(wrong), 'bad_request', JSON.stringify(wrong))
    assert.equal(await code({}, { requestId: 'short' }), 'bad_request')
    assert.equal(await code({}, { note: 'x'.repeat(501) }), 'bad_request')
  })
})
