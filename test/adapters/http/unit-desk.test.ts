import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { type GivenUnitDesk, givenUnitDesk } from '../../browser/given-unit-desk.ts'
import { atTheEnd } from './given-server.ts'

const cleanup = atTheEnd()
const day = 86_400_000

describe('what the desk of a unit asks the server', () => {
  let desk: GivenUnitDesk
  const get = async (name: string, url: string) => (await desk.as(name))(url)
  before(async () => {
    desk = await givenUnitDesk(cleanup)
  })

  it('given a dispatched case, then its clock is explained day by day, with what is left and how far it may be extended', async () => {
    const caseNo = await desk.dispatched('water')
    await desk.step('water', caseNo, { event: 'sign' })
    const { status, body } = await get('water', `/api/cases/${caseNo}/clock`)
    assert.equal(status, 200)
    assert.deepEqual(body.clock.parts[0].limit, { count: 5, unit: 'working_day', calendar: 'working' })
    assert.equal(body.clock.parts[0].days[0].kind, 'day_zero')
    assert.equal(body.clock.left.workdays, 5)
    assert.equal(body.clock.parts.at(-1).due, body.clock.dueAt)
    assert.equal(body.extension.length, 5)
    const { until } = { until: body.extension.at(-1).date }
    await desk.step('water', caseNo, { event: 'ask_extension', reason: '更换主管', until, citizenTold: true })
    assert.deepEqual((await get('water', `/api/cases/${caseNo}/clock`)).body.extension, [])
  })

  it('given the clock of another unit’s case, then for him there is no such case', async () => {
    const caseNo = await desk.dispatched('water')
    const { status, body } = await get('housing', `/api/cases/${caseNo}/clock`)
    assert.equal(status, 404)
    assert.equal(body.error.code, 'case_unknown')
    assert.equal((await get('water', '/api/cases/20260302099990/clock')).status, 404)
  })

  it('given the list of work, then each case says what is left in working days, and drafts are found by themselves', async () => {
    const caseNo = await desk.dispatched('urban')
    const list = async (query: string) => (await get('urban', `/api/work?${query}`)).body.cases
    const [first] = await list('')
    assert.equal(first.caseNo, caseNo)
    assert.equal(first.left.workdays, 5)
    await desk.step('urban', caseNo, { event: 'sign' })
    await desk.step('urban', caseNo, { event: 'draft_reply', text: '草稿', result: 'explained', attachments: [] })
    assert.equal((await list('draftReply=true')).length, 1)
    assert.equal((await list('draftReply=false')).length, 0)
    await desk.step('urban', caseNo, { event: 'reply', text: '答复', result: 'explained', attachments: [] })
    assert.equal((await list('states=replied'))[0].left, null)
  })

  it('given what fell due this month, then the due cohort counts what is late and still open as late', async () => {
    const figures = async () => (await get('housing', '/api/unit/figures')).body
    assert.deepEqual((await figures()).month.signedInTimeRate, null)
    const inTime = await desk.dispatched('housing')
    await desk.step('housing', inTime, { event: 'sign' })
    await desk.step('housing', inTime, { event: 'log_contact', contact: 'phone', note: '已联系' })
    await desk.step('housing-leader', inTime, { event: 'reply', text: '已修', result: 'resolved', attachments: [] })
    const open = await desk.dispatched('housing')
    const returned = await desk.dispatched('housing')
    await desk.step('housing', returned, {
      event: 'request_return',
      reason: '不属',
      clause: '第四条',
      suggestedUnit: null,
    })
    await desk.step('dispatch', returned, { event: 'grant_return', note: '' })
    const { box } = await figures()
    assert.deepEqual({ open: box.open, toSign: box.toSign, waiting: box.waiting }, { open: 2, toSign: 1, waiting: 1 })
    const { from } = (await figures()).month
    // far enough on that all of it fell due; the period is told to the read itself, since a month may end meanwhile
    const now = desk.server.clock.now() + 30 * day
    assert.deepEqual(await desk.server.store.read.unitFigures({ unit: 'housing' }, from, now), {
      signDue: 2,
      signedInTime: 1,
      signedLate: 0,
      unsigned: 1,
      handleDue: 2,
      handledInTime: 1,
      handledLate: 0,
      unhandled: 1,
    })
    const late = await desk.server.store.read.unitBox({ unit: 'housing' }, now, now + day)
    assert.deepEqual({ overdue: late.overdue, dueToday: late.dueToday }, { overdue: 1, dueToday: 0 })
    assert.ok(open)
  })

  it('given somebody of the hotline, then a unit’s figures and templates are refused', async () => {
    for (const url of ['/api/unit/figures', '/api/reply-templates']) {
      assert.equal((await get('dispatch', url)).status, 403)
      assert.equal((await get('water-east', url)).status, 200)
    }
  })

  it('given reply templates, then a unit has those of the house and its own, and an unsound one changes nothing', async () => {
    const admin = await desk.server.signIn('admin')
    const put = async (key: string, document: object) =>
      await desk.server.app.inject({
        method: 'PUT',
        url: `/api/settings/reply_template/${key}`,
        headers: { cookie: admin, origin: 'http://localhost:80' },
        payload: { document, seen: 0 },
      })
    const template = { id: 'house', name: '已办结', text: '您好，{处理结果}', topic: null, unit: null }
    assert.equal((await put('house', template)).statusCode, 200)
    assert.equal((await put('own', { ...template, id: 'own', unit: 'water' })).statusCode, 200)
    for (const wrong of [
      { ...template, id: 'other' },
      { ...template, id: 'wrong', unit: 'nobody' },
      { ...template, id: 'wrong', topic: 'nothing' },
      { ...template, id: 'wrong', name: ' ' },
      { ...template, id: 'wrong', text: 'a\u0000b' },
      { ...template, id: 'wrong', more: 1 },
    ])
      assert.equal((await put('wrong', wrong)).statusCode, 400, JSON.stringify(wrong))
    const namesOf = async (name: string) =>
      (await get(name, '/api/reply-templates')).body.templates.map(({ id }: { id: string }) => id)
    assert.deepEqual(await namesOf('water'), ['house', 'own'])
    assert.deepEqual(await namesOf('water-east'), ['house', 'own'])
    assert.deepEqual(await namesOf('housing'), ['house'])
  })
})
