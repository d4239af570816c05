import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Challenge, isSolved } from '../../../src/adapters/http/citizens/challenges.ts'
import { openChats } from '../../../src/chats.ts'
import { get } from '../../../src/domain/sorted.ts'
import { createChatRooms } from '../../../src/engine/chats/chat-rooms.ts'
import { textQueue } from '../../../src/seed.ts'
import { atTheEnd, givenServer, hotlineQueue } from './given-server.ts'

const solve = ({ token, puzzles, bits }: Challenge): number[] =>
  Array.from({ length: puzzles }, (_, at) => {
    let answer = 0
    while (!isSolved(token, at, answer, bits)) answer += 1
    return answer
  })

let wishes = 0
const wish = (): string => {
  wishes += 1
  return wishes.toString(16).padStart(32, '0')
}

interface Message {
  readonly n: number
  readonly from: string
  readonly text: string
}
type Body = Record<string, unknown> & {
  readonly error?: { readonly code: string }
  readonly messages?: readonly Message[]
}

describe('writing with an agent', async () => {
  const given = await givenServer(atTheEnd())
  const { app, engine, store, clock } = given
  const { hotline } = engine
  await hotline.tell({ type: 'queue_set', at: clock.now(), queue: textQueue(hotlineQueue) })
  const named = { name: '话务员', group: 'phone', wantsStandingLeg: false, autoAccept: false }
  const writes = [{ skill: 'text', level: 1 }]
  await hotline.tell({
    type: 'agent_set',
    at: clock.now(),
    agent: { ...named, id: '1001', extension: '1001', skills: writes },
  })
  let strangers = 0
  const send = async (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object, cookie?: string) => {
    strangers += 1
    const remoteAddress = `10.1.${strangers >> 8}.${strangers & 255}`
    const headers = cookie === undefined ? {} : { cookie, host: 'localhost', origin: 'http://localhost' }
    const reply = await app.inject({ method, url, remoteAddress, headers, ...(payload && { payload }) })
    return { status: reply.statusCode, body: (reply.body === '' ? {} : reply.json()) as Body }
  }
  const codeOf = ({ body }: { readonly body: Body }) => body.error?.code
  const worked = async (requestId = wish()) => {
    const set = (await send('POST', '/api/public/cases/challenge')).body as unknown as Challenge
    return { requestId, challenge: set.token, answers: solve(set), language: 'zh', phone: '' }
  }
  const opened = async (change: object = {}) => {
    const { status, body } = await send('POST', '/api/public/chats', { ...(await worked()), ...change })
    assert.equal(status, 200, JSON.stringify(body))
    return body as unknown as { readonly chatId: string; readonly secret: string }
  }
  const look = (key: { chatId: string; secret: string }, after = 0, version = 0) =>
    send('POST', `/api/public/chats/${key.chatId}/look`, { secret: key.secret, after, version })
  const say = (key: { chatId: string; secret: string }, text: string, requestId = wish()) =>
    send('POST', `/api/public/chats/${key.chatId}/say`, { secret: key.secret, text, requestId })
  const end = (key: { chatId: string; secret: string }) =>
    send('POST', `/api/public/chats/${key.chatId}/end`, { secret: key.secret })
  const accept = async () => {
    const agent = get(hotline.line().agents, '1001')
    assert.equal(await hotline.command('1001', { name: 'accept', offerId: agent?.offerId ?? '' }), null)
  }
  const ready = async () => assert.equal(await hotline.command('1001', { name: 'ready' }), null)

  it('refuses while nobody is there who writes, and says so', async () => {
    assert.deepEqual((await send('GET', '/api/public/chats/door')).body, { door: 'closed' })
    assert.equal(codeOf(await send('POST', '/api/public/chats', await worked())), 'chat_closed')
  })

  it('asks for work that is done before anybody waits', async () => {
    const form = await worked()
    const lazy = await send('POST', '/api/public/chats', { ...form, answers: [0, 0] })
    assert.ok(['challenge_unsolved', 'chat_closed'].includes(codeOf(lazy) ?? ''))
    assert.equal(codeOf(await send('POST', '/api/public/chats', { ...form, challenge: 'made-up' })), 'challenge_over')
  })

  const agent = await given.signIn('1001')
  const other = await given.signIn('1002')

  it('brings citizen and agent together, and both read the same words in the same order', async () => {
    await hotline.tell({ type: 'agent_signed_in', at: clock.now(), agentId: '1001' })
    await hotline.tell({ type: 'console_up', at: clock.now(), agentId: '1001' })
    await given.phoneUp('1001')
    await ready()
    const key = await opened({ phone: '13812345678' })
    assert.equal((await look(key)).body.state, 'offered')
    assert.equal((await say(key, '  路灯 <b>不亮</b>  ')).status, 200)
    await accept()
    const url = `/api/chats/${key.chatId}`
    assert.equal((await send('POST', `${url}/say`, { text: '在哪里？', requestId: wish() }, agent)).status, 200)
    const seen = (await look(key)).body
    assert.deepEqual(
      seen.messages?.map(({ n, from, text }) => [n, from, text]),
      [
        [1, 'citizen', '路灯 <b>不亮</b>'],
        [2, 'agent', '在哪里？'],
      ],
    )
    assert.equal(seen.state, 'open')
    const ofAgent = (await send('POST', `${url}/look`, { after: 1, version: 0 }, agent)).body
    assert.deepEqual(
      ofAgent.messages?.map(({ n }) => n),
      [2],
    )
    assert.equal(JSON.stringify(seen).includes('1001'), false, 'a citizen is not told who the agent is')

    const form = {
      ...{ requestId: wish(), class: 'complaint', title: '', text: '路灯不亮', place: '解放路', requesterName: '' },
      ...{ contact: 'phone', urgent: false, confidential: null, anonymous: false, enterprise: false },
      ...{ specialNeeds: false, answer: '' },
    }
    const made = await send('POST', `/api/calls/${key.chatId}/cases`, form, agent)
    assert.equal(made.status, 200, JSON.stringify(made.body))
    await engine.settled()
    const caseNo = String(made.body.caseNo)
    const found = await store.read.caseByNo(caseNo)
    assert.equal(found?.case.channel, 'web')
    assert.equal(found?.case.number, '+8613812345678')
    assert.equal(found?.calls[0]?.callId, key.chatId)
    assert.equal(
      codeOf(await send('POST', `/api/calls/${key.chatId}/cases`, { ...form, requestId: wish() }, other)),
      'not_found',
    )

    assert.equal((await end(key)).status, 200)
    assert.equal((await look(key)).body.state, 'ended')
    assert.equal(codeOf(await say(key, 'more')), 'chat_over')
    const kept = await send('GET', `/api/cases/${caseNo}/chats/${key.chatId}`, undefined, agent)
    assert.equal(kept.body.messages?.length, 2)
    assert.equal((await store.read.calls({ limit: 10 })).length, 0, 'a chat is no call')
    const figures = given.board.agentToday('1001')
    assert.deepEqual([figures.answered, figures.offers ?? 0], [0, 0])
    await ready()
  })

  it('answers who looks as soon as something is written, and not before', async () => {
    const key = await opened()
    await accept()
    const { body } = await look(key)
    const waiting = look(key, 0, Number(body.version))
    await say(key, 'hello')
    assert.equal((await waiting).body.messages?.[0]?.text, 'hello')
    await end(key)
    await ready()
  })

  it('opens nothing to a wrong secret, to another agent, and to who is not signed in', async () => {
    const key = await opened()
    await accept()
    const wrong = { ...key, secret: 'x'.repeat(32) }
    for (const tried of [await look(wrong), await say(wrong, 'x'), await end(wrong)])
      assert.equal(codeOf(tried), 'chat_unknown')
    const url = `/api/chats/${key.chatId}/look`
    assert.equal(codeOf(await send('POST', url, { after: 0, version: 0 }, other)), 'chat_unknown')
    assert.equal((await send('POST', url, { after: 0, version: 0 })).status, 401)
    assert.equal((await look(key)).body.state, 'open')
    await end(key)
    await ready()
  })

  it('says a message once that is sent twice, and refuses what is empty, too long, too fast or malformed', async () => {
    const key = await opened()
    await accept()
    const requestId = wish()
    await Promise.all([say(key, 'once', requestId), say(key, 'once', requestId)])
    assert.equal((await look(key)).body.messages?.length, 1)
    assert.equal(codeOf(await say(key, '   ')), 'bad_request')
    assert.equal(codeOf(await say(key, '长'.repeat(1_001))), 'text_too_long')
    assert.equal((await say(key, '长'.repeat(1_000))).status, 200)
    assert.equal(codeOf(await send('POST', `/api/public/chats/${key.chatId}/look`, { secret: 1 })), 'bad_request')
    const many = await Promise.all(Array.from({ length: 30 }, (_, n) => say(key, `m${n}`)))
    assert.ok(many.some(each => codeOf(each) === 'chat_too_fast'))
    assert.ok(((await look(key)).body.messages?.length ?? 0) <= 20)
    await end(key)
    await ready()
  })

  it('opens one chat for one wish that comes twice', async () => {
    const form = await worked()
    const [first, second] = await Promise.all([
      send('POST', '/api/public/chats', form),
      send('POST', '/api/public/chats', form),
    ])
    assert.deepEqual(first.body, second.body)
    await end(first.body as never)
    await ready()
  })

  it('has everything again in a server that starts anew', async () => {
    const key = await opened()
    await accept()
    await say(key, 'before')
    await engine.settled()
    const log = given.log
    const again = openChats({ store, engine, clock, log })
    await again.restore()
    assert.equal(await again.isHis(key.chatId, key.secret), true)
    assert.equal(await again.isHis(key.chatId, 'y'.repeat(32)), false)
    const seen = await again.look(key.chatId, { after: 0, version: 0 }, 'citizen')
    assert.ok('messages' in seen)
    assert.deepEqual(
      seen.messages.map(({ text }) => text),
      ['before'],
    )
    const { chats = [], agents } = await store.read.unfinished()
    assert.deepEqual(
      chats.map(({ id, agentId, said }) => [id, agentId, said]),
      [[key.chatId, '1001', 1]],
    )
    assert.equal(agents.find(({ agentId }) => agentId === '1001')?.state, 'talking')
    await end(key)
  })

  it('takes nobody in while facts may be lost', async () => {
    const rooms = createChatRooms({
      hotline,
      reads: store.read,
      clock,
      log: given.log,
      keepsFacts: () => false,
      newId: () => 'a',
      newSecret: () => 's',
      hashOf: secret => secret,
    })
    assert.equal(rooms.door(), 'closed')
    assert.deepEqual(await rooms.open('x', { requestId: wish(), language: 'zh', number: null }), {
      refused: 'store_down',
    })
  })
})
