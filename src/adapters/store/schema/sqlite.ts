import { define } from './define.ts'
import { defineAttachments } from './define-attachments.ts'
import { defineCampaigns } from './define-campaigns.ts'
import { defineCases } from './define-cases.ts'
import { defineChats } from './define-chats.ts'
import { defineExports } from './define-exports.ts'
import { defineHistory } from './define-history.ts'
import { defineKnowledge } from './define-knowledge.ts'
import { defineMessages } from './define-messages.ts'
import { definePrivacy } from './define-privacy.ts'
import { defineScores } from './define-scores.ts'
import { defineUnitApi } from './define-unit-api.ts'
import { sqlite } from './vocabulary.ts'

/** Read by drizzle-kit, which migrates what is exported here by name; a test compares the names with `define`. */
export const {
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
  recordings,
  settings,
} = define(sqlite)
export const {
  cases,
  caseCalls,
  caseFacts,
  dispatches,
  ratings,
  ratingRulings,
  callOutcomes,
  persons,
  personNumbers,
  sharedNumbers,
} = defineCases(sqlite)
export const { outbox, webhookTargets } = defineMessages(sqlite)
export const { chats, chatMessages } = defineChats(sqlite)
export const { callbackTasks, taskFacts, attempts, sampleSeeds } = defineCampaigns(sqlite)
export const { attachments } = defineAttachments(sqlite)
export const { dayVersions, dayDeliveries } = defineExports(sqlite)
export const {
  frozenReports,
  historyImports,
  historyRollUps,
  historyDays,
  historyCalls,
  historyCases,
  historyDispatches,
  historyTasks,
  historyRatings,
  historyStaff,
  historyRegulations,
} = defineHistory(sqlite)
export const { articles, articleVersions, articleFeedback, articleFacts } = defineKnowledge(sqlite)
export const { scoreIssues, scoreObjections, replyReviews } = defineScores(sqlite)
export const { caseAccesses, erasures } = definePrivacy(sqlite)
export const { noticeProgress, unitKeys, unitRequests } = defineUnitApi(sqlite)
