import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, it } from 'node:test'
import type { CaseCommand } from '../../../src/domain/cases/life/commands.ts'
import { jpegOf } from '../../domain/attachments/given-files.ts'
import { people } from '../../domain/cases/given-case.ts'
import { caseNoOf, registered } from '../store/given-cases.ts'
import { asking } from './given-case-talk.ts'
import { atTheEnd, type GivenServer, givenServer } from './given-server.ts'

const cleanup = atTheEnd()
const unit = (id: string) => ({
  ...{ id, name: { zh: id, en: id }, tier: 1, parent: null, signsOff: false },
  ...{ mobile: '', email: '', active: true },
})

describe('the API for systems of units', () => {
  let server: GivenServer
  let admin: (url: string, body?: object, method?: 'POST' | 'PUT' | 'DELETE') => ReturnType<ReturnType<typeof asking>>
  let water = { id: '', token: '' }
  let housing = { id: '', token: '' }

  const makeKey = async (of: string, leads = false) => {
    const made = await admin('/api/unit-keys', { unit: of, name: `${of} OA`, leads })
    assert.equal(made.status, 201)
    return { id: made.body.key.id as string, token: made.body.token as string }
  }
  const ask = async (token: string | null, url: string, body?: object, key?: string) => {
    const reply = await server.app.inject({
      method: body === undefined ? 'GET' : 'POST',
      url: `/api/unit/v1${url}`,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
      ...(body !== undefined && { payload: body }),
    })
    return { status: reply.statusCode, body: reply.json(), text: reply.body }
  }
  const stepOf = (caseNo: string, wish: CaseCommand, seen: number | null, key?: string, token = water.token) =>
    ask(token, `/cases/${caseNo}/steps`, { wish, seen }, key)
  const versionOf = async (caseNo: string) => (await ask(water.token, `/cases/${caseNo}`)).body.version as number
  const codeOf = ({ status, body }: { status: number; body: { error?: { code: string } } }) => [
    status,
    body.error?.code,
  ]

  const dispatch = async (running: number, to = 'water', change = {}) => {
    const caseNo = caseNoOf(running)
    await server.store.append(registered({ running, at: server.clock.now(), ...change }))
    for (const [by, wish] of [
      [people.reviewer, { event: 'pass_review', suggestedUnit: null, note: '' }],
      [people.dispatcher, { event: 'dispatch', unit: to, coUnits: [], note: '' }],
    ] as const)
      assert.ok('done' in (await server.caseOffice.act(by, caseNo, wish, null)))
    await server.store.caughtUp()
    return caseNo
  }

  before(async () => {
    server = await givenServer(cleanup)
    const cookie = await server.signIn('admin')
    admin = (url, body, method) => asking(server)(cookie, url, body, method)
    for (const id of ['water', 'housing'])
      assert.equal((await admin(`/api/settings/unit/${id}`, { document: unit(id), seen: 0 }, 'PUT')).status, 200)
    water = await makeKey('water')
    housing = await makeKey('housing')
  })

  it('lets nobody in without a key, with a wrong or a revoked one, or with a cookie, and says nothing of why', async () => {
    for (const token of [null, 'x', `yihao_unit_${'A'.repeat(43)}`])
      assert.deepEqual(codeOf(await ask(token, '/cases')), [401, 'unit_key_wrong'])
    const reply = await server.app.inject({
      url: '/api/unit/v1/cases',
      headers: { cookie: await server.signIn('leader') },
    })
    assert.equal(reply.statusCode, 401)
    const other = await makeKey('water')
    assert.equal((await ask(other.token, '/cases')).status, 200)
    assert.equal((await admin(`/api/unit-keys/${other.id}`, undefined, 'DELETE')).status, 204)
    assert.deepEqual(codeOf(await ask(other.token, '/cases')), [401, 'unit_key_wrong'])
    assert.equal((await admin(`/api/unit-keys/${other.id}`, undefined, 'DELETE')).status, 404)
  })

  it('shows a key once, keeps only what it hashes to, and tells when it was used', async () => {
    const listed = await admin('/api/unit-keys')
    const text = JSON.stringify(listed.body)
    assert.doesNotMatch(text, /yihao_unit_|hash/)
    assert.ok(!text.includes(water.token.slice(-20)))
    const key = listed.body.keys.find(({ id }: { id: string }) => id === water.id)
    assert.deepEqual([key.unit, key.createdBy], ['water', 'admin'])
    const unknown = await admin('/api/unit-keys', { unit: 'nobody', name: 'x', leads: false })
    assert.equal(unknown.body.error.code, 'unit_unknown')
  })

  it('lists the open cases of its own unit page by page, and knows none of another', async () => {
    const mine = [await dispatch(1), await dispatch(2)]
    const others = await dispatch(3, 'housing')
    const first = await ask(water.token, '/cases?limit=1')
    const second = await ask(water.token, `/cases?limit=1&cursor=${first.body.next}`)
    assert.deepEqual([...first.body.cases, ...second.body.cases].map(({ caseNo }) => caseNo).sort(), mine)
    assert.equal(second.body.next, null)
    assert.deepEqual(codeOf(await ask(water.token, `/cases/${others}`)), [404, 'case_unknown'])
    assert.deepEqual(codeOf(await stepOf(others, { event: 'sign' }, 4, 'sign-other-1')), [404, 'case_unknown'])
    assert.equal((await ask(housing.token, `/cases/${others}`)).status, 200)
  })

  it('shows masked numbers, and of a confidential case neither name nor number', async () => {
    const open = await dispatch(11)
    const secret = await dispatch(12, 'water', { class: 'report' })
    assert.equal((await ask(water.token, `/cases/${open}`)).body.case.number, '138****5678')
    const shown = await ask(water.token, `/cases/${secret}`)
    assert.equal(shown.body.case.number, null)
    assert.doesNotMatch(shown.text, /王建国|5678/)
    assert.match(shown.text, /路灯/)
  })

  it('does a step once for each key, gives the same answer again, and refuses another step under it', async () => {
    const caseNo = await dispatch(21)
    const seen = await versionOf(caseNo)
    const first = await stepOf(caseNo, { event: 'sign' }, seen, 'sign-21-key')
    assert.deepEqual([first.status, first.body.state], [200, 'signed'])
    const contact = { event: 'log_contact', contact: 'phone', note: '已联系' } as const
    const answers = await Promise.all([1, 2, 3].map(() => stepOf(caseNo, contact, null, 'contact-21-key')))
    assert.deepEqual(new Set(answers.map(({ text }) => text)).size, 1)
    assert.equal(await versionOf(caseNo), seen + 2)
    assert.deepEqual((await stepOf(caseNo, { event: 'sign' }, seen, 'sign-21-key')).text, first.text)
    assert.deepEqual(codeOf(await stepOf(caseNo, contact, null, 'sign-21-key')), [409, 'idempotency_other'])
    // a refusal is an answer too
    const refused = await stepOf(caseNo, { event: 'sign' }, seen, 'sign-21-again')
    assert.deepEqual(codeOf(refused), [409, 'case_changed'])
    assert.equal((await stepOf(caseNo, { event: 'sign' }, seen, 'sign-21-again')).text, refused.text)
    assert.equal(await versionOf(caseNo), seen + 2)
    const history = (await ask(water.token, `/cases/${caseNo}`)).body.history
    assert.equal(history.at(-1).by.kind, 'unit_system')
    // keys of two systems are no concern of each other
    const others = await dispatch(22, 'housing')
    assert.equal((await stepOf(others, contact, null, 'contact-21-key', housing.token)).status, 409)
  })

  it('finds out what a server did that died before it kept its answer', async () => {
    const caseNo = await dispatch(31)
    const seen = await versionOf(caseNo)
    const { answerUnitRequest } = server.store.write
    server.store.write.answerUnitRequest = () => Promise.reject(new Error('died'))
    assert.equal((await stepOf(caseNo, { event: 'sign' }, seen, 'sign-31-key')).status, 500)
    server.store.write.answerUnitRequest = answerUnitRequest
    await server.store.caughtUp()
    const again = await stepOf(caseNo, { event: 'sign' }, seen, 'sign-31-key')
    assert.deepEqual([again.status, again.body.state], [200, 'signed'])
    assert.equal(await versionOf(caseNo), seen + 1)
  })

  it('refuses what is not complete or not for systems, and changes nothing', async () => {
    const caseNo = await dispatch(41)
    const seen = await versionOf(caseNo)
    assert.deepEqual(codeOf(await stepOf(caseNo, { event: 'sign' }, seen)), [400, 'idempotency_key_missing'])
    assert.deepEqual(codeOf(await stepOf(caseNo, { event: 'sign' }, seen, 'a b')), [400, 'idempotency_key_missing'])
    assert.equal((await stepOf(caseNo, { event: 'sign' }, null, 'sign-41-key')).status, 400)
    assert.equal(
      (await stepOf(caseNo, { event: 'terminate', reason: 'law_bars', note: 'x' }, seen, 'term-41')).status,
      400,
    )
    const wish = { event: 'ask_extension', reason: '管道更换', until: '2099-01-01', citizenTold: true } as const
    await stepOf(caseNo, { event: 'sign' }, seen, 'sign-41-good')
    assert.deepEqual(codeOf(await stepOf(caseNo, wish, seen + 1, 'extend-41')), [403, 'case_not_yours'])
    assert.equal(await versionOf(caseNo), seen + 1)
  })

  it('takes no more requests of a key than it may make in a minute', async () => {
    const busy = await makeKey('water')
    const statuses: number[] = []
    for (let n = 0; n < 245; n += 1) statuses.push((await ask(busy.token, '/cases?limit=1')).status)
    assert.deepEqual(statuses.filter(status => status === 429).length, 5)
    assert.equal((await ask(water.token, '/cases?limit=1')).status, 200)
  })

  it('gives the files of the unit’s cases and its own uploads, and knows none of another unit', async () => {
    const caseNo = await dispatch(61)
    const { desk } = server.attachments
    const citizen = { kind: 'citizen', id: 'somebody' } as const
    const kept = await desk.keep(jpegOf(), '现场.jpg', citizen)
    assert.ok('done' in kept)
    const { id, sha256 } = kept.done.row
    await desk.attach([id], citizen, { caseNo, confidential: false })
    await server.store.caughtUp()
    const get = (token: string, what: string, headers = {}) =>
      server.app.inject({
        url: `/api/unit/v1/attachments/${what}`,
        headers: { authorization: `Bearer ${token}`, ...headers },
      })
    const listed = await ask(water.token, `/cases/${caseNo}/attachments`)
    assert.deepEqual([listed.body.attachments.length, listed.body.attachments[0].id], [1, id])
    assert.doesNotMatch(listed.text, /somebody/)
    assert.deepEqual(codeOf(await ask(housing.token, `/cases/${caseNo}/attachments`)), [404, 'case_unknown'])
    const file = await get(water.token, id)
    assert.equal(createHash('sha256').update(file.rawPayload).digest('hex'), sha256)
    assert.match(String(file.headers['content-disposition']), /^attachment/)
    assert.equal((await get(water.token, id, { range: 'bytes=0-1' })).statusCode, 206)
    for (const [token, what] of [
      [housing.token, id],
      [water.token, '00000000-0000-4000-8000-000000000000'],
    ] as const)
      assert.equal((await get(token, what)).json().error.code, 'attachment_gone')
    assert.equal((await get(water.token, 'x')).statusCode, 400)
    assert.equal((await get('wrong', id)).statusCode, 401)
    const own = await desk.keep(jpegOf(), '回复.jpg', { kind: 'unit', id: 'water' })
    assert.ok('done' in own)
    assert.equal((await get(water.token, own.done.row.id)).statusCode, 200)
    assert.equal((await get(housing.token, own.done.row.id)).statusCode, 404)
  })

  it('keeps targets of webhooks whose keys are shown once, both of them valid while they change over', async () => {
    const put = (body: object) => admin('/api/webhook-targets/water-oa', body, 'PUT')
    const url = 'https://oa.example.cn/yihao'
    const made = await put({ url })
    assert.match(made.body.secret, /^[0-9a-f]{64}$/)
    assert.equal((await put({ url })).body.secret, null)
    const rotated = await put({ url, secret: 'rotate' })
    assert.notEqual(rotated.body.secret, made.body.secret)
    const kept = await server.store.read.webhookTarget('water-oa')
    assert.deepEqual([kept?.secret, kept?.formerSecret], [rotated.body.secret, made.body.secret])
    const listed = await admin('/api/webhook-targets')
    assert.deepEqual(listed.body.targets, [
      { id: 'water-oa', url, rotating: true, disabledAt: null, disabledWhy: null },
    ])
    assert.equal((await put({ url, secret: 'drop_former' })).body.target.rotating, false)
    for (const wrong of ['http://oa.example.cn/', 'https://a:b@oa.example.cn/', 'ftp://oa.example.cn', 'oa'])
      assert.deepEqual(codeOf(await put({ url: wrong })), [400, 'webhook_address_unsound'])
    assert.equal((await admin('/api/webhook-targets/water-oa', undefined, 'DELETE')).status, 204)
    assert.equal((await admin('/api/webhook-targets/water-oa', undefined, 'DELETE')).status, 404)
    const leader = await server.signIn('leader')
    assert.equal((await asking(server)(leader, '/api/webhook-targets')).status, 403)
    assert.equal((await asking(server)(leader, '/api/unit-keys')).status, 403)
  })
})
