import assert from 'node:assert/strict'
import { test } from 'node:test'
import { profileOf } from '../../../src/domain/routing/ready.ts'
import { nextCaller } from '../../../src/domain/routing/waiting.ts'
import { get, values } from '../../../src/domain/sorted.ts'
import { seeded } from '../../engine/simulation/random.ts'
import { givenChats, offerOf } from './given-chats.ts'

test('given a thousand random things, one agent has one thing at a time, nobody waits beside an agent for him, and every chat ends once', () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const random = seeded(seed).next
    const { under, writer, open, say, leave, seen } = givenChats()
    const complaints: unknown[] = []
    const { tell } = under
    under.tell = event => {
      const done = tell(event)
      complaints.push(...done.complaints)
      return done
    }
    const agents = ['1001', '1002', '1003', '1004']
    for (const id of agents.slice(0, 3)) writer(id)
    under.ready('1004')
    const chats: string[] = []
    const one = <T>(of: readonly T[]): T | undefined => of[Math.floor(random() * of.length)]
    for (let n = 0; n < 1_000; n += 1) {
      const agentId = one(agents) ?? ''
      const chat = one(chats) ?? ''
      const agent = get(under.line.agents, agentId)
      const calls = [...values(under.line.calls)].map(({ id }) => id)
      const things: (() => unknown)[] = [
        () => {
          chats.push(`chat-${seed}-${n}`)
          open(`chat-${seed}-${n}`)
        },
        () => under.call(`call-${seed}-${n}`),
        () => under.command(agentId, { name: 'accept', offerId: offerOf(under, agentId) }),
        () => agent?.leg && under.tell({ type: 'leg_answered', at: under.now, leg: agent.leg }),
        () => agent?.leg && under.tell({ type: 'leg_ended', at: under.now, leg: agent.leg, how: 'normal' }),
        () => under.command(agentId, { name: 'decline', offerId: offerOf(under, agentId) }),
        () => under.command(agentId, { name: 'hang_up' }),
        () => under.command(agentId, { name: 'ready' }),
        () => under.command(agentId, { name: 'pause', reason: 'break' }),
        () => say(chat, null, 'x'),
        () => say(chat, agentId, 'y'),
        () => leave(chat),
        () => seen(chat),
        () => under.tell({ type: 'console_down', at: under.now, agentId }),
        () => under.tell({ type: 'console_up', at: under.now, agentId }),
        () => under.tell({ type: 'agent_signed_in', at: under.now, agentId }),
        () => under.tell({ type: 'caller_left', at: under.now, callId: one(calls) ?? '', how: 'normal' }),
        () =>
          under.tell({
            type: 'leader_command',
            at: under.now,
            by: 'leader',
            leaderId: null,
            command: { name: 'free', agentId },
          }),
        () => under.pass(Math.floor(random() * 8_000)),
      ]
      one(things)?.()
      soundness(under)
      assert.deepEqual(complaints, [])
    }
    for (let n = 0; n < 20; n += 1) under.pass(60_000)
    for (const id of agents) under.command(id, { name: 'sign_out' })
    under.pass(1_200_000)
    assert.deepEqual([...values(under.line.chats)], [], `seed ${seed}: a chat hangs`)
    const opened = under.factsOf('chat_opened').map(({ chatId }) => chatId)
    const ended = under.factsOf('chat_ended').map(({ chatId }) => chatId)
    assert.deepEqual([...ended].sort(), [...opened].sort(), `seed ${seed}`)
    for (const id of opened) {
      const numbers = under.factsOf('chat_said').flatMap(({ chatId, n }) => (chatId === id ? [n] : []))
      assert.deepEqual(
        numbers,
        numbers.map((_, at) => at + 1),
      )
    }
  }
})

const soundness = (under: ReturnType<typeof givenChats>['under']): void => {
  const { line } = under
  for (const agent of values(line.agents)) {
    assert.ok(agent.callId === null || agent.chatId === null, `${agent.id} has two things`)
    if (agent.state === 'ready')
      assert.equal(nextCaller(line.waiting, profileOf(agent)), null, `somebody waits beside ${agent.id}`)
    if (agent.state === 'reserved' && agent.chatId !== null)
      assert.equal(get(line.chats, agent.chatId)?.offer?.id, agent.offerId)
    if (agent.state === 'talking' && agent.chatId !== null)
      assert.equal(get(line.chats, agent.chatId)?.agentId, agent.id)
  }
  for (const chat of values(line.chats)) {
    const holder = get(line.agents, chat.offer?.agentId ?? chat.agentId ?? '')
    if (chat.state === 'waiting') assert.equal(chat.offer ?? chat.agentId, null)
    else assert.equal(holder?.chatId, chat.id, `${chat.id} is ${chat.state} and its agent does not know`)
  }
}
