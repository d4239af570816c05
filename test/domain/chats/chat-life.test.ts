import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textDoor } from '../../../src/domain/chats/open-chat.ts'
import { get } from '../../../src/domain/sorted.ts'
import { givenChats, offerOf } from './given-chats.ts'

const minute = 60_000

test('given a ready agent who writes, a citizen is offered to him at once, and is his when he accepts', () => {
  const { under, writer, open, accept } = givenChats()
  writer('1001')
  open('chat-a')
  assert.equal(under.stateOf('1001'), 'reserved')
  accept('1001')
  assert.equal(under.stateOf('1001'), 'talking')
  assert.equal(get(under.line.chats, 'chat-a')?.state, 'open')
  assert.deepEqual(under.effects, [])
  assert.equal(under.factsOf('call_arrived').length, 0)
})

test('given nobody who writes, the door is closed and a chat is refused', () => {
  const { under, open } = givenChats()
  under.ready('1001')
  assert.equal(open('chat-a').refusal, 'chat_closed')
  assert.equal(textDoor(under.line).is, 'closed')
  assert.deepEqual(under.factsOf('chat_opened'), [])
})

test('given as many who wait as the queue takes, one more is refused', () => {
  const { writer, open, accept } = givenChats()
  writer('1001')
  for (const id of ['chat-a', 'chat-b', 'chat-c', 'chat-d']) assert.equal(open(id).refusal, null)
  accept('1001')
  assert.equal(open('chat-e').refusal, 'chat_full')
})

test('given a caller and a citizen who writes, whoever came first gets the agent who is free', () => {
  const { under, writer, open, accept } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  under.pass(1_000)
  under.call('call-1')
  under.pass(1_000)
  open('chat-b')
  under.command('1001', { name: 'hang_up' })
  under.command('1001', { name: 'ready' })
  assert.equal(get(under.line.agents, '1001')?.callId, 'call-1')
  assert.equal(get(under.line.chats, 'chat-b')?.state, 'waiting')
})

test('given an agent who does not write, he gets calls and never a chat', () => {
  const { under, writer, open, accept } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  under.ready('1002')
  open('chat-b')
  assert.equal(under.stateOf('1002'), 'ready')
  under.call('call-1')
  assert.equal(get(under.line.agents, '1002')?.callId, 'call-1')
})

test('given an offer that nobody takes, the agent has missed it and the citizen keeps his place', () => {
  const { under, writer, open } = givenChats()
  writer('1001')
  open('chat-a')
  under.pass(21_000)
  assert.equal(under.stateOf('1001'), 'paused')
  assert.equal(get(under.line.agents, '1001')?.reason, 'missed')
  assert.equal(get(under.line.chats, 'chat-a')?.state, 'waiting')
  assert.equal(under.factsOf('chat_offer_ended').at(-1)?.result, 'missed')
})

test('given an offer that was declined, the next agent gets it', () => {
  const { under, writer, open } = givenChats()
  writer('1001')
  under.pass(1_000)
  writer('1002')
  open('chat-a')
  under.command('1001', { name: 'decline', offerId: offerOf(under, '1001') })
  assert.equal(under.stateOf('1001'), 'paused')
  assert.equal(under.stateOf('1002'), 'reserved')
})

test('given an agent without a standing leg, he takes a chat at his desk, and no phone is asked for anything', () => {
  const { under, writer, open, accept } = givenChats()
  writer('1001')
  open('chat-a')
  assert.equal(accept('1001').refusal, null)
  assert.deepEqual(under.effects, [])
})

test('given messages of both sides, they are numbered without a gap, and what was written while waiting is among them', () => {
  const { under, writer, open, say, accept } = givenChats()
  writer('1001')
  open('chat-a')
  say('chat-a', null, 'first')
  accept('1001')
  say('chat-a', '1001', 'second')
  say('chat-a', null, 'third')
  assert.deepEqual(
    under.factsOf('chat_said').map(({ n, from, text }) => [n, from, text]),
    [
      [1, 'citizen', 'first'],
      [2, 'agent', 'second'],
      [3, 'citizen', 'third'],
    ],
  )
})

test('given an agent whose chat it is not, he cannot write in it', () => {
  const { under, writer, open, say, accept } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  assert.equal(say('chat-a', '1002', 'x').refusal, 'chat_over')
  assert.deepEqual(under.factsOf('chat_said'), [])
})

test('given a citizen whose page is silent while he waits, his place is given up', () => {
  const { under, writer, open, accept, seen } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  open('chat-b')
  open('chat-c')
  under.pass(50_000)
  seen('chat-c')
  under.pass(15_000)
  assert.equal(get(under.line.chats, 'chat-b'), undefined)
  assert.equal(get(under.line.chats, 'chat-c')?.state, 'waiting')
  assert.equal(under.factsOf('chat_ended')[0]?.cause, 'silent')
})

test('given a citizen who waits longer than the queue allows, the chat ends with that cause', () => {
  const { under, writer, open, accept, say, seen } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  open('chat-b')
  for (let n = 0; n < 13; n += 1) {
    under.pass(50_000)
    seen('chat-b')
    say('chat-a', null, 'still here')
  }
  assert.deepEqual(
    under.factsOf('chat_ended').map(({ chatId, cause }) => [chatId, cause]),
    [['chat-b', 'max_wait']],
  )
})

test('given a chat in which nobody writes, both are reminded, and at last it ends and frees the agent', () => {
  const { under, writer, open, accept } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  under.pass(5 * minute + 1_000)
  assert.equal(under.factsOf('chat_said')[0]?.from, 'house')
  under.pass(5 * minute)
  assert.deepEqual(
    under.factsOf('chat_ended').map(({ cause, by }) => [cause, by]),
    [['idle', 'system']],
  )
  assert.equal(under.stateOf('1001'), 'wrap_up')
})

test('given a word after the reminder, the time begins anew', () => {
  const { under, writer, open, accept, say } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  under.pass(6 * minute)
  say('chat-a', null, 'here')
  under.pass(5 * minute - 1_000)
  assert.equal(get(under.line.chats, 'chat-a')?.reminded, false)
  assert.deepEqual(under.factsOf('chat_ended'), [])
})

test('given a citizen who ends the chat, the agent wraps up and is ready again by himself', () => {
  const { under, writer, open, accept, leave } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  leave('chat-a')
  assert.equal(under.stateOf('1001'), 'wrap_up')
  assert.equal(get(under.line.agents, '1001')?.chatId, 'chat-a')
  under.pass(10_000)
  assert.equal(under.stateOf('1001'), 'ready')
  assert.equal(get(under.line.agents, '1001')?.chatId, null)
})

test('given a citizen who leaves while he is offered, the agent is free at once and nothing is held against him', () => {
  const { under, writer, open, leave } = givenChats()
  writer('1001')
  open('chat-a')
  leave('chat-a')
  assert.equal(under.stateOf('1001'), 'ready')
  assert.equal(under.factsOf('chat_ended')[0]?.cause, 'left')
})

test('given an agent whose console is gone, the chat is kept for him and then waits for another one in its place', () => {
  const { under, writer, open, accept } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  under.tell({ type: 'console_down', at: under.now, agentId: '1001' })
  under.pass(30_000)
  under.tell({ type: 'console_up', at: under.now, agentId: '1001' })
  under.pass(40_000)
  assert.equal(get(under.line.chats, 'chat-a')?.agentId, '1001')
  under.tell({ type: 'console_down', at: under.now, agentId: '1001' })
  under.pass(60_000)
  assert.equal(under.stateOf('1001'), 'offline')
  writer('1002')
  assert.equal(get(under.line.chats, 'chat-a')?.offer?.agentId, '1002')
  assert.equal(under.factsOf('chat_returned').length, 1)
})

test('given a leader who frees an agent, the citizen waits again, and the agent is as after a chat', () => {
  const { under, writer, open, accept } = givenChats()
  writer('1001')
  open('chat-a')
  accept('1001')
  under.tell({
    type: 'leader_command',
    at: under.now,
    by: 'leader',
    leaderId: null,
    command: { name: 'free', agentId: '1001' },
  })
  assert.equal(under.stateOf('1001'), 'wrap_up')
  assert.equal(get(under.line.chats, 'chat-a')?.state, 'waiting')
})

test('given a chat that is over, whoever writes is told so and nothing is written', () => {
  const { under, writer, open, leave, say } = givenChats()
  writer('1001')
  open('chat-a')
  leave('chat-a')
  assert.equal(say('chat-a', null, 'too late').refusal, 'chat_over')
  assert.deepEqual(under.factsOf('chat_said'), [])
})

test('given a call that is passed on, it cannot be passed to those who write', () => {
  const { under } = givenChats()
  under.ready('1001')
  under.call('call-1')
  under.tell({ type: 'leg_answered', at: under.now, leg: 'call-1-offer-1' })
  const target = { kind: 'queue', queueId: 'text' } as const
  assert.equal(under.command('1001', { name: 'transfer', target }).refusal, 'no_such_target')
})

test('given a number that no queue names and a queue of those who write, a caller never lands there', () => {
  const { under } = givenChats()
  under.call('call-1', { dialled: '999' })
  assert.equal(get(under.line.calls, 'call-1')?.queueId, 'hotline')
})

test('given a restart in the middle, whoever waited waits, an offer is made anew, and a chat is kept for its agent', () => {
  const { under } = givenChats()
  const at = under.now
  const skills = [{ skill: 'text', level: 1 }]
  const named = { id: '1001', name: '1001', extension: '1001', group: 'phone', skills }
  under.tell({ type: 'agent_set', at, agent: { ...named, wantsStandingLeg: false, autoAccept: false } })
  const known = { queueId: 'text', priority: 5, language: 'zh', number: null, openedAt: at - 5_000 } as const
  const chats = [
    {
      ...known,
      id: 'chat-a',
      acceptedAt: at - 4_000,
      agentId: '1001',
      said: 7,
      saidAt: at - 1_000,
      offer: null,
    },
    {
      ...known,
      id: 'chat-b',
      acceptedAt: null,
      agentId: null,
      said: 0,
      saidAt: null,
      offer: { id: 'chat-b-offer-1', agentId: '1002' },
    },
  ]
  const last = { reason: null, until: null, next: null, resume: null, callId: null, leg: null }
  const agents = [{ ...last, agentId: '1001', state: 'talking', since: at - 4_000 } as const]
  under.tell({ type: 'line_restored', at, unfinished: { calls: [], agents, chats } })
  assert.equal(get(under.line.chats, 'chat-a')?.state, 'open')
  assert.equal(get(under.line.agents, '1001')?.chatId, 'chat-a')
  assert.equal(get(under.line.chats, 'chat-b')?.state, 'waiting')
  assert.equal(under.factsOf('chat_offer_ended')[0]?.result, 'withdrawn')
  under.tell({ type: 'chat_said', at: under.now, chatId: 'chat-a', agentId: null, text: 'on' })
  assert.equal(under.factsOf('chat_said')[0]?.n, 8)
  under.pass(61_000)
  assert.equal(get(under.line.chats, 'chat-a')?.state, 'waiting')
})
