import type { KnownNumberView } from './case-views.ts'

/** What pages see. Times are UTC ms of the server's clock; null: unknown or not so. */
export interface AgentView {
  readonly id: string
  readonly name: string
  readonly extension: string
  readonly group: string
  readonly state: 'offline' | 'ready' | 'reserved' | 'talking' | 'wrap_up' | 'paused'
  readonly since: number
  readonly reason: string | null
  /** Planned end of wrap-up or of a pause the server set. */
  readonly until: number | null
  /** What he becomes after the present engagement, where he asked for it. */
  readonly next: string | null
  readonly signedIn: boolean
  readonly console: boolean
  readonly phone: boolean
}

/** Names in both languages. */
export interface Names {
  readonly zh: string
  readonly en: string
}

/** A call of the same number before this one. */
export interface EarlierCall {
  readonly callId: string
  readonly arrivedAt: number
  readonly agentName: string | null
  readonly endCause: string | null
  readonly talkMs: number | null
}

/** What is known of the caller; comes with the pop or right after it. */
export interface HistoryView extends KnownNumberView {
  readonly earlier: readonly EarlierCall[]
  readonly callsInSevenDays: number
  readonly missed: { readonly since: number; readonly times: number } | null
}

/** The screen-pop: bound to one offer and withdrawn with it. */
export interface PopView {
  readonly offerId: string
  readonly callId: string
  readonly queueId: string
  readonly queueName: Names
  readonly dialled: string
  /** Masked unless the role may see it whole; null when unknown. */
  readonly number: string | null
  /** As the network gave it, shown as text only, when it is no number we know. */
  readonly rawNumber: string | null
  readonly withheld: boolean
  /** Skills the caller asked for beyond those of the queue, such as a dialect. */
  readonly skillsAsked: readonly string[]
  readonly arrivedAt: number
  readonly ringUntil: number
  /** The caller still hears the recording notice; the talk begins at its end. */
  readonly noticePlays: boolean
  readonly acceptBy: 'phone' | 'desk'
  /** The colleague who calls in this agent while the caller is his; null: an offer of the queue. */
  readonly calledInBy: string | null
  readonly history: HistoryView | null
}

/** Somebody who was called into a talk. */
export interface PartyView {
  readonly id: string
  readonly kind: 'agent' | 'department' | 'specialist' | 'emergency' | 'outside'
  readonly name: Names
  /** `listen`, `whisper`: a shift leader who hears the talk, and whom in the second the agent hears. */
  readonly mode: 'consult' | 'join' | 'blind' | 'listen' | 'whisper'
  readonly calledAt: number
  /** When he came in; null while he is rung. */
  readonly joinedAt: number | null
}

/** How somebody who was called in has left, or that he did not come. */
export interface PartyEndView {
  readonly kind: PartyView['kind']
  readonly name: Names
  readonly joined: boolean
  readonly how:
    | 'normal'
    | 'no_answer'
    | 'declined'
    | 'busy'
    | 'unreachable'
    | 'cancelled'
    | 'failed'
    | 'lost'
    | 'unseen'
    | 'died'
}

/** Whom an agent can call into his talk or pass the caller on to. */
export interface CallTargetsView {
  readonly agents: readonly { readonly id: string; readonly name: string; readonly state: AgentView['state'] }[]
  readonly queues: readonly { readonly id: string; readonly name: Names; readonly waiting: number }[]
  readonly contacts: readonly {
    readonly id: string
    readonly kind: 'department' | 'specialist' | 'emergency'
    readonly name: Names
    readonly unit: string | null
  }[]
  /** Topics with a policy specialist who can be called now. */
  readonly topics: readonly string[]
}

/** The call an agent talks in or wraps up. */
/** What a caller says while his recording is paused. */
export type PauseSubject = 'id_number' | 'bank_card' | 'password' | 'other'

export interface DeskCallView extends Omit<PopView, 'ringUntil' | 'noticePlays' | 'acceptBy' | 'calledInBy'> {
  /** Whether the caller is this agent's; else he was called in beside another, or has passed the caller on. */
  readonly mine: boolean
  /** How this agent takes part while the caller is another's; null: the caller is his, or he has not come in. */
  readonly part: PartyView['mode'] | null
  /** Since when the caller hears music; null: he does not. */
  readonly heldSince: number | null
  /** Whether the caller is recorded; while that is paused: since when, and when it goes on by itself. */
  readonly recorded: boolean
  readonly recordingPause: {
    readonly since: number
    readonly until: number
    readonly subject: PauseSubject | null
  } | null
  /** Who else was called into the talk. */
  readonly parties: readonly PartyView[]
  /** How the one of them who left last has ended; null: none has. */
  readonly lastParty: PartyEndView | null
  /** The caller rates by key now. */
  readonly rating: boolean
  readonly answeredAt: number | null
  readonly endedAt: number | null
  /** Why it ended; `failed` after an answer: telephony cut the talk off. null while it goes on, or when it is not known. */
  readonly endCause: 'completed' | 'abandoned' | 'overflow' | 'failed' | null
}

/** An agent's own day. */
export interface AgentTodayView {
  readonly offers: number
  readonly answered: number
  readonly missed: number
  readonly declined: number
  readonly talkMs: number
  readonly wrapUpMs: number
  readonly pausedMs: number
  readonly readyMs: number
}

/** How an agent is called. */
export interface PhoneView {
  /** The phone that the next offer reaches. */
  readonly device: 'browser' | 'desk'
  readonly wantsStandingLeg: boolean
  readonly autoAccept: boolean
  /** Whether a leg stands for the shift now. */
  readonly stands: boolean
}

/** Everything a desk shows. */
/** The chat that is offered to an agent, in which he writes, or which he wraps up; what is written is asked for by HTTP. */
export interface DeskChatView {
  readonly chatId: string
  readonly state: 'offered' | 'open' | 'ended'
  readonly offerId: string | null
  readonly ringUntil: number | null
  /** Where the citizen may be rung, as he said himself; masked unless the role may see it whole. */
  readonly number: string | null
  readonly language: 'zh' | 'en'
}

/** The callback task that an agent looks at, dials, talks about or has yet to conclude. */
export interface DeskTaskView {
  readonly callId: string
  readonly taskId: string
  readonly campaignId: string
  readonly purpose: string
  readonly caseNo: string | null
  readonly state: 'previewed' | 'summoned' | 'dialled' | 'talking' | 'concluded'
  /** The citizen's, masked. */
  readonly number: string | null
  /** When the task goes back by itself, or the ringing ends; null: nothing ends it but he. */
  readonly until: number | null
  readonly answered: boolean
  /** What the network alone says of it; null: nothing yet, or somebody has answered. */
  readonly byNetwork: string | null
}

export interface DeskState {
  readonly agent: AgentView
  readonly pop: PopView | null
  readonly call: DeskCallView | null
  /** Left out by servers from before there were chats. */
  readonly chat?: DeskChatView | null
  /** Left out by servers from before there were callback tasks. */
  readonly task?: DeskTaskView | null
  readonly today: AgentTodayView
  /** His phone, as far as the server knows it. */
  readonly phone: PhoneView
  /** Callers waiting in all queues. */
  readonly waiting: number
  readonly telephony: boolean
  /** Since when telephony is away; null while it is there. */
  readonly telephonyDownSince: number | null
}

/** The day's counts of the hotline; rates as percentages with two decimals, null where the base is 0. */
export interface TodayView {
  readonly offered: number
  readonly answered: number
  readonly abandoned: number
  readonly abandonedInAnnouncement: number
  readonly abandonedInQueue: number
  readonly abandonedRinging: number
  readonly abandonedShort: number
  readonly overflowed: number
  /** Of these: the queue was full; nobody was free within the longest wait; the caller keeps his place and is rung back (left out by servers from before this). */
  readonly overflowedFull: number
  readonly overflowedWait: number
  readonly overflowedKept?: number
  readonly failed: number
  readonly stillWaiting: number
  readonly answerRate: number | null
  /** The same without short abandons in the base. */
  readonly answerRateNet: number | null
  readonly sl15: number | null
  readonly sl20: number | null
  readonly sl30: number | null
  readonly meanWaitMs: number | null
  readonly meanTalkMs: number | null
  readonly longestTalkMs: number | null
  /** Whether the ledger behind these figures verifies; null: not yet checked. Where it does not, they are not signed. */
  readonly ledgerIntact: boolean | null
}

/** One queue on the wall. */
export interface QueueView {
  readonly id: string
  readonly name: Names
  readonly waiting: number
  readonly ringing: number
  readonly talking: number
  /** Arrival of the caller who waits longest; null when nobody waits. */
  readonly longestSince: number | null
  /** The switches of a shift leader. */
  readonly overflow: boolean
  readonly announce: boolean
  /** The answer rate asked of it, in percent; null: the hotline's. */
  readonly answerTarget: number | null
  /** Callers who hung up and are to be rung back in their turn; left out: none. */
  readonly kept?: number
}

/** The same with the answer rate of its calls over the last 24 h; servers from before this leave it out. */
export interface WallQueueView extends QueueView {
  readonly rolling?: RollingView
}

/** After how long in a state an agent deserves a look, ms; `pauses`: by the reason of the pause, all others as `paused`. */
export interface OverLongView {
  readonly reserved: number
  readonly talking: number
  readonly wrap_up: number
  readonly paused: number
  readonly pauses: Readonly<Record<string, number>>
}

/** The answer rate over the last 24 h, of calls that were answered or lost, and how far it is from its target. */
export interface RollingView {
  readonly answered: number
  readonly decided: number
  /** Percentages with two decimals; `rate` null where nothing is decided. */
  readonly rate: number | null
  readonly target: number
  /** How many more calls may be lost with the rate still at its target; null where it is under it already, or unknown. */
  readonly lossesLeft: number | null
  /** How many calls answered in a row bring it back; 0: it is not under, null: none do, or unknown. */
  readonly answersNeeded: number | null
}

/** Calls by the half hour they arrived in, from the day's midnight on. */
export interface CurveCounts {
  readonly offered: readonly number[]
  readonly answered: readonly number[]
  readonly lost: readonly number[]
}

/** Today as far as it has come, and the same weekday of last week whole; null: not known (yet). */
export interface CurveView {
  readonly from: number
  readonly stepMs: number
  readonly today: CurveCounts
  readonly lastWeek: CurveCounts | null
}

/** A caller who has no agent yet, and why. No number. */
export interface WaitingView {
  readonly callId: string
  readonly queueId: string
  readonly since: number
  readonly priority: number
  /** How many rungs of the queue's ladder are open to him. */
  readonly rung: number
  /** Whose phone rings for him, or who has taken him while the notice still plays. */
  readonly agentId: string | null
  /** The fewest callers that an agent he could have would get before him; 0: he is next; null where that is not the question. */
  readonly ahead: number | null
  readonly why: Names
}

/** Something the shift leader must know at once. */
export interface AlarmView {
  readonly alarm: 'nobody_at_work' | 'callers_alone'
  /** Since when it is so, UTC ms. */
  readonly since: number
}

/** Everything the wall shows. No number of a caller. */
export interface WallState {
  readonly queues: readonly WallQueueView[]
  /** For the screen of the hall: nobody, or only names and states where the house wishes so. */
  readonly agents: readonly AgentView[]
  /** Left out for the screen of the hall, and by servers from before this: then nobody is flagged. */
  readonly overLong?: OverLongView
  /** Agents who are signed in, by state. */
  readonly states: Readonly<Record<AgentView['state'], number>>
  readonly today: TodayView
  readonly rolling: RollingView
  readonly curve: CurveView
  /** Who waits, in the order of the line; `more`: how many stand behind these. */
  readonly waiting: { readonly first: readonly WaitingView[]; readonly more: number }
  readonly alarms: readonly AlarmView[]
  readonly telephony: boolean
  /** The first row of the ledger that does not verify; null: none is known. */
  readonly ledgerBrokenAt: number | null
  /** `spilling`: facts wait on the disk until the database takes them again; `losing`: only in memory, or they are lost. Calls go on. */
  readonly store: 'ok' | 'spilling' | 'losing'
  /** Facts lost since the server started. */
  readonly lost: number
  /** Pops painted: 50th and 99th percentile of offer → painted in ms, over the last thousand; null before the first. */
  readonly popPaintedMs: { readonly p50: number; readonly p99: number } | null
}
