import type { Agent } from '../agent/agent.ts'
import type { Call } from '../call/call.ts'
import type { Chat } from '../chats/chat.ts'
import type { KeptPlace } from '../kept-place/kept-place.ts'
import type { Queue } from '../queue/queue.ts'
import { nobodyReady, type Ready } from '../routing/ready.ts'
import { nobodyWaiting, type Waiting } from '../routing/waiting.ts'
import { empty, emptyById, first, type Sorted } from '../sorted.ts'

/** Limits that belong to the whole line, in ms. */
export interface LineSettings {
  /** How long a signed-in agent without console or phone stays signed in. */
  readonly absenceMs: number
  /** How long a browser phone may take to answer the call that becomes its standing leg. */
  readonly standMs: number
  /** How long a caller whose agent's phone was lost in the talk is kept for him. */
  readonly keepMs: number
  /** How long a leg that was told to end may take before it is written off. */
  readonly releaseMs: number
  /** Margin over Asterisk's own ring timer before we end an offer ourselves. */
  readonly ringMarginMs: number
  /** Pause after a declined offer. */
  readonly declinePauseMs: number
  /** Longest last word to a caller who is turned away. */
  readonly lastWordMs: number
  /** Sound for a caller who is turned away. */
  readonly lastWord: string
  /** Whether calls are recorded, where their queue does not say no. */
  readonly record: boolean
  /** Longest pause of a recording. */
  readonly recordingPauseMs: number
  /** How long a citizen's page may be silent while he waits for an agent in writing, before his place is given up. */
  readonly chatSilentMs: number
  /** After so long without a word of either side both are reminded, and after so long in all the chat ends. */
  readonly chatRemindMs: number
  readonly chatIdleMs: number
  /** How long an agent whose attempt nobody answered may say what he heard. */
  readonly codeMs: number
  /** How long an agent's phone is rung for a task where its queue does not say. */
  readonly summonMs: number
  /** How long a chat is kept for an agent whose console has gone. */
  readonly chatKeepMs: number
}

/** Defaults of `LineSettings`. */
export const defaultLineSettings: LineSettings = {
  absenceMs: 60_000,
  standMs: 5_000,
  keepMs: 15_000,
  releaseMs: 5_000,
  ringMarginMs: 2_000,
  declinePauseMs: 10_000,
  lastWordMs: 20_000,
  lastWord: 'busy',
  record: true,
  recordingPauseMs: 120_000,
  chatSilentMs: 60_000,
  chatRemindMs: 300_000,
  chatIdleMs: 600_000,
  codeMs: 8_000,
  summonMs: 15_000,
  chatKeepMs: 60_000,
}

/** The instant at which a call, a chat, a kept place, an agent, or an agent's standing leg must be looked at again. */
export interface Deadline {
  readonly at: number
  readonly what: 'call' | 'place' | 'chat' | 'agent' | 'phone'
  readonly id: string
}

/** Of one instant calls go first: whom a ladder opens to more agents at the end of somebody's wrap-up is among those he may take. */
const turnOf = { call: 0, place: 1, chat: 2, agent: 3, phone: 4 } as const

const byInstant = (a: Deadline, b: Deadline): number =>
  a.at - b.at || turnOf[a.what] - turnOf[b.what] || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** The whole hotline at one instant: plain data; every change makes a new value. */
export interface Line {
  readonly settings: LineSettings
  readonly queues: readonly Queue[]
  readonly calls: Sorted<string, Call>
  readonly chats: Sorted<string, Chat>
  /** Places of callers who are to be rung back in their turn. */
  readonly places: Sorted<string, KeptPlace>
  readonly agents: Sorted<string, Agent>
  /** Channel of an agent → agent. */
  readonly legs: Sorted<string, string>
  /** Channel of a contact who was called into a talk → call. */
  readonly partyLegs: Sorted<string, string>
  /** Calls for a task that an agent looks at → that agent. */
  readonly lookers: Sorted<string, string>
  readonly waiting: Waiting
  readonly ready: Ready
  readonly deadlines: Sorted<Deadline, true>
  readonly signedIn: number
  /** Whether agents can be rung; without it nobody is offered. */
  readonly telephony: boolean
}

/** A line with no queue, no agent and no call. */
export const emptyLine = (settings: LineSettings = defaultLineSettings): Line => ({
  settings,
  queues: [],
  calls: emptyById<Call>(),
  chats: emptyById<Chat>(),
  places: emptyById<KeptPlace>(),
  agents: emptyById<Agent>(),
  legs: emptyById<string>(),
  partyLegs: emptyById<string>(),
  lookers: emptyById<string>(),
  waiting: nobodyWaiting(),
  ready: nobodyReady(),
  deadlines: empty<Deadline, true>(byInstant),
  signedIn: 0,
  telephony: true,
})

/** When the line wants a `time` event next; null when nothing is due. */
export const nextDeadline = (line: Line): number | null => first(line.deadlines)?.key.at ?? null

/** The queue with this id, or undefined. */
export const queueOf = (line: Line, queueId: string): Queue | undefined =>
  line.queues.find(queue => queue.id === queueId)
