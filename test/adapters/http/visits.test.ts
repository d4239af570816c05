import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { atTheEnd } from './given-server.ts'
import { givenVisits } from './given-visits.ts'

const cleanup = atTheEnd()

describe('return visits by the API', () => {
  let at: Awaited<ReturnType<typeof givenVisits>>
  before(async () => {
    at = await givenVisits(cleanup)
  })
  const current = () => at.as('caller', '/api/visits/current')
  const conclude = (callId: string, change: object = {}) =>
    at.as('caller', '/api/visits/conclusion', {
      ...{ callId, outcome: 'done', appointment: null, note: '', answers: null, ...change },
    })
  const rated = (score = 'satisfied', change: object = {}) => ({
    outcome: 'rated',
    answers: { score, solved: true, contacted: true, reason: '', ...change },
  })
  const started = async (form: object = {}, answers = true) => {
    const caseNo = await at.replied(form)
    const taskId = await at.task(caseNo)
    const callId = await at.given(taskId, caseNo)
    await at.dialled(callId, answers)
    return { caseNo, taskId, callId }
  }
  const caseNow = async (caseNo: string) => (await at.server.caseOffice.file(caseNo))?.standing
  const visitsOf = async (caseNo: string) =>
    (await at.server.store.read.caseFacts(caseNo)).filter(
      fact => fact.kind === 'case_moved' && fact.wish.event === 'visit',
    ).length

  it('tells who has none that he has none', async () => {
    const { status, body } = await current()
    assert.equal(status, 404)
    assert.equal(body.error.code, 'no_attempt')
    assert.equal((await conclude('out-none')).body.error.code, 'no_attempt')
    assert.equal((await at.as('admin', '/api/visits/current')).status, 404)
    assert.equal((await at.as('water', '/api/visits/current')).body.error.code, 'forbidden')
  })

  it('shows the case and what the citizen was told, and no other word of the unit', async () => {
    const { caseNo, callId } = await started()
    const { body } = await current()
    assert.equal(body.callId, callId)
    assert.equal(body.case.caseNo, caseNo)
    assert.equal(body.case.requesterName, '王建国')
    assert.equal(body.case.reply.text, '已修好')
    assert.equal(typeof body.case.reply.at, 'number')
    assert.deepEqual([body.case.rated, body.case.mayRedo], [false, true])
    assert.match(body.campaign.script, /满意/)
    assert.ok(body.nextTime > at.server.clock.now())
    assert.doesNotMatch(JSON.stringify(body), /explained|联系记录|13812345678/)
    assert.equal((await conclude(callId, rated())).status, 200)
    assert.equal((await caseNow(caseNo))?.state, 'closed')
    assert.equal((await current()).status, 404, 'he is free for the next')
  })

  it('says nothing twice when the same is sent again, and refuses another thing', async () => {
    const { caseNo, callId } = await started()
    const first = await Promise.all([conclude(callId, rated()), conclude(callId, rated())])
    assert.deepEqual(
      first.map(({ status }) => status),
      [200, 200],
    )
    assert.equal((await conclude(callId, rated())).status, 200)
    assert.equal((await conclude(callId, { outcome: 'refused' })).body.error.code, 'no_attempt')
    assert.equal(await visitsOf(caseNo), 1)
  })

  it('changes nothing where line or case would refuse', async () => {
    const { caseNo, callId } = await started({}, false)
    const codeOf = async (change: object) => (await conclude(callId, change)).body.error.code
    assert.equal(await codeOf(rated()), 'outcome_impossible', 'nobody has answered')
    assert.equal(await codeOf({ outcome: 'rated' }), 'bad_request')
    assert.equal(await codeOf({ outcome: 'busy', answers: rated().answers }), 'bad_request')
    assert.equal(await codeOf(rated('dissatisfied')), 'words_missing')
    assert.equal(await visitsOf(caseNo), 0)
    assert.equal((await caseNow(caseNo))?.score, null)
    assert.equal((await conclude(callId, { outcome: 'empty_number' })).status, 200)
    const [attempt] = await at.server.store.read.attempts({ callId })
    assert.deepEqual([attempt?.byAgent, attempt?.byNetwork], ['empty_number', 'cancelled'])
  })

  it('takes an appointment only at a time at which citizens may be rung', async () => {
    const { callId, taskId } = await started()
    const { nextTime } = (await current()).body
    const codeOf = async (appointment: number | null) =>
      (await conclude(callId, { outcome: 'appointment', appointment })).body.error.code
    assert.equal(await codeOf(null), 'appointment_wrong')
    assert.equal(await codeOf(at.server.clock.now() + 30 * 86_400_000), 'appointment_too_far')
    const night = new Date(at.server.clock.now() + 2 * 86_400_000).setUTCHours(18, 0, 0, 0)
    assert.equal(await codeOf(night), 'appointment_quiet')
    assert.equal(
      (await conclude(callId, { outcome: 'appointment', appointment: nextTime, note: '下班后' })).status,
      200,
    )
    const { body } = await at.as('leader', `/api/tasks/${taskId}`)
    assert.deepEqual([body.attempts[0].outcome, body.attempts[0].note], ['appointment', '下班后'])
  })

  it('books a refusal as final, and has what was rated badly done again at once', async () => {
    const refused = await started()
    assert.equal((await conclude(refused.callId, { outcome: 'refused', note: '不愿评价' })).status, 200)
    assert.equal((await caseNow(refused.caseNo))?.state, 'closed')
    const bad = await started()
    const answers = rated('dissatisfied', { reason: '路灯仍不亮', solved: false, redo: true })
    assert.deepEqual((await conclude(bad.callId, answers)).body, { redo: 'done' })
    const standing = await caseNow(bad.caseNo)
    assert.deepEqual([standing?.state, standing?.redos, standing?.round], ['dispatched', 1, 2])
    const waits = await started()
    assert.deepEqual((await conclude(waits.callId, rated('dissatisfied', { reason: '仍不亮' }))).body, { redo: null })
    assert.deepEqual((await caseNow(waits.caseNo))?.state, 'pending_callback')
  })

  it('refuses to rate what the citizen has rated already, and still ends the attempt otherwise', async () => {
    const { caseNo, callId } = await started()
    await at.desk.step('visit', caseNo, {
      ...{ event: 'visit', result: 'rated', source: 'callback', score: 'dissatisfied', solved: null },
      ...{ contacted: null, reason: '不亮' },
    })
    assert.equal((await current()).body.case.rated, true)
    assert.equal((await conclude(callId, rated())).body.error.code, 'rated_already')
    assert.equal((await conclude(callId)).status, 200)
  })

  it('ends an attempt whose rating a former try has booked already, and books it no second time', async () => {
    const { caseNo, callId } = await started()
    const said = { score: 'satisfied', solved: true, contacted: true, reason: '' }
    await at.desk.step('caller', caseNo, { event: 'visit', result: 'rated', source: 'callback', ...said })
    assert.equal((await conclude(callId, rated('dissatisfied', { reason: '不' }))).body.error.code, 'rated_already')
    assert.equal((await conclude(callId, rated())).status, 200)
    assert.equal(await visitsOf(caseNo), 1)
  })

  it('hides whose a confidential case is, and keeps that it was seen', async () => {
    const { callId } = await started({ confidential: 'asked', agentId: '1002' })
    const { body } = await current()
    assert.equal(body.case.requesterName, null)
    assert.equal(body.case.reply.text, '已修好')
    assert.equal((await conclude(callId, { outcome: 'wrong_person' })).status, 200)
    const { tasks } = (await at.as('leader', '/api/campaigns/visits/tasks')).body
    assert.deepEqual([tasks[0].numberHidden, tasks[0].number, tasks[0].note], [true, null, null])
  })
})
