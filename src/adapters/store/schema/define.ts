import type { AgentState, PauseReason, Resume } from '../../../domain/agent/agent.ts'
import type { Purpose } from '../../../domain/campaign/campaign.ts'
import type { LegEnd } from '../../../domain/event.ts'
import type {
  AbandonStage,
  EndedBy,
  FactKind,
  MissedWhy,
  OfferReason,
  OfferResult,
  OverflowReason,
  RatingResult,
} from '../../../domain/fact.ts'
import type { Queue, SkillLevel } from '../../../domain/queue/queue.ts'
import type { DirectoryEntry, SetOfNames } from '../../../domain/transfer/directory.ts'
import type { PartyKind, PartyMode } from '../../../domain/transfer/party.ts'
import type { CallEnd, Role } from '../../../engine/store.ts'
import { sql } from '../drizzle.ts'
import { defineAttachments } from './define-attachments.ts'
import { defineCampaigns } from './define-campaigns.ts'
import { defineCases } from './define-cases.ts'
import { defineChats } from './define-chats.ts'
import { defineExports } from './define-exports.ts'
import { defineHistory } from './define-history.ts'
import { defineKnowledge } from './define-knowledge.ts'
import { defineMessages } from './define-messages.ts'
import { definePrivacy } from './define-privacy.ts'
import { defineRecordings } from './define-recordings.ts'
import { defineScores } from './define-scores.ts'
import { defineSettings } from './define-settings.ts'
import { defineUnitApi } from './define-unit-api.ts'
import type { Dialect } from './vocabulary.ts'

/**
 * All tables, in the words of one dialect. `facts` is the ledger; calls, offers, legs, agentIntervals, missedCalls and recordings are its
 * projections, and so are the tables of define-cases.ts and define-campaigns.ts; the others are settings and sign-ins. A row that a fact opens has that fact's sequence as its key where its own
 * id may come again (a leg that stands for a shift, an offer of a call taken over after a restart).
 */
export const define = (dialect: Dialect) => {
  const { table, index, unique, text, int, id, instant, flag, json } = dialect
  const facts = table(
    'facts',
    {
      seq: int().primaryKey(),
      at: instant().notNull(),
      received: instant().notNull(),
      kind: text().$type<FactKind>().notNull(),
      callId: text(),
      agentId: text(),
      body: text().notNull(),
      hash: text().notNull(),
    },
    t => [index('facts_call').on(t.callId, t.seq).where(sql`${t.callId} is not null`)],
  )

  const calls = table(
    'calls',
    {
      id: text().primaryKey(),
      queueId: text().notNull(),
      dialled: text().notNull(),
      rawNumber: text().notNull(),
      number: text(),
      withheld: flag().notNull(),
      priority: int().notNull(),
      adopted: flag().notNull(),
      arrivedAt: instant().notNull(),
      localDay: int().notNull(),
      localHour: int().notNull(),
      queuedAt: instant(),
      answeredAt: instant(),
      endedAt: instant(),
      agentId: text(),
      waitMs: int(),
      talkMs: int(),
      endCause: text().$type<CallEnd>(),
      endedBy: text().$type<EndedBy>(),
      abandonStage: text().$type<AbandonStage>(),
      overflowReason: text().$type<OverflowReason>(),
      failReason: text(),
      offers: int().notNull().default(0),
      /** Whether the native queue of Asterisk has it, or had it to its end. */
      fallback: flag().notNull().default(false),
      /** Who talks with the caller, or did last; `agentId` is who answered. */
      withAgentId: text(),
      /** Whether the open or last leg is another one than that which answered. */
      furtherLeg: flag().notNull().default(false),
      /** While an answered caller waits for somebody else, and while he is on music: since when. */
      transferredAt: instant(),
      transferQueueId: text(),
      heldAt: instant(),
      /** When the talk was ended and the caller asked to rate it. */
      surveyedAt: instant(),
      /** Of a call that we made: what for, and for which task; null: a call of the hotline. Its parts are those of any call. */
      purpose: text().$type<Purpose>(),
      taskId: text(),
      /** While its caller's place is kept, who is to be rung back in his turn: until when. */
      placeExpiresAt: instant(),
    },
    t => [
      index('calls_arrived').on(t.arrivedAt, t.id),
      index('calls_number').on(t.number, t.arrivedAt, t.id),
      index('calls_agent').on(t.agentId, t.arrivedAt, t.id),
      index('calls_queue').on(t.queueId, t.arrivedAt, t.id),
      index('calls_open').on(t.arrivedAt).where(sql`${t.endedAt} is null`),
      index('calls_places').on(t.arrivedAt).where(sql`${t.placeExpiresAt} is not null`),
    ],
  )

  const offers = table(
    'offers',
    {
      seq: int().primaryKey(),
      id: text().notNull(),
      callId: text()
        .notNull()
        .references(() => calls.id),
      agentId: text().notNull(),
      madeAt: instant().notNull(),
      endedAt: instant(),
      result: text().$type<OfferResult>(),
      ringMs: int(),
      reason: json<OfferReason>().notNull(),
    },
    t => [
      index('offers_id').on(t.id, t.seq),
      index('offers_call').on(t.callId, t.seq),
      index('offers_made').on(t.madeAt),
      index('offers_ended').on(t.endedAt),
    ],
  )

  const legs = table(
    'legs',
    {
      seq: int().primaryKey(),
      id: text().notNull(),
      callId: text()
        .notNull()
        .references(() => calls.id),
      agentId: text().notNull(),
      answeredAt: instant(),
      endedAt: instant(),
      how: text().$type<LegEnd>(),
      talkMs: int(),
    },
    t => [index('legs_call').on(t.callId, t.seq)],
  )

  /** Those who were called into a talk beside the caller and his agent. */
  const parties = table(
    'parties',
    {
      seq: int().primaryKey(),
      id: text().notNull(),
      callId: text()
        .notNull()
        .references(() => calls.id),
      leg: text().notNull(),
      kind: text().$type<PartyKind>().notNull(),
      mode: text().$type<PartyMode>().notNull(),
      calledBy: text(),
      agentId: text(),
      contactId: text(),
      name: json<SetOfNames>(),
      number: text(),
      unit: text(),
      calledAt: instant().notNull(),
      joinedAt: instant(),
      endedAt: instant(),
      how: text().$type<LegEnd>(),
      talkMs: int(),
    },
    t => [
      index('parties_call').on(t.callId, t.seq),
      index('parties_unit').on(t.unit, t.calledAt),
      index('parties_open').on(t.callId, t.seq).where(sql`${t.endedAt} is null`),
    ],
  )

  /** Ratings of agents by key. Only `valid` ones are ratings; the others say what came instead. */
  const serviceRatings = table(
    'service_ratings',
    {
      seq: int().primaryKey(),
      callId: text()
        .notNull()
        .references(() => calls.id),
      agentId: text().notNull(),
      at: instant().notNull(),
      result: text().$type<RatingResult>().notNull(),
      score: int(),
    },
    t => [index('service_ratings_call').on(t.callId, t.seq), index('service_ratings_agent').on(t.agentId, t.at)],
  )

  const agentIntervals = table(
    'agent_intervals',
    {
      id: id().primaryKey(),
      agentId: text().notNull(),
      state: text().$type<AgentState>().notNull(),
      reason: text().$type<PauseReason>(),
      callId: text(),
      fromAt: instant().notNull(),
      toAt: instant(),
      /** Of the open interval only: its planned end, and what the agent becomes after it and when his console is back. */
      until: instant(),
      next: text().$type<'offline' | PauseReason>(),
      resume: text().$type<Resume>(),
    },
    t => [
      unique('agent_intervals_open').on(t.agentId).where(sql`${t.toAt} is null`),
      index('agent_intervals_ended').on(t.toAt),
    ],
  )

  const missedCalls = table(
    'missed_calls',
    {
      id: int().primaryKey(),
      number: text().notNull(),
      firstAt: instant().notNull(),
      lastAt: instant().notNull(),
      times: int().notNull(),
      lastCallId: text().notNull(),
      closedAt: instant(),
      closedBy: text().$type<'got_through' | 'rung_back'>(),
      why: text().$type<MissedWhy>(),
    },
    t => [
      unique('missed_calls_open').on(t.number).where(sql`${t.closedAt} is null`),
      index('missed_calls_waiting').on(t.firstAt, t.id).where(sql`${t.closedAt} is null`),
      index('missed_calls_closed').on(t.closedAt, t.id).where(sql`${t.closedAt} is not null`),
    ],
  )

  /** What an agent has written during a call and not yet made into anything. */
  const drafts = table(
    'drafts',
    {
      id: id().primaryKey(),
      callId: text().notNull(),
      agentId: text().notNull(),
      text: text().notNull(),
      updatedAt: instant().notNull(),
      /** The other fields of the form by name; null: there are none, as in drafts from before there was a form. */
      fields: json<Readonly<Record<string, string>>>(),
    },
    t => [unique('drafts_of').on(t.callId, t.agentId), index('drafts_old').on(t.updatedAt)],
  )

  const queues = table('queues', {
    id: text().primaryKey(),
    document: json<Queue>().notNull(),
    version: int().notNull().default(1),
  })

  const agents = table(
    'agents',
    {
      id: text().primaryKey(),
      name: text().notNull(),
      extension: text().notNull(),
      groupName: text().notNull(),
      skills: json<readonly SkillLevel[]>().notNull(),
      sipPassword: text().notNull(),
      wantsStandingLeg: flag().notNull().default(true),
      autoAccept: flag().notNull().default(false),
    },
    t => [unique('agents_extension').on(t.extension)],
  )

  const users = table(
    'users',
    {
      id: id().primaryKey(),
      name: text().notNull(),
      displayName: text().notNull(),
      role: text().$type<Role>().notNull(),
      agentId: text().references(() => agents.id),
      passwordHash: text().notNull(),
      disabled: flag().notNull(),
      /** What he may do beside his role, and the unit he belongs to. */
      alsoRoles: json<readonly Role[]>(),
      unitId: text(),
    },
    t => [unique('users_name').on(t.name)],
  )

  const sessions = table(
    'sessions',
    {
      tokenHash: text().primaryKey(),
      userId: int()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      createdAt: instant().notNull(),
      expiresAt: instant().notNull(),
    },
    t => [index('sessions_expiry').on(t.expiresAt)],
  )

  const directory = table('directory', {
    id: text().primaryKey(),
    document: json<DirectoryEntry>().notNull(),
  })

  return {
    facts,
    calls,
    offers,
    legs,
    parties,
    serviceRatings,
    agentIntervals,
    missedCalls,
    drafts,
    queues,
    agents,
    users,
    sessions,
    directory,
    ...defineAttachments(dialect),
    ...defineCampaigns(dialect),
    ...defineCases(dialect),
    ...defineChats(dialect),
    ...defineExports(dialect),
    ...defineHistory(dialect),
    ...defineKnowledge(dialect),
    ...definePrivacy(dialect),
    ...defineRecordings(dialect),
    ...defineScores(dialect),
    ...defineSettings(dialect),
    ...defineMessages(dialect),
    ...defineUnitApi(dialect),
  }
}

/** All tables of one dialect. */
export type Tables = ReturnType<typeof define>
