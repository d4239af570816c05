import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCaseNumber } from '../../../src/domain/cases/case-number.ts'
import { form, givenCaseTalk } from './given-case-talk.ts'

const outcomeOf = (call: string) => `/api/calls/${call}/outcome`
const casesOf = (call: string) => `/api/calls/${call}/cases`

test('given a talk, when its agent registers a case, then it has a number, belongs to the call, and counts as its outcome', async t => {
  const { server, cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1')
  const before = server.clock.now()
  const made = await ask(cookie, casesOf('c1'), form)
  assert.equal(made.status, 200)
  assert.equal(parseCaseNumber(made.body.caseNo), made.body.caseNo)
  const { decided, cases } = (await ask(cookie, outcomeOf('c1'))).body
  assert.deepEqual(decided, { outcome: 'new_case', caseNo: made.body.caseNo, reason: null, agentId: '1001' })
  assert.equal(cases[0].requestId, form.requestId)
  const { case: found, history } = (await ask(cookie, `/api/cases/${made.body.caseNo}`)).body
  assert.equal(found.number, '138****5678')
  assert.ok(found.acceptedAt >= before && found.closedAt === null && found.state === 'pending_review')
  assert.deepEqual(
    history.map(({ kind }: { kind: string }) => kind),
    ['case_registered', 'case_moved', 'case_linked'],
  )
})

test('given a page that does not know whether its case was taken, when it asks again and at once, then there is one case', async t => {
  const { cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1')
  const answers = await Promise.all([1, 2, 3].map(() => ask(cookie, casesOf('c1'), form)))
  assert.equal(new Set(answers.map(({ body }) => body.caseNo)).size, 1)
  assert.equal((await ask(cookie, '/api/cases')).body.cases.length, 1)
  const second = await ask(cookie, casesOf('c1'), { ...form, requestId: 'request-0000-0002', answer: '已告知' })
  assert.notEqual(second.body.caseNo, answers[0]?.body.caseNo)
  assert.equal((await ask(cookie, outcomeOf('c1'))).body.cases.length, 2)
})

test('given a form in which something is missing or malformed, then nothing is registered', async t => {
  const { cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1')
  const incomplete = await ask(cookie, casesOf('c1'), { ...form, text: ' ' })
  assert.deepEqual([incomplete.status, incomplete.body.error.code], [400, 'case_incomplete'])
  const broken = [
    { ...form, class: 'rumour' },
    { ...form, requestId: 'short' },
    { ...form, title: 'a\nb' },
    { ...form, title: 'x'.repeat(201) },
    { ...form, text: 'x'.repeat(20_001) },
    { ...form, urgent: 'yes' },
    { ...form, caseNo: '20261125000421' },
    { ...form, acceptedAt: 1 },
  ]
  for (const body of broken) assert.equal((await ask(cookie, casesOf('c1'), body)).status, 400)
  assert.equal((await ask(cookie, '/api/cases')).body.cases.length, 0)
})

test('given a call of somebody else, then an agent makes nothing of it, and who is no agent of none', async t => {
  const { server, cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1')
  const other = await server.signIn('1002')
  const leader = await server.signIn('leader')
  for (const [who, status] of [
    [other, 404],
    [leader, 403],
    ['', 401],
  ] as const) {
    assert.equal((await ask(who, casesOf('c1'), form)).status, status)
    assert.equal((await ask(who, outcomeOf('c1'), { outcome: 'undecided' }, 'PUT')).status, status)
    assert.equal((await ask(who, outcomeOf('c1'))).status, status)
  }
  assert.equal((await ask(cookie, casesOf('nobody'), form)).status, 404)
})

test('given a wrap-up, when the agent changes his mind, then the later outcome counts; after it the outcome stands', async t => {
  const { server, cookie, talk, ends, ready, ask } = await givenCaseTalk(t)
  const first = await talk('c0')
  const { caseNo } = (await ask(cookie, casesOf('c0'), form)).body
  assert.equal((await ask(cookie, outcomeOf('c0'), { outcome: 'no_case', reason: 'silent' }, 'PUT')).status, 409)
  await ends(first)
  await ready()
  const leg = await talk('c1')
  await ends(leg)
  const say = (wish: object) => ask(cookie, outcomeOf('c1'), wish, 'PUT')
  assert.equal((await say({ outcome: 'follow_up', caseNo, note: '催办' })).status, 204)
  assert.equal((await say({ outcome: 'no_case', reason: 'nuisance' })).status, 204)
  assert.equal(
    (await say({ outcome: 'follow_up', caseNo: `${caseNo.slice(0, 8)}-${caseNo.slice(8)}`, note: '' })).status,
    204,
  )
  const calls = (await ask(cookie, `/api/cases/${caseNo}`)).body.calls
  assert.deepEqual(
    calls.map(({ callId, as }: { callId: string; as: string }) => [callId, as]),
    [
      ['c0', 'origin'],
      ['c1', 'follow_up'],
    ],
  )
  await ready()
  const late = await say({ outcome: 'no_case', reason: 'silent' })
  assert.deepEqual([late.status, late.body.error.code], [409, 'outcome_settled'])
  const kept = (await server.store.read.callFacts('c1')).filter(({ kind }) => kind === 'call_outcome')
  assert.equal(kept.length, 3)
})

test('given a follow-up on a number that is no case, then it is refused', async t => {
  const { cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1')
  for (const caseNo of ['20261125000421', '20261125000420', "x' or 1=1 --  "]) {
    const reply = await ask(cookie, outcomeOf('c1'), { outcome: 'follow_up', caseNo, note: '' }, 'PUT')
    assert.deepEqual([reply.status, reply.body.error.code], [404, 'case_unknown'])
  }
  for (const wish of [{ outcome: 'no_case' }, { outcome: 'no_case', reason: 'bored' }, { outcome: 'new_case' }, {}])
    assert.equal((await ask(cookie, outcomeOf('c1'), wish, 'PUT')).status, 400)
})

test('given a call whose agent said nothing, when it is over, then it stands on his list until he says what it came to', async t => {
  const { server, cookie, talk, ends, ready, ask } = await givenCaseTalk(t)
  const leader = await server.signIn('leader')
  const undecided = async () => (await ask(cookie, '/api/undecided-calls')).body
  const leg = await talk('c1')
  assert.deepEqual(await undecided(), { today: 0, calls: [] }, 'the call at hand is not overdue')
  await ends(leg)
  await ready()
  const { today, calls } = await undecided()
  assert.equal(today, 1)
  assert.deepEqual([calls[0].callId, calls[0].number], ['c1', '138****5678'])
  assert.deepEqual((await ask(leader, '/api/undecided-calls/by-agent')).body, {
    agents: [{ agentId: '1001', count: 1 }],
  })
  assert.equal((await ask(cookie, '/api/undecided-calls/by-agent')).status, 403)
  assert.equal((await ask(leader, '/api/undecided-calls')).status, 403)
  await ask(cookie, casesOf('c1'), form)
  assert.deepEqual(await undecided(), { today: 0, calls: [] })
})

test('given a person an agent confirmed, when the number calls again, then the pop knows him; a shared number knows nobody', async t => {
  const { server, cookie, talk, ends, ready, ask } = await givenCaseTalk(t)
  const leg = await talk('c1')
  const person = {
    id: null,
    name: '王建国',
    place: '',
    elder: true,
    minor: false,
    disabled: false,
    contact: 'sms',
    note: '',
  }
  const { personId } = (await ask(cookie, '/api/calls/c1/person', person, 'PUT')).body
  await ask(cookie, casesOf('c1'), { ...form, class: 'report' })
  const known = () => server.store.read.callerHistory('+8613812345678', 'x', server.clock.now())
  assert.deepEqual((await known()).people[0], { ...person, id: personId })
  await ends(leg)
  await ready()
  await talk('c2')
  assert.equal((await known()).openCases[0]?.confidential, true)
  assert.equal((await ask(cookie, '/api/calls/c2/person', { ...person, id: 'somebody-else' }, 'PUT')).status, 400)
  assert.equal((await ask(cookie, '/api/calls/c2/person', { ...person, name: ' ' }, 'PUT')).status, 400)
  assert.equal((await ask(cookie, '/api/calls/c2/shared-number', { shared: 'switchboard' }, 'PUT')).status, 204)
  const refused = await ask(cookie, '/api/calls/c2/person', person, 'PUT')
  assert.equal(refused.body.error.code, 'number_is_shared')
  assert.deepEqual([(await known()).people, (await known()).openCases], [[], []])
})

test('given a withheld number, then nobody is confirmed behind it, and its case has none', async t => {
  const { cookie, talk, ask } = await givenCaseTalk(t)
  await talk('c1', 'anonymous')
  const person = {
    id: null,
    name: '王',
    place: '',
    elder: false,
    minor: false,
    disabled: false,
    contact: null,
    note: '',
  }
  assert.equal((await ask(cookie, '/api/calls/c1/person', person, 'PUT')).body.error.code, 'number_missing')
  const { caseNo } = (await ask(cookie, casesOf('c1'), form)).body
  assert.equal((await ask(cookie, `/api/cases/${caseNo}`)).body.case.number, null)
})
