import type { LineEvent } from '../event.ts'
import type { Line } from '../line/line.ts'
import { note, type Turn } from '../line/turn.ts'
import { capacityOf, type Queue, queueForText, rungAt } from '../queue/queue.ts'
import { demandOf, rankOf } from '../routing/demand.ts'
import { profileOf } from '../routing/ready.ts'
import { waitingIn } from '../routing/waiting.ts'
import { get, values } from '../sorted.ts'
import type { Chat } from './chat.ts'
import { toWaiting } from './transitions.ts'

/** Agents on duty whom the queue's whole ladder leads to: whoever is paused for now counts, he comes back. */
const writersOf = (line: Line, queue: Queue): number => {
  const demand = demandOf(queue, queue.ladder.length, queue.skills)
  let count = 0
  for (const agent of values(line.agents))
    if (agent.signedIn && agent.state !== 'offline' && rankOf(demand, profileOf(agent)) !== null) count += 1
  return count
}

/** Whether a citizen who wants to write can be taken: `closed`: nobody is there who could write with him; `full`: too many wait. */
export type TextDoor =
  | { readonly is: 'open'; readonly queue: Queue; readonly waiting: number }
  | { readonly is: 'closed' | 'full' }

/** The door of the text queue as it is now. */
export const textDoor = (line: Line): TextDoor => {
  const queue = queueForText(line.queues)
  const writers = queue ? writersOf(line, queue) : 0
  if (!queue || writers === 0) return { is: 'closed' }
  const waiting = waitingIn(line.waiting, queue.id)
  return waiting >= capacityOf(queue, writers) ? { is: 'full' } : { is: 'open', queue, waiting }
}

/** How many wait before this chat for the same queue, an offer of its own not counted; null: it does not wait. */
export const chatsAhead = (line: Line, chat: Chat): number | null => {
  if (chat.state === 'open') return null
  let count = 0
  for (const other of values(line.chats))
    if (other.state !== 'open' && other.queueId === chat.queueId && isBefore(other, chat)) count += 1
  return count
}

const isBefore = (a: Chat, b: Chat): boolean =>
  a.priority !== b.priority
    ? a.priority < b.priority
    : a.openedAt !== b.openedAt
      ? a.openedAt < b.openedAt
      : a.id < b.id

/** A citizen wants to write with an agent. He waits in the same line as the callers; the match of this turn may give him an agent at once. */
export const openChat = (turn: Turn, event: Extract<LineEvent, { type: 'chat_opened' }>): void => {
  const { at, chatId, secretHash, language, number } = event
  if (get(turn.line.chats, chatId)) return
  const door = textDoor(turn.line)
  if (door.is !== 'open') {
    turn.refusal = door.is === 'full' ? 'chat_full' : 'chat_closed'
    return
  }
  const { id: queueId, priority, skills } = door.queue
  note(turn, at, { kind: 'chat_opened', chatId, queueId, priority, language, number, secretHash })
  const rung = rungAt(door.queue, 0)
  const demand = demandOf(door.queue, rung, skills)
  const chat: Chat = {
    ...{ id: chatId, state: 'waiting', since: at, queueId, priority, skills, demand, language, number },
    ...{ openedAt: at, waitsSince: at, rung, offersMade: 0, offer: null, agentId: null, acceptedAt: null },
    ...{ said: 0, saidAt: at, reminded: false, seenAt: turn.now, until: turn.now },
  }
  toWaiting(turn, chat, at)
}
