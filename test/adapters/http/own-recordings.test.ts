import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { openVault } from '../../../src/adapters/files/recordings/vault.ts'
import type { Fact } from '../../../src/domain/fact.ts'
import { givenFolder } from '../../helpers/store.ts'
import { givenServer } from './given-server.ts'

const from = Date.parse('2026-03-02T00:00:00+08:00')
const at = from + 8 * 3_600_000
const span = `from=${from}&to=${from + 86_400_000}`
const audio = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * 7) & 0xff))
const partOf = (callId: string) => `${callId}-recording-1`
const heard = (callId: string, more = '') => `/api/calls/${callId}/recording/audio?reason=learning${more}`

const fact = (after: number, body: object) => ({ at: at + after, received: at + after, ...body }) as unknown as Fact

/** Two recorded calls: c1 of agent 1001, c2 of agent 1002, who was joined by 1001 where `joined`. */
const given = async (t: TestContext, { agentsHearOwn = true, joined = false } = {}) => {
  const vault = openVault(givenFolder(t), Buffer.alloc(32, 7))
  const server = await givenServer(t, {
    recordings: { vault, agentsHearOwn, book: facts => server.engine.book(facts), withoutAudio: async () => [] },
  })
  for (const [callId, agentId] of [
    ['c1', '1001'],
    ['c2', '1002'],
  ] as const) {
    const caller = { rawNumber: '13812345678', number: '+8613812345678', withheld: false }
    const arrived = { callId, queueId: 'hotline', dialled: '12345', ...caller, priority: 2, skills: [], adopted: false }
    const leg = `${callId}-offer-1`
    const part = partOf(callId)
    const kept = await vault.keep(
      part,
      (async function* () {
        yield audio
      })(),
      null,
    )
    const { bytes, sha256, audioMs } = kept
    await server.store.append([
      fact(0, { kind: 'call_arrived', ...arrived }),
      fact(4_000, { kind: 'call_answered', callId, offerId: leg, agentId, leg, waitMs: 4_000, queueMs: 0 }),
      ...(joined && callId === 'c2'
        ? [fact(9_000, { kind: 'leg_joined', callId, leg: 'c2-party-1', agentId: '1001', as: 'agent' })]
        : []),
      fact(19_000, { kind: 'call_ended', callId, arrivedAt: at, cause: 'completed', by: 'caller', talkMs: 15_000 }),
      fact(10, { kind: 'recording_started', callId, part }),
      fact(22_000, { kind: 'recording_closed', callId, part, bytes, sha256, audioMs, gapMs: 0 }),
    ])
  }
  const cookieOf = new Map<string, string>()
  const ask = async (name: string, url: string, headers = {}) => {
    const cookie = cookieOf.get(name) ?? (await server.signIn(name))
    cookieOf.set(name, cookie)
    return server.app.inject({ url, headers: { cookie, ...headers } })
  }
  const found = async (name: string) => {
    const { calls } = (await ask(name, `/api/recordings?${span}`)).json()
    return calls.map((row: { call: { id: string } }) => row.call.id)
  }
  return { server, ask, found }
}

test('given that agents hear their own calls, one finds and hears his, with a reason that is in the ledger, numbers masked', async t => {
  const { server, ask, found } = await given(t)
  assert.deepEqual(await found('1001'), ['c1'])
  const [{ call }] = (await ask('1001', `/api/recordings?${span}`)).json().calls
  assert.ok(call.number.includes('*') && call.rawNumber === null, call.number)
  assert.equal((await ask('1001', '/api/calls/c1/recording/audio')).statusCode, 400)
  const reply = await ask('1001', heard('c1'))
  assert.deepEqual(reply.rawPayload.subarray(58), audio)
  const listened = (await server.store.read.callFacts('c1')).filter(({ kind }) => kind === 'recording_listened')
  assert.deepEqual(
    listened.map(one => one.kind === 'recording_listened' && [one.userName, one.role, one.why]),
    [['1001', 'agent', 'learning']],
  )
})

test('given that agents hear their own calls, another’s is not there: by no id, part, range, search or hold', async t => {
  const { server, ask } = await given(t)
  for (const id of ['c2', 'c9', 'c1%2F..%2Fc2']) {
    for (const url of [`/api/calls/${id}/recording`, heard(id), heard(id, `&part=${partOf('c1')}`)])
      assert.equal((await ask('1001', url)).statusCode, 404, url)
    for (const range of ['bytes=0-9', 'bytes=50000-', 'bytes=-1', 'bytes=999999-'])
      assert.equal((await ask('1001', heard(id), { range })).statusCode, 404, `${id} ${range}`)
  }
  const foreignPart = await ask('1001', heard('c1', `&part=${partOf('c2')}`))
  assert.equal(foreignPart.json().error.code, 'no_recording')
  for (const query of ['&agentId=1002', '&lastDigits=5678', '&agentId=1001&lastDigits=5678'])
    assert.equal((await ask('1001', `/api/recordings?${span}${query}`)).statusCode, 403, query)
  for (const callId of ['c1', 'c2']) {
    const reply = await server.app.inject({
      method: 'PUT',
      url: `/api/calls/${callId}/recording/hold`,
      headers: { cookie: await server.signIn('1001'), origin: 'http://localhost:80' },
      payload: { held: true, why: 'mine' },
    })
    assert.equal(reply.statusCode, 403, callId)
  }
  assert.ok(!(await server.store.read.callFacts('c2')).some(({ kind }) => kind === 'recording_listened'))
})

test('given an agent who was joined to another’s talk, he hears that call as well, since he talked in it', async t => {
  const { ask, found } = await given(t, { joined: true })
  assert.deepEqual((await found('1001')).sort(), ['c1', 'c2'])
  assert.equal((await ask('1001', heard('c2'))).statusCode, 200)
  assert.deepEqual(await found('1002'), ['c2'])
})

test('given an agent, he is told neither of a legal hold nor of who else has listened', async t => {
  const { server, ask } = await given(t)
  await server.store.append([
    fact(30_000, { kind: 'recording_held', callId: 'c1', userName: 'leader', why: 'petition against 1001' }),
  ])
  await ask('leader', heard('c1'))
  await ask('1001', heard('c1'))
  const { held, listenings } = (await ask('1001', '/api/calls/c1/recording')).json()
  assert.equal(held, null)
  assert.deepEqual(
    listenings.map(({ userName }: { userName: string }) => userName),
    ['1001'],
  )
  assert.equal((await ask('1001', `/api/recordings?${span}`)).json().calls[0].held, false)
  assert.equal((await ask('leader', `/api/recordings?${span}`)).json().calls.length, 2)
  assert.equal((await ask('leader', '/api/calls/c1/recording')).json().listenings.length, 2)
})

test('given the setting, whoever signs in is told whether he hears recordings; without it an agent reaches none', async t => {
  for (const agentsHearOwn of [true, false]) {
    const { ask } = await given(t, { agentsHearOwn })
    for (const [name, hears] of [
      ['1001', agentsHearOwn],
      ['leader', true],
      ['admin', false],
    ] as const)
      assert.equal((await ask(name, '/api/session')).json().hearsRecordings, hears, name)
    for (const url of [`/api/recordings?${span}`, '/api/calls/c1/recording', heard('c1')])
      assert.equal((await ask('1001', url)).statusCode, agentsHearOwn ? 200 : 403, url)
  }
})
