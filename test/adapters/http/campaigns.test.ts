import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { atTheEnd } from './given-server.ts'
import { givenVisits } from './given-visits.ts'

const cleanup = atTheEnd()

describe('campaigns by the API', () => {
  let at: Awaited<ReturnType<typeof givenVisits>>
  let version = 1
  before(async () => {
    at = await givenVisits(cleanup)
  })
  const put = async (name: string, change: object, seen = version) => {
    const { status, body } = await at.as(
      name,
      '/api/campaigns/visits',
      { seen, campaign: { ...at.campaign, ...change } },
      'PUT',
    )
    if (status === 200) version = body.version
    return body.error?.code ?? status
  }

  it('are shown with their counts to those who work on them or look after them, and to nobody else', async () => {
    await at.task(null)
    for (const name of ['leader', 'admin', 'supervise', 'caller', 'analyse'])
      assert.equal((await at.as(name, '/api/campaigns')).status, 200, name)
    for (const name of ['1002', 'review', 'water'])
      assert.equal((await at.as(name, '/api/campaigns')).body.error.code, 'forbidden', name)
    const { body } = await at.as('leader', '/api/campaigns')
    assert.deepEqual(body.campaigns[0].counts, [{ state: 'waiting', result: null, count: 1 }])
    assert.deepEqual(body.may, { switch: true, edit: false, query: true })
    assert.deepEqual(
      body.queues.map(({ id }: { id: string }) => id),
      ['visits'],
    )
  })

  it('come with what a page needs to know to set one and to begin a new one', async () => {
    const { body } = await at.as('admin', '/api/campaigns')
    assert.deepEqual(body.may, { switch: true, edit: true, query: false })
    assert.deepEqual(body.bounds.ringMs, { least: 10_000, most: 120_000 })
    assert.deepEqual(body.asked, ['missing_information', 'progress_notice', 'supervision_check'])
    const fresh = body.fresh.find(({ purpose }: { purpose: string }) => purpose === 'progress_notice')
    assert.deepEqual([fresh.id, fresh.state, fresh.queueId], ['progress_notice', 'paused', 'visits'])
    const set = await at.as('admin', `/api/campaigns/${fresh.id}`, { seen: 0, campaign: fresh }, 'PUT')
    assert.equal(set.status, 200)
    const { fresh: again } = (await at.as('admin', '/api/campaigns')).body
    assert.ok(again.some(({ id }: { id: string }) => id === 'progress_notice-2'))
    assert.equal((await at.as('supervise', '/api/campaigns')).body.may.query, true)
  })

  it('are paused, run and ended by a shift leader, who changes nothing else', async () => {
    assert.equal(await put('leader', { state: 'paused' }), 200)
    assert.equal(await put('leader', { state: 'running', keepReady: 9 }), 'forbidden')
    assert.equal(await put('caller', { state: 'running' }), 'forbidden')
    assert.equal(await put('leader', { state: 'running' }, 1), 'setting_changed_meanwhile')
    assert.equal(await put('leader', { state: 'ended' }), 200)
    assert.equal(await put('leader', { state: 'running' }), 'campaign_ended')
    assert.equal(await put('admin', { state: 'running', keepReady: 3 }), 200)
    const held = at.server.settings.get('campaign', 'visits')
    assert.deepEqual([held?.version, held?.by], [4, 'admin'])
    assert.match(JSON.stringify(held?.document), /"keepReady":3/)
  })

  it('are refused with what is wrong in them, and nothing is changed', async () => {
    const before = at.server.settings.get('campaign', 'visits')
    const { attempts } = at.campaign
    assert.equal(await put('admin', { hours: [] }), 'campaign_hours')
    assert.equal(await put('admin', { hours: [{ from: 420, to: 600 }] }), 'campaign_hours_quiet')
    assert.equal(await put('admin', { attempts: { ...attempts, most: 0 } }), 'campaign_attempts')
    assert.equal(await put('admin', { ringMs: 1 }), 'campaign_times')
    assert.equal(await put('admin', { sharePerMille: 1_001 }), 'campaign_share')
    assert.equal(await put('admin', { queueId: 'hotline' }), 'setting_unsound')
    assert.equal(await put('admin', { purpose: 'progress_notice' }), 'setting_unsound')
    assert.equal(await put('admin', { surprise: 1 }), 'bad_request')
    assert.equal(await put('admin', { id: 'other' }), 'setting_unsound')
    assert.deepEqual(at.server.settings.get('campaign', 'visits'), before)
  })

  it('show their tasks page by page, numbers masked but for those who see them whole', async () => {
    for (let more = 0; more < 34; more++) await at.task(null)
    const first = (await at.as('leader', '/api/campaigns/visits/tasks?state=waiting')).body
    assert.equal(first.tasks.length, 30)
    const rest = (await at.as('leader', `/api/campaigns/visits/tasks?before=${encodeURIComponent(first.next)}`)).body
    assert.deepEqual([rest.tasks.length, rest.next], [5, null])
    const ids = [...first.tasks, ...rest.tasks].map(({ taskId }) => taskId)
    assert.equal(new Set(ids).size, 35)
    assert.equal(first.tasks[0].number, '+8613812345678')
    const masked = (await at.as('analyse', '/api/campaigns/visits/tasks')).body.tasks[0]
    assert.match(masked.number, /\*{4}/)
    assert.equal(masked.note, null)
    assert.deepEqual((await at.as('leader', '/api/campaigns/visits/tasks?result=rated')).body.tasks, [])
    assert.equal((await at.as('leader', '/api/campaigns/visits/tasks?before=x')).status, 400)
    assert.equal((await at.as('leader', '/api/tasks/none')).body.error.code, 'task_unknown')
  })

  it('show what the network and what the agent said of each attempt, side by side', async () => {
    const taskId = await at.task(null)
    const callId = await at.given(taskId, null)
    await at.dialled(callId, false)
    const { hotline } = at.server.engine
    const told = { cause: 17, sip: 486 }
    await hotline.tell({ type: 'caller_left', at: at.server.clock.now(), callId, how: 'busy', told })
    const said = { callId, outcome: 'suspended', appointment: null, note: '停机提示', answers: null }
    assert.equal((await at.as('caller', '/api/visits/conclusion', said)).status, 200)
    const [attempt] = (await at.as('leader', `/api/tasks/${taskId}`)).body.attempts
    const { sip, cause, byNetwork, byAgent, outcome, agentName } = attempt
    assert.deepEqual([sip, cause, byNetwork, byAgent, outcome], [486, 17, 'busy', 'suspended', 'suspended'])
    assert.equal(agentName, '话务员1001')
    assert.equal((await at.as('analyse', `/api/tasks/${taskId}`)).body.attempts[0].note, null)
  })
})
