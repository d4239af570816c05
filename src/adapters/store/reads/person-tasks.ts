import type { AttemptRow } from '../../../engine/campaigns/campaign-store.ts'
import type { PersonTask } from '../../../engine/privacy/person-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, inArray } from '../drizzle.ts'
import { toFact } from '../ledger/fact-row.ts'
import { attemptColumns, taskColumns, toTask } from './campaign-reads.ts'
import { inParts } from './in-parts.ts'

/** Callback tasks that are about a person: those of his cases, and those to his number. */
export const personTasks = ({ db, tables }: Builder) => {
  const { attempts, callbackTasks: tasks, facts, taskFacts } = tables
  const { at, received, kind, body } = facts

  const movesOf = async (taskIds: readonly string[]) => {
    const rows = await inParts(taskIds, part =>
      db
        .select({ at, received, kind, body })
        .from(taskFacts)
        .innerJoin(facts, eq(facts.seq, taskFacts.seq))
        .where(and(inArray(taskFacts.taskId, part), eq(kind, 'task_moved')))
        .orderBy(asc(taskFacts.seq)),
    )
    return Map.groupBy(
      rows.map(toFact).flatMap(fact => (fact.kind === 'task_moved' ? [fact] : [])),
      ({ taskId }) => taskId,
    )
  }

  return {
    /** All tasks of these cases, and all to this number, in the order of their making. */
    async tasksOf(caseNos: readonly string[], number: string): Promise<readonly PersonTask[]> {
      const columns = taskColumns(tables)
      const [ofNumber, ofCases] = await Promise.all([
        db.select(columns).from(tasks).where(eq(tasks.number, number)),
        inParts(caseNos, part => db.select(columns).from(tasks).where(inArray(tasks.caseNo, part))),
      ])
      const all = [...new Map([...ofNumber, ...ofCases].map(row => [row.id, toTask(row)])).values()]
      const moves = await movesOf(all.map(({ taskId }) => taskId))
      return all
        .sort((a, b) => a.createdAt - b.createdAt)
        .map(({ taskId, campaignId, purpose, number: to, caseNo, createdAt, note, standing }) => ({
          ...{ taskId, campaignId, purpose, number: to, caseNo, createdAt, note },
          ...{
            state: standing.state,
            since: standing.since,
            appointment: standing.appointment,
            result: standing.result,
          },
          moves: (moves.get(taskId) ?? []).map(({ at: when, event, why }) => ({ at: when, event, why })),
        }))
    },

    /** All attempts of these tasks, and all to this number. */
    async attemptsOf(taskIds: readonly string[], number: string): Promise<readonly AttemptRow[]> {
      const columns = attemptColumns(tables)
      const [ofNumber, ofTasks] = await Promise.all([
        db.select(columns).from(attempts).where(eq(attempts.number, number)),
        inParts(taskIds, part => db.select(columns).from(attempts).where(inArray(attempts.taskId, part))),
      ])
      const all = new Map([...ofNumber, ...ofTasks].map(row => [row.callId, row]))
      return [...all.values()].sort((a, b) => a.beganAt - b.beganAt)
    },

    /** Calls that were made for tasks of these cases. */
    callsOfTasks: async (caseNos: readonly string[]): Promise<readonly string[]> =>
      (
        await inParts(caseNos, part =>
          db
            .select({ callId: attempts.callId })
            .from(tasks)
            .innerJoin(attempts, eq(attempts.taskId, tasks.id))
            .where(inArray(tasks.caseNo, part)),
        )
      ).map(({ callId }) => callId),

    /** Places in the ledger of these tasks and of those of these cases; what is told of attempts is found by their calls. */
    seqsOfTasks: async (taskIds: readonly string[], caseNos: readonly string[]): Promise<readonly number[]> => {
      const { seq, taskId } = taskFacts
      const [own, ofCases] = await Promise.all([
        inParts(taskIds, part => db.select({ seq }).from(taskFacts).where(inArray(taskId, part))),
        inParts(caseNos, part =>
          db.select({ seq }).from(tasks).innerJoin(taskFacts, eq(taskId, tasks.id)).where(inArray(tasks.caseNo, part)),
        ),
      ])
      return [...own, ...ofCases].map(row => row.seq)
    },
  }
}
