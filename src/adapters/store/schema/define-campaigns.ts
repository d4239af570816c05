import type { Purpose } from '../../../domain/campaign/campaign.ts'
import type { NetworkResult } from '../../../domain/campaign/campaign-facts.ts'
import type { AttemptOutcome } from '../../../domain/campaign/outcome.ts'
import type { PastAttempt, TaskOrigin, TaskResult, TaskState } from '../../../domain/campaign/task.ts'
import { type SQL, sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/**
 * The state of a task in the words of the indexes of one state. Said like this no index of all states serves a query, which SQLite would take for
 * the better one and then sort all that it finds.
 */
export const among = (state: unknown, wanted: 'waiting' | 'linked'): SQL =>
  sql`not (${state} <> ${sql.raw(`'${wanted}'`)})`

/** Callback tasks, attempts and draws: projections of the ledger. An attempt has its call in `calls` as well. */
export const defineCampaigns = ({ table, index, unique, text, int, instant, flag, json }: Dialect) => {
  /** `seq`: of the fact that made it. From `version` on: where it stands. */
  const callbackTasks = table(
    'callback_tasks',
    {
      id: text().primaryKey(),
      campaignId: text().notNull(),
      purpose: text().$type<Purpose>().notNull(),
      number: text(),
      caseNo: text(),
      round: int(),
      order: instant().notNull(),
      urgent: flag().notNull(),
      source: text().$type<TaskOrigin['source']>().notNull(),
      requestId: text().notNull(),
      note: text().notNull(),
      createdAt: instant().notNull(),
      seq: int().notNull(),
      version: int().notNull(),
      state: text().$type<TaskState>().notNull(),
      since: instant().notNull(),
      due: instant(),
      appointment: instant(),
      attempts: json<readonly PastAttempt[]>().notNull(),
      agentId: text(),
      callId: text(),
      drawn: flag().notNull(),
      result: text().$type<TaskResult>(),
    },
    t => [
      unique('callback_tasks_request').on(t.campaignId, t.requestId),
      // `due` at the end: who waits for a later time is passed over without a look at his row
      index('callback_tasks_next').on(t.campaignId, t.urgent, t.order, t.id, t.due).where(among(t.state, 'waiting')),
      index('callback_tasks_due').on(t.campaignId, t.due).where(among(t.state, 'waiting')),
      index('callback_tasks_linked').on(t.due, t.id).where(among(t.state, 'linked')),
      index('callback_tasks_number').on(t.number, t.createdAt, t.id).where(sql`${t.number} is not null`),
      index('callback_tasks_case').on(t.caseNo, t.createdAt, t.id).where(sql`${t.caseNo} is not null`),
      index('callback_tasks_created').on(t.createdAt, t.id),
      index('callback_tasks_campaign').on(t.campaignId, t.createdAt, t.id),
      index('callback_tasks_state').on(t.state, t.createdAt, t.id),
      index('callback_tasks_campaign_state').on(t.campaignId, t.state, t.createdAt, t.id),
      index('callback_tasks_result').on(t.result, t.createdAt, t.id).where(sql`${t.result} is not null`),
      index('callback_tasks_campaign_result')
        .on(t.campaignId, t.result, t.createdAt, t.id)
        .where(sql`${t.result} is not null`),
    ],
  )

  /** Which facts of the ledger are the history of a task; those of its attempts are found by their calls. */
  const taskFacts = table('task_facts', { seq: int().primaryKey(), taskId: text().notNull() }, t => [
    index('task_facts_task').on(t.taskId, t.seq),
  ])

  const attempts = table(
    'attempts',
    {
      callId: text().primaryKey(),
      taskId: text().notNull(),
      campaignId: text().notNull(),
      purpose: text().$type<Purpose>().notNull(),
      number: text().notNull(),
      agentId: text().notNull(),
      beganAt: instant().notNull(),
      /** Of the beginning, in the city's zone. */
      localDay: int().notNull(),
      localHour: int().notNull(),
      answeredAt: instant(),
      endedAt: instant(),
      ringMs: int(),
      talkMs: int(),
      network: json<NetworkResult>(),
      outcome: text().$type<AttemptOutcome>(),
      byNetwork: text().$type<AttemptOutcome>(),
      byAgent: text().$type<AttemptOutcome>(),
      appointment: instant(),
      closedAt: instant(),
      note: text().notNull().default(''),
    },
    t => [
      index('attempts_task').on(t.taskId, t.beganAt, t.callId),
      index('attempts_number').on(t.number, t.beganAt, t.callId),
      index('attempts_began').on(t.beganAt, t.callId),
      index('attempts_open').on(t.beganAt, t.callId).where(sql`${t.closedAt} is null`),
    ],
  )

  const sampleSeeds = table(
    'sample_seeds',
    {
      seq: int().primaryKey(),
      campaignId: text().notNull(),
      localDay: int().notNull(),
      seed: text().notNull(),
      sharePerMille: int().notNull(),
      at: instant().notNull(),
    },
    t => [index('sample_seeds_day').on(t.campaignId, t.localDay, t.seq)],
  )

  return { callbackTasks, taskFacts, attempts, sampleSeeds }
}
