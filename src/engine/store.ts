import type { Purpose } from '../domain/campaign/campaign.ts'
import type { Role } from '../domain/cases/role.ts'
import type { AgentProfile, LegEnd } from '../domain/event.ts'
import type { EndCause, EndedBy, Fact, MissedWhy, OfferReason, OfferResult, RatingResult } from '../domain/fact.ts'
import type { AgentFigures, Figures } from '../domain/kpi/figures.ts'
import type { UnfinishedCall, UnfinishedLine } from '../domain/line/restore.ts'
import type { Queue } from '../domain/queue/queue.ts'
import type { DirectoryEntry, SetOfNames } from '../domain/transfer/directory.ts'
import type { PartyKind, PartyMode } from '../domain/transfer/party.ts'
import type { AttachmentReads } from './attachments/attachment-store.ts'
import type { CampaignFigures, CampaignReads } from './campaigns/campaign-store.ts'
import type { AccessReads } from './cases/access-store.ts'
import type { CaseReads, KnownNumber } from './cases/case-store.ts'
import type { NoticeReads, NoticeWrites } from './cases/notice-store.ts'
import type { ChatReads } from './chats/chat-store.ts'
import type { ExportReads, ExportWrites } from './export/export-store.ts'
import type { KnowledgeReads } from './knowledge/knowledge-store.ts'
import type { MessageReads, MessageWrites } from './messages/message-store.ts'
import type { Ledger } from './ports.ts'
import type { PersonReads } from './privacy/person-store.ts'
import type { RatingReads } from './ratings/rating-store.ts'
import type { ScoreReads } from './scoring/score-store.ts'
import type { SettingsReads } from './settings/settings-store.ts'
import type { UnitApiReads, UnitApiWrites } from './unit-api/unit-store.ts'
import type { UnitReads } from './units/unit-store.ts'

export type { Role }

/** Someone who can sign in. */
export interface User {
  readonly id: number
  /** The sign-in name; for agents the number of their phone. */
  readonly name: string
  readonly displayName: string
  readonly role: Role
  readonly agentId: string | null
  /** argon2id in PHC form. */
  readonly passwordHash: string
  readonly disabled: boolean
  /** What he may do beside his role; null: nothing. */
  readonly alsoRoles: readonly Role[] | null
  /** The unit he belongs to; null: the hotline itself. */
  readonly unitId: string | null
}

/** Somebody to be made or changed; what is left out: no further roles, no unit. */
export type UserToSave = Omit<User, 'id' | 'alsoRoles' | 'unitId'> & Partial<Pick<User, 'alsoRoles' | 'unitId'>>

/** A sign-in that is still good. Only a hash of its token is kept. */
export interface Session {
  readonly tokenHash: string
  readonly userId: number
  readonly createdAt: number
  readonly expiresAt: number
}

/** An agent as stored: his profile and the secret of his phone. */
export interface StoredAgent extends AgentProfile {
  readonly sipPassword: string
}

/** How an agent wishes to be called on his browser phone. */
export type PhoneWishes = Pick<AgentProfile, 'wantsStandingLeg' | 'autoAccept'>

/** How a call ended; the last three: one that we made and nobody took. */
export type CallEnd = EndCause | 'no_answer' | 'busy' | 'rejected'

/** One call as the ledger's projection holds it. Times UTC ms, null: not (yet) so. */
export interface CallRow {
  readonly id: string
  readonly queueId: string
  readonly dialled: string
  readonly rawNumber: string
  readonly number: string | null
  readonly withheld: boolean
  readonly priority: number
  readonly adopted: boolean
  readonly arrivedAt: number
  /** yyyymmdd and hour of the arrival in the city's zone. */
  readonly localDay: number
  readonly localHour: number
  readonly queuedAt: number | null
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly agentId: string | null
  readonly waitMs: number | null
  readonly talkMs: number | null
  readonly endCause: CallEnd | null
  readonly endedBy: EndedBy | null
  readonly abandonStage: 'announcement' | 'queue' | 'ringing' | null
  readonly overflowReason: string | null
  readonly failReason: string | null
  readonly offers: number
  /** Whether the native queue of Asterisk had it for a while or to its end. */
  readonly fallback: boolean
  /** Who talks with the caller, or did last; `agentId` is who answered. */
  readonly withAgentId: string | null
  /** Whether the open or last leg is another one than that which answered. */
  readonly furtherLeg: boolean
  /** While an answered caller waits for somebody else, since when and in which queue; while he is on music, since when. */
  readonly transferredAt: number | null
  readonly transferQueueId: string | null
  readonly heldAt: number | null
  /** When the talk was ended and the caller asked to rate it. */
  readonly surveyedAt: number | null
  /** While its caller's place is kept, who is to be rung back in his turn: until when. */
  readonly placeExpiresAt: number | null
  /** Of a call that we made: what for, and for which task; its `dialled` is the number that the citizen was shown. null: a call of the hotline. */
  readonly purpose: Purpose | null
  readonly taskId: string | null
}

/** Somebody who was called into a talk: an agent, or a contact by its name and number as they were then. */
export interface PartyRow {
  readonly id: string
  readonly callId: string
  readonly leg: string
  readonly kind: PartyKind
  readonly mode: PartyMode
  readonly calledBy: string | null
  readonly agentId: string | null
  readonly contactId: string | null
  readonly name: SetOfNames | null
  readonly number: string | null
  /** The unit against which an unanswered call counts. */
  readonly unit: string | null
  readonly calledAt: number
  readonly joinedAt: number | null
  readonly endedAt: number | null
  readonly how: LegEnd | null
  readonly talkMs: number | null
}

/** One agent's chance to take a call. */
export interface OfferRow {
  readonly id: string
  readonly callId: string
  readonly agentId: string
  readonly madeAt: number
  readonly endedAt: number | null
  readonly result: OfferResult | null
  readonly ringMs: number | null
  readonly reason: OfferReason
}

/** One agent's leg of a call, from the answer to its end. */
export interface LegRow {
  readonly id: string
  readonly callId: string
  readonly agentId: string
  readonly answeredAt: number | null
  readonly endedAt: number | null
  readonly how: LegEnd | null
  readonly talkMs: number | null
}

/** One recording of a call. Times UTC ms, null: not (yet) so, or not known. */
export interface RecordingRow {
  readonly part: string
  readonly callId: string
  readonly startedAt: number | null
  readonly failedWhy: string | null
  readonly pausedAt: number | null
  readonly pausedBy: string | null
  /** When it was taken from Asterisk; bytes and hash are those of the plain audio. */
  readonly closedAt: number | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly audioMs: number | null
  readonly gapMs: number | null
  readonly heldAt: number | null
  readonly erasedAt: number | null
}

/** A call whose recordings are kept; `audioMs`, `gapMs` of all of them. */
export interface RecordedCall {
  readonly call: CallRow
  readonly audioMs: number
  readonly gapMs: number | null
  readonly held: boolean
}

/** What came of a rating by key. Only `valid` ones are ratings. */
export interface ServiceRatingRow {
  readonly callId: string
  readonly agentId: string
  readonly at: number
  readonly result: RatingResult
  readonly score: number | null
}

/** Calls of the hotline. Where a list goes on: rows before this arrival and id, newest first. */
export interface CallFilter {
  readonly from?: number
  readonly to?: number
  readonly queueId?: string
  readonly agentId?: string
  readonly number?: string
  readonly endCause?: EndCause
  readonly before?: { readonly arrivedAt: number; readonly id: string }
  readonly limit: number
}

/** What is known of a caller before he speaks. */
export interface CallerHistory extends KnownNumber {
  /** The last five calls from this number to the hotline, newest first, without the present one. */
  readonly earlier: readonly (Pick<CallRow, 'id' | 'arrivedAt' | 'queueId' | 'agentId' | 'talkMs'> & {
    readonly endCause: EndCause | null
  })[]
  /** Calls of this number in the last seven days, without the present one. */
  readonly callsInSevenDays: number
  /** The open ring-back record of this number. */
  readonly missed: { readonly since: number; readonly times: number } | null
}

/** A number to be rung back: one open record for each number; repeats are counted into it. */
export interface MissedCallRow {
  readonly id: number
  readonly number: string
  readonly firstAt: number
  readonly lastAt: number
  readonly times: number
  readonly lastCallId: string
  readonly closedAt: number | null
  readonly closedBy: 'got_through' | 'rung_back' | null
  /** Of the last of these calls; null for one from before this was kept. */
  readonly why: MissedWhy | null
}

/** What has no end, and the calls that agents still wrap up. */
export interface Unfinished extends UnfinishedLine {
  readonly wrappedUp: readonly (UnfinishedCall & { readonly endedAt: number; readonly endCause: EndCause | null })[]
}

/** A small document: what was written in each field, by its name. What is not there is empty. */
export type DraftFields = Readonly<Record<string, string>>

/** What an agent has written about a call and not yet made into anything; `updatedAt` names this version of it. */
export interface Draft {
  readonly fields: DraftFields
  readonly updatedAt: number
}

/** A draft to be saved in the place of the version it was based on; null: of none. `now` in UTC ms. */
export interface DraftToSave {
  readonly callId: string
  readonly agentId: string
  readonly fields: DraftFields
  readonly basedOn: number | null
  readonly now: number
}

/** A place in the ledger: a sequence, and the hash that holds all before it. */
export interface LedgerTip {
  readonly seq: number
  readonly hash: string
}

/** How a stretch of the ledger's chain was found. `checkedTo`: the last row that holds; sequence 0 where none does. */
export interface ChainCheck {
  readonly checkedTo: LedgerTip
  /** The first row that is missing or does not fit its hash; null: all of the stretch holds. */
  readonly brokenAt: number | null
  /** Whether there may be rows after the stretch. */
  readonly more: boolean
}

/** Reads of committed rows; each reads what was durable when it was asked. */
export interface Reads
  extends AccessReads,
    AttachmentReads,
    CampaignFigures,
    CampaignReads,
    CaseReads,
    ChatReads,
    KnowledgeReads,
    ExportReads,
    MessageReads,
    NoticeReads,
    PersonReads,
    RatingReads,
    ScoreReads,
    SettingsReads,
    UnitApiReads,
    UnitReads {
  calls(filter: CallFilter): Promise<readonly CallRow[]>
  call(id: string): Promise<{
    readonly call: CallRow
    readonly offers: readonly OfferRow[]
    readonly legs: readonly LegRow[]
    readonly parties: readonly PartyRow[]
    readonly ratings: readonly ServiceRatingRow[]
  } | null>
  callFacts(callId: string): Promise<readonly Fact[]>
  /** All that has no end in the ledger, for the start of a server; not the calls that we made, which `openAttempts` has. */
  unfinished(): Promise<Unfinished>
  callerHistory(number: string, exceptCallId: string, now: number): Promise<CallerHistory>
  missedCalls(open: boolean, limit: number): Promise<readonly MissedCallRow[]>
  recordings(callId: string): Promise<readonly RecordingRow[]>
  /** Calls that arrived in [from, to) and whose recordings are kept, newest first. `lastDigits`: of the caller's number. */
  recordedCalls(filter: {
    readonly from: number
    readonly to: number
    readonly agentId?: string
    /** Calls in which this agent talked, whoever answered them. */
    readonly talkedIn?: string
    readonly lastDigits?: string
    readonly limit: number
  }): Promise<readonly RecordedCall[]>
  /**
   * Recordings that were closed before this instant and that nobody holds, oldest first. Those of calls that belong to a complaint, as the one it came
   * from, as a follow-up or as a return visit, are due only where they were closed before `complaintsBefore` as well.
   */
  recordingsDue(due: {
    readonly before: number
    readonly complaintsBefore: number
    readonly limit: number
  }): Promise<readonly { readonly part: string; readonly callId: string }[]>
  /** Calls of [from, to) that were answered, are over and have no audio, newest first. */
  answeredWithoutAudio(from: number, to: number, limit: number): Promise<readonly CallRow[]>
  draft(callId: string, agentId: string): Promise<Draft | null>
  /** The figures of the calls of the hotline that arrived in [from, to), counted from the projection. */
  figures(from: number, to: number): Promise<Figures>
  /** The same for each step of `stepMs` from `from` on, by the instant it begins at; steps without a call are left out. */
  figuresByStep(from: number, to: number, stepMs: number): Promise<ReadonlyMap<number, Figures>>
  /** The calls that arrived in [from, to) and were answered or lost, by queue and by the step of `stepMs` from `from` on that begins at `at`. */
  decidedByQueue(
    from: number,
    to: number,
    stepMs: number,
  ): Promise<
    readonly { readonly queueId: string; readonly at: number; readonly answered: number; readonly lost: number }[]
  >
  /** The calls of the hotline that have no end. */
  openCalls(): Promise<readonly Pick<CallRow, 'id' | 'queueId' | 'arrivedAt'>[]>
  agentFigures(from: number, to: number): Promise<ReadonlyMap<string, AgentFigures>>
  queues(): Promise<readonly Queue[]>
  agents(): Promise<readonly StoredAgent[]>
  /** Departments, specialists and emergency services that can be called into a talk. */
  directory(): Promise<readonly DirectoryEntry[]>
  /** Sign-in names of the people of these units, of closed accounts too. */
  accountsOf(units: readonly string[]): Promise<readonly string[]>
  userByName(name: string): Promise<User | null>
  userById(id: number): Promise<User | null>
  session(tokenHash: string): Promise<Session | null>
  /** Last sequence and hash of the ledger; null when empty. */
  tip(): Promise<LedgerTip | null>
  /** Checks at most `atMost` rows after one that was checked before (null: from the first), and that this one is still the same. */
  checkChain(after: LedgerTip | null, atMost: number): Promise<ChainCheck>
  /** Checks the hash chain from `fromSeq` on; the first broken row, or null when it holds. */
  verifyChain(fromSeq: number): Promise<{ readonly brokenAt: number } | null>
}

/** Writes outside the ledger of facts: settings and sign-ins. */
export interface Writes extends ExportWrites, MessageWrites, NoticeWrites, UnitApiWrites {
  saveQueue(queue: Queue): Promise<void>
  saveDirectoryEntry(entry: DirectoryEntry): Promise<void>
  removeDirectoryEntry(id: string): Promise<void>
  saveAgent(agent: StoredAgent): Promise<void>
  /** How an agent wishes to be called on his browser phone. */
  savePhoneWishes(agentId: string, wishes: PhoneWishes): Promise<void>
  saveUser(user: UserToSave): Promise<User>
  addSession(session: Session): Promise<void>
  endSession(tokenHash: string): Promise<void>
  /**
   * Saves a draft and gives the instant that names it from now on, later than that of any version before; null: the saved
   * one is another than it was based on, and stays. Drafts that nobody touched for a week go.
   */
  saveDraft(draft: DraftToSave): Promise<number | null>
}

/** How facts fare on their way into the database. Calls go on in all of these states. */
export interface StoreLine {
  /** `spilling`: they wait on the disk beside the database; `losing`: only in memory, or they are lost. */
  readonly state: 'ok' | 'spilling' | 'losing'
  /** Facts that are not in the database yet. */
  readonly waiting: number
  /** Those of them that are in the spill file. */
  readonly spilled: number
  /** Facts lost since the start: neither database nor spill file nor memory could hold them. */
  readonly lost: number
}

/** The store of the hotline: the ledger, its projections, settings and sign-ins. */
export interface Store extends Ledger {
  readonly read: Reads
  readonly write: Writes
  /** False while commits fail; facts then wait in order. */
  readonly healthy: boolean
  readonly line: StoreLine
  /**
   * Resolves when all facts taken so far can be read: during an outage, only after it. What is decided by a read of facts that may
   * just have happened (the journal, a reconcile) waits for this; nothing on the way of a call does.
   */
  caughtUp(): Promise<void>
  close(): Promise<void>
}
