import type { LineEvent } from '../event.ts'
import { queueOf } from '../line/line.ts'
import { setChat, type Turn } from '../line/turn.ts'
import { demandOf } from '../routing/demand.ts'
import { get } from '../sorted.ts'
import type { Chat, ChatState } from './chat.ts'
import { endChat, endChatOffer, openUntil, say, toWaiting, waitingUntil } from './transitions.ts'

/** What can happen to a chat beside what its agent does at his desk. `due` is its own deadline. */
export type ChatEventType = 'chat_said' | 'chat_seen' | 'chat_left' | 'due'

type ChatEvent =
  | Extract<LineEvent, { type: 'chat_said' | 'chat_seen' | 'chat_left' }>
  | { readonly type: 'due'; readonly at: number }
type Handler = (turn: Turn, chat: Chat, event: ChatEvent) => void

const seen = (turn: Turn, chat: Chat): Chat => ({ ...chat, seenAt: turn.now })

const waits = (turn: Turn, chat: Chat): void =>
  setChat(turn, { ...chat, until: waitingUntil(turn, queueOf(turn.line, chat.queueId), chat) })

/** What he writes while he waits is there for his agent. Nobody else may write yet. */
const saysAhead: Handler = (turn, chat, event) => {
  if (event.type !== 'chat_said') return
  if (event.agentId !== null) {
    turn.refusal = 'chat_over'
    return
  }
  const said = say(turn, seen(turn, chat), { from: 'citizen', agentId: null, text: event.text }, event.at)
  if (chat.state === 'waiting') waits(turn, said)
  else setChat(turn, said)
}

const says: Handler = (turn, chat, event) => {
  if (event.type !== 'chat_said') return
  const { agentId, text, at } = event
  if (agentId !== null && agentId !== chat.agentId) {
    turn.refusal = 'chat_over'
    return
  }
  const from = agentId === null ? 'citizen' : 'agent'
  const said = { ...say(turn, chat, { from, agentId, text }, at), saidAt: turn.now, reminded: false }
  setChat(turn, { ...(agentId === null ? seen(turn, said) : said), until: openUntil(turn, said) })
}

const isThere: Handler = (turn, chat) => waits(turn, seen(turn, chat))
const isThereStill: Handler = (turn, chat) => setChat(turn, seen(turn, chat))

const leaves: Handler = (turn, chat, { at }) => {
  const free = endChatOffer(turn, chat, 'caller_left', at)
  const taken = free.acceptedAt !== null
  endChat(turn, free, taken ? 'completed' : 'left', 'citizen', at)
}

/** His page is gone, the wait too long, or the ladder opens the chat to more agents. */
const waitsOn: Handler = (turn, chat, { at }) => {
  if (turn.now >= chat.seenAt + turn.line.settings.chatSilentMs) return endChat(turn, chat, 'silent', 'system', at)
  const queue = queueOf(turn.line, chat.queueId)
  const waited = turn.now - chat.waitsSince
  if (queue && queue.maxWaitMs !== null && waited >= queue.maxWaitMs)
    return endChat(turn, chat, 'max_wait', 'system', at)
  const rung = Math.min(chat.rung + 1, queue?.ladder.length ?? 0)
  waits(turn, { ...chat, rung, demand: queue ? demandOf(queue, rung, chat.skills) : chat.demand })
}

const offerRunsOut: Handler = (turn, chat, { at }) => toWaiting(turn, endChatOffer(turn, chat, 'missed', at), at)

/** Nobody has written for long: first a word to both, then the end. */
const grows: Handler = (turn, chat, { at }) => {
  if (chat.reminded) return endChat(turn, chat, 'idle', 'system', at)
  const word = { from: 'house', agentId: null, text: 'idle_reminder' } as const
  const reminded = { ...say(turn, chat, word, at), reminded: true }
  setChat(turn, { ...reminded, until: openUntil(turn, reminded) })
}

/** State × event of a chat. A pair that is not here is a named, logged error (docs/states.md holds the same table). */
export const chatTable: { readonly [S in ChatState]: { readonly [E in ChatEventType]: Handler } } = {
  waiting: { chat_said: saysAhead, chat_seen: isThere, chat_left: leaves, due: waitsOn },
  offered: { chat_said: saysAhead, chat_seen: isThereStill, chat_left: leaves, due: offerRunsOut },
  open: { chat_said: says, chat_seen: isThereStill, chat_left: leaves, due: grows },
}

/** Tells a chat what happened; one that is no longer in the line is over, which whoever writes is told. */
export const toChat = (turn: Turn, id: string, event: ChatEvent): void => {
  const chat = get(turn.line.chats, id)
  if (chat) chatTable[chat.state][event.type](turn, chat, event)
  else if (event.type === 'chat_said') turn.refusal = 'chat_over'
}
