import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCitizenLines } from '../../../../src/adapters/http/phone/citizen-lines.ts'
import { createPhoneSessions, sessionForm } from '../../../../src/adapters/http/phone/phone-sessions.ts'
import { givenServer } from '../given-server.ts'

const givenSessions = () => {
  const told: string[] = []
  let count = 0
  const sessions = createPhoneSessions({
    phones: {
      issue: async (extension, { fresh }) => {
        told.push(`issue ${extension}${fresh ? ' fresh' : ''}`)
        count += 1
        return { user: `w${extension}`, password: `p${count}` }
      },
      forget: async extension => void told.push(`forget ${extension}`),
    },
    onNewest: agentId => void told.push(`newest ${agentId}`),
  })
  const open = (previous: string | null, tokenHash = 't1') =>
    sessions.open({ agentId: '1001', extension: '1001', tokenHash, previous })
  return { sessions, open, told }
}

test('given two pages of one agent, the newer has the phone, and the older gets no new password', async () => {
  const { sessions, open, told } = givenSessions()
  const first = await open(null)
  assert.match(first?.session ?? '', sessionForm)
  const second = await open(null)
  assert.notEqual(first?.password, second?.password)
  assert.equal(await open(first?.session ?? ''), null)
  assert.equal(sessions.allows('1001', first?.session ?? ''), false)
  assert.equal(sessions.allows('1001', second?.session ?? ''), true)
  assert.deepEqual(told, ['issue 1001 fresh', 'newest 1001', 'issue 1001 fresh', 'newest 1001'])
})

test('given the page that is the phone, it goes on with its session and a new password, and its calls stay', async () => {
  const { open, told } = givenSessions()
  const first = await open(null)
  const again = await open(first?.session ?? '')
  assert.equal(again?.session, first?.session)
  assert.notEqual(again?.password, first?.password)
  assert.deepEqual(told, ['issue 1001 fresh', 'newest 1001', 'issue 1001'])
})

test('given a server that was restarted, a page goes on with the session it had', async () => {
  const { sessions, open } = givenSessions()
  assert.equal(sessions.allows('1001', 'before-restart-1'), true)
  assert.equal((await open('before-restart-1'))?.session, 'before-restart-1')
})

test('given a sign-in that ends, its phone is taken away, and no other', async () => {
  const { sessions, open, told } = givenSessions()
  await open(null)
  told.length = 0
  await sessions.signedOut('t2')
  await sessions.signedOut('t1')
  assert.deepEqual(told, ['forget 1001'])
})

test('given the API, an agent’s page gets what it registers with, and who is no agent or not signed in gets nothing', async t => {
  const server = await givenServer(t)
  const ask = async (cookie: string, previous: unknown = null) =>
    server.app.inject({
      method: 'POST',
      url: '/api/phone/session',
      headers: { cookie, origin: 'http://localhost', host: 'localhost' },
      payload: { previous },
    })
  const agent = await server.signIn('1001')
  const answer = await ask(agent)
  assert.equal(answer.statusCode, 200)
  const { session, ...rest } = answer.json() as Record<string, string>
  assert.match(session ?? '', sessionForm)
  assert.deepEqual(rest, {
    user: 'w1001',
    password: 'new-1001',
    domain: 'yihao.invalid',
    path: '/sip',
    echo: '19000',
  })
  assert.equal((await ask(agent, 'not-the-newest-1')).json().error.code, 'phone_elsewhere')
  assert.equal((await ask(agent, '../../etc')).statusCode, 400)
  assert.equal((await ask(await server.signIn('leader'))).statusCode, 403)
  assert.equal((await ask('')).statusCode, 401)
})

test('given a demo’s citizens, a line is for one call and whoever has its ticket; there are few, and each is free again', async () => {
  const forgotten: string[] = []
  const lines = createCitizenLines(
    {
      issueCitizen: async name => ({ user: name, password: 'p' }),
      forgetCitizen: async name => void forgotten.push(name),
    },
    { now: Date.now },
  )
  const gate = (ticket: string) =>
    lines.gate({ headers: { host: 'h', origin: 'http://h', cookie: `yihao_citizen=${ticket}` } } as never)
  const calls = await Promise.all(Array.from({ length: 11 }, () => lines.open()))
  assert.equal(calls.filter(call => call === null).length, 1)
  const [first] = calls
  assert.equal(await gate('guessed'), 'not_found')
  const admitted = await gate(first?.ticket ?? '')
  assert.ok(typeof admitted === 'object')
  admitted.ended?.()
  assert.deepEqual(forgotten, [first?.user])
  assert.equal(await gate(first?.ticket ?? ''), 'not_found')
  assert.notEqual(await lines.open(), null)
})
