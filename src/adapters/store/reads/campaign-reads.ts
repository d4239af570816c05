import type { AttemptRow, CampaignReads, CaseConditions, Task } from '../../../engine/campaigns/campaign-store.ts'
import type { Builder } from '../db.ts'
import {
  and,
  asc,
  columnsOf,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  type SQL,
  sql,
} from '../drizzle.ts'
import type { Tables } from '../schema/define.ts'
import { among } from '../schema/define-campaigns.ts'

/** What of a task is read. */
export const taskColumns = ({ callbackTasks }: Pick<Tables, 'callbackTasks'>) => {
  const { seq: _, ...columns } = columnsOf(callbackTasks)
  return columns
}

type TaskRow = Omit<Tables['callbackTasks']['$inferSelect'], 'seq'>

/** A row as the task that it is of. */
export const toTask = ({ id: taskId, ...row }: TaskRow): Task => {
  const { version, state, since, due, appointment, attempts, agentId, callId, drawn, result, ...origin } = row
  return {
    ...origin,
    taskId,
    standing: { version, state, since, due, appointment, attempts, agentId, callId, drawn, result },
  }
}

/** What of an attempt is read. */
export const attemptColumns = ({ attempts }: Pick<Tables, 'attempts'>) => {
  const { localDay: _day, localHour: _hour, ...columns } = columnsOf(attempts)
  return columns
}

/** So few tasks that are due are put in order here; among waiting ones whose time is later they would be far to seek. */
const fewDue = 100

const byOrder = (a: Task, b: Task): number =>
  Number(b.urgent) - Number(a.urgent) || a.order - b.order || (a.taskId < b.taskId ? -1 : 1)

/** Callback tasks, attempts and draws. */
export const campaignReads = ({ db, dialect, tables }: Builder): CampaignReads => {
  const { callbackTasks: tasks, attempts, missedCalls, sampleSeeds, cases } = tables
  const columns = taskColumns(tables)
  const select = () => db.select(columns).from(tasks)
  const attemptsWhere = async (condition: SQL | undefined): Promise<readonly AttemptRow[]> =>
    db
      .select(attemptColumns(tables))
      .from(attempts)
      .where(condition)
      .orderBy(asc(attempts.beganAt), asc(attempts.callId))
  const waiting = among(tasks.state, 'waiting')
  const newestFirst = [desc(tasks.createdAt), desc(tasks.id)] as const

  const dueOf = (campaignId: string, now: number) => and(waiting, eq(tasks.campaignId, campaignId), lte(tasks.due, now))

  /** Goes through the waiting ones in their order: quick where many are due. SQLite would find all that are due and sort them; a plus before the column forbids it that index. */
  const inOrder = async (campaignId: string, now: number, urgent: boolean, limit: number): Promise<readonly Task[]> => {
    if (limit <= 0) return []
    const isDue = dialect === 'sqlite' ? sql`+${tasks.due} <= ${now}` : lte(tasks.due, now)
    const found = await select()
      .where(and(waiting, eq(tasks.campaignId, campaignId), eq(tasks.urgent, urgent), isDue))
      .orderBy(asc(tasks.order), asc(tasks.id))
      .limit(limit)
    return found.map(toTask)
  }

  return {
    async task(taskId) {
      return (await select().where(eq(tasks.id, taskId))).map(toTask)[0] ?? null
    },

    async taskByRequest(campaignId, requestId) {
      const found = await select().where(and(eq(tasks.campaignId, campaignId), eq(tasks.requestId, requestId)))
      return found.map(toTask)[0] ?? null
    },

    async dueTasks(campaignId, now, limit) {
      const few = await select()
        .where(dueOf(campaignId, now))
        .orderBy(asc(tasks.due))
        .limit(fewDue + 1)
      if (few.length <= fewDue) return few.map(toTask).sort(byOrder).slice(0, limit)
      const urgent = await inOrder(campaignId, now, true, limit)
      return [...urgent, ...(await inOrder(campaignId, now, false, limit - urgent.length))]
    },

    async openTasksOf({ number, caseNo }) {
      if (number === undefined && caseNo === undefined) return []
      const found = await select()
        .where(
          and(
            number === undefined ? undefined : eq(tasks.number, number),
            caseNo === undefined ? undefined : eq(tasks.caseNo, caseNo),
            isNull(tasks.result),
          ),
        )
        .orderBy(asc(tasks.createdAt), asc(tasks.id))
      return found.map(toTask)
    },

    async assignedTasks() {
      const found = await select().where(eq(tasks.state, 'assigned')).orderBy(asc(tasks.createdAt), asc(tasks.id))
      return found.map(toTask)
    },

    async linksOver(now, limit) {
      const found = await select()
        .where(and(among(tasks.state, 'linked'), lte(tasks.due, now)))
        .orderBy(asc(tasks.due), asc(tasks.id))
        .limit(limit)
      return found.map(toTask)
    },

    casesToAsk: (conditions, limit) => {
      const { caseNo, round, confidential, contact, number, acceptedAt } = cases
      return db
        .select({ caseNo, round, confidential, contact, number })
        .from(cases)
        .where(and(...fitting(cases, conditions)))
        .orderBy(asc(acceptedAt), asc(caseNo))
        .limit(limit)
    },

    async tasks({ campaignId, state, result, caseNo, number, before, limit }) {
      // who has a result is closed, and who has none is not
      if (result !== undefined && state !== undefined && state !== 'closed') return []
      const found = await select()
        .where(
          and(
            campaignId === undefined ? undefined : eq(tasks.campaignId, campaignId),
            state === undefined || result !== undefined ? undefined : eq(tasks.state, state),
            result === undefined ? undefined : eq(tasks.result, result),
            caseNo === undefined ? undefined : eq(tasks.caseNo, caseNo),
            number === undefined ? undefined : eq(tasks.number, number),
            before && sql`(${tasks.createdAt}, ${tasks.id}) < (${before.createdAt}, ${before.taskId})`,
          ),
        )
        .orderBy(...newestFirst)
        .limit(limit)
      return found.map(toTask)
    },

    missedSince: async since => {
      const { id, number, firstAt, lastAt, lastCallId, closedAt } = missedCalls
      return db
        .select({ number, firstAt, lastAt, lastCallId })
        .from(missedCalls)
        .where(and(isNull(closedAt), gte(lastAt, since)))
        .orderBy(asc(firstAt), asc(id))
    },

    async taskCounts() {
      const { campaignId, state, result } = tasks
      const [open, closed] = await Promise.all([
        db.select({ campaignId, state, count: count() }).from(tasks).groupBy(campaignId, state),
        db
          .select({ campaignId, result, count: count() })
          .from(tasks)
          .where(isNotNull(result))
          .groupBy(campaignId, result),
      ])
      return [
        ...open.flatMap(row => (row.state === 'closed' ? [] : [{ ...row, result: null, count: Number(row.count) }])),
        ...closed.map(row => ({ ...row, state: 'closed' as const, count: Number(row.count) })),
      ]
    },

    attempts: async ({ taskId, callId }) =>
      taskId === undefined && callId === undefined
        ? []
        : attemptsWhere(
            and(
              taskId === undefined ? undefined : eq(attempts.taskId, taskId),
              callId === undefined ? undefined : eq(attempts.callId, callId),
            ),
          ),

    attemptsOfNumber: (number, since) => attemptsWhere(and(eq(attempts.number, number), gte(attempts.beganAt, since))),

    openAttempts: () => attemptsWhere(isNull(attempts.closedAt)),

    seeds: async (campaignId, fromDay) => {
      const { localDay, seed, sharePerMille, seq } = sampleSeeds
      return db
        .select({ localDay, seed, sharePerMille })
        .from(sampleSeeds)
        .where(and(eq(sampleSeeds.campaignId, campaignId), gte(localDay, fromDay)))
        .orderBy(asc(localDay), asc(seq))
    },
  }
}

const fitting = (cases: Tables['cases'], of: CaseConditions): (SQL | undefined)[] => [
  gte(cases.acceptedAt, of.accepted.from),
  lt(cases.acceptedAt, of.accepted.to),
  of.closed && and(gte(cases.closedAt, of.closed.from), lt(cases.closedAt, of.closed.to)),
  of.classes && inArray(cases.class, [...of.classes]),
  of.topics && inArray(cases.topic, [...of.topics]),
  of.unit === undefined ? undefined : eq(cases.unit, of.unit),
  of.states && inArray(cases.state, [...of.states]),
  of.results && inArray(cases.result, [...of.results]),
  of.scores && inArray(cases.score, [...of.scores]),
  of.urgent === undefined ? undefined : eq(cases.urgent, of.urgent),
  of.supervised === undefined ? undefined : eq(cases.supervised, of.supervised),
]
