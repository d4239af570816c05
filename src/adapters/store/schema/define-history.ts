import type {
  CallPurpose,
  CasePath,
  Direction,
  EndCause,
  HistoryAdjudication,
  HistoryChannel,
  HistoryClass,
  HistoryRatingSource,
  HistoryScore,
  HistoryTaskResult,
  Post,
} from '../../../domain/history/history.ts'
import type { PackedCounts } from '../../../domain/kpi/packed-counts.ts'
import type { FrozenFile } from '../../../engine/history/frozen-report.ts'
import type { HistoryFile } from '../../../engine/history/history-store.ts'
import { sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/**
 * What was imported of the time before this hotline kept its own ledger (DESIGN.md 6). Rows of a set that is not whole yet are there, and seen by nobody: each names its
 * import. They are only ever added, and taken out with their whole set.
 */
export const defineHistory = ({ table, index, unique, text, int, id, instant, flag, json }: Dialect) => {
  /** One set of files. `progress`: how far the reading has come, so that it can go on; null: it is whole. */
  const historyImports = table(
    'history_imports',
    {
      id: id().primaryKey(),
      /** Over the checksums of its files: the same set is the same import. */
      fingerprint: text().notNull(),
      files: json<readonly HistoryFile[]>().notNull(),
      startedAt: instant().notNull(),
      endedAt: instant(),
      /** Of the file that is being read: its place in `files`, the byte to go on at, and that byte's line. */
      fileIndex: int().notNull(),
      byte: int().notNull(),
      line: int().notNull(),
    },
    t => [unique('history_imports_fingerprint').on(t.fingerprint)],
  )

  const historyCalls = table(
    'history_calls',
    {
      seq: id().primaryKey(),
      importId: int().notNull(),
      callId: text().notNull(),
      direction: text().$type<Direction>().notNull(),
      purpose: text().$type<CallPurpose>().notNull(),
      arrivedAt: instant().notNull(),
      queuedAt: instant(),
      answeredAt: instant(),
      endedAt: instant(),
      endCause: text().$type<EndCause>(),
      rawNumber: text(),
      number: text(),
      agentId: text(),
      caseNo: text(),
      taskId: text(),
    },
    t => [
      unique('history_calls_id').on(t.callId),
      index('history_calls_arrived').on(t.arrivedAt),
      index('history_calls_number').on(t.number, t.arrivedAt).where(sql`${t.number} is not null`),
      // holds all that is asked of it: whether a task was reached
      index('history_calls_reached')
        .on(t.taskId)
        .where(sql`${t.purpose} = 'satisfaction_visit' and ${t.answeredAt} is not null`),
    ],
  )

  const historyCases = table(
    'history_cases',
    {
      seq: id().primaryKey(),
      importId: int().notNull(),
      caseNo: text().notNull(),
      channel: text().$type<HistoryChannel>(),
      class: text().$type<HistoryClass>(),
      acceptedAt: instant().notNull(),
      path: text().$type<CasePath>(),
      tags: text(),
      closedAt: instant(),
    },
    t => [
      unique('history_cases_no').on(t.caseNo),
      index('history_cases_accepted').on(t.acceptedAt),
      // covers the backlog: what was open at an instant
      index('history_cases_closed').on(t.closedAt, t.acceptedAt),
    ],
  )

  const historyDispatches = table(
    'history_dispatches',
    {
      seq: id().primaryKey(),
      importId: int().notNull(),
      caseNo: text().notNull(),
      round: int().notNull(),
      unit: text().notNull(),
      dispatchedAt: instant().notNull(),
      signedAt: instant(),
      dueAt: instant(),
      repliedAt: instant(),
      returned: flag().notNull(),
    },
    t => [
      unique('history_dispatches_of').on(t.caseNo, t.round, t.unit, t.dispatchedAt),
      index('history_dispatches_dispatched').on(t.dispatchedAt),
      index('history_dispatches_due').on(t.dueAt),
    ],
  )

  const historyTasks = table(
    'history_tasks',
    {
      seq: id().primaryKey(),
      importId: int().notNull(),
      taskId: text().notNull(),
      caseNo: text(),
      createdAt: instant().notNull(),
      result: text().$type<HistoryTaskResult>(),
      closedAt: instant(),
    },
    t => [unique('history_tasks_id').on(t.taskId), index('history_tasks_created').on(t.createdAt)],
  )

  const historyRatings = table(
    'history_ratings',
    {
      seq: id().primaryKey(),
      importId: int().notNull(),
      ratingId: text().notNull(),
      caseNo: text().notNull(),
      taskId: text(),
      source: text().$type<HistoryRatingSource>().notNull(),
      ratedAt: instant().notNull(),
      score: text().$type<HistoryScore>(),
      resolved: flag(),
      adjudication: text().$type<HistoryAdjudication>(),
      adjudicationReason: text(),
    },
    t => [
      unique('history_ratings_id').on(t.ratingId),
      // holds all that is asked of it: which one of a case counts
      index('history_ratings_at').on(t.ratedAt),
      index('history_ratings_case').on(t.caseNo, t.ratedAt, t.ratingId, t.source),
      index('history_ratings_rated').on(t.taskId).where(sql`${t.source} = 'callback'`),
    ],
  )

  const historyStaff = table(
    'history_staff',
    {
      seq: id().primaryKey(),
      importId: int().notNull(),
      staffId: text().notNull(),
      name: text(),
      post: text().$type<Post>().notNull(),
      takesRequests: flag(),
      fromDay: text().notNull(),
      toDay: text(),
    },
    t => [unique('history_staff_of').on(t.staffId, t.fromDay)],
  )

  const historyRegulations = table(
    'history_regulations',
    { seq: id().primaryKey(), importId: int().notNull(), name: text().notNull() },
    t => [unique('history_regulations_name').on(t.name)],
  )

  /** Which counts of days are kept: of which whole imports, for which zone, by which version of what is counted. At most one row. */
  const historyRollUps = table('history_roll_ups', {
    id: int().primaryKey(),
    imports: text().notNull(),
    zone: text().notNull(),
    version: int().notNull(),
    madeAt: instant().notNull(),
  })

  /** What was counted of each day of these imports; a day on which nothing happened has no row. */
  const historyDays = table('history_days', {
    day: int().primaryKey(),
    counts: json<PackedCounts>().notNull(),
  })

  /**
   * Reports of periods as they were published: what they said, their files, and where the ledger ended. Never changed; a correction is the next version, with its
   * reason.
   */
  const frozenReports = table(
    'frozen_reports',
    {
      id: id().primaryKey(),
      period: text().notNull(),
      version: int().notNull(),
      frozenAt: instant().notNull(),
      /** Why the version before was not right; null of a first one. */
      reason: text(),
      headSeq: int().notNull(),
      headHash: text().notNull(),
      /** The report as data, and its SHA-256. */
      document: text().notNull(),
      sha256: text().notNull(),
      files: json<readonly FrozenFile[]>().notNull(),
    },
    t => [unique('frozen_reports_period').on(t.period, t.version)],
  )

  return {
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
  }
}
