import { humanOutcomes } from '../../../domain/campaign/outcome.ts'
import type { Score } from '../../../domain/cases/life/visit.ts'
import type { AttemptsOf, CampaignFigures } from '../../../engine/campaigns/campaign-store.ts'
import type { Builder } from '../db.ts'
import { and, count, eq, gte, isNotNull, lt, type SQL, sql } from '../drizzle.ts'

const sumOf = (what: unknown): SQL<number> => sql`coalesce(sum(${what}), 0)`.mapWith(Number)

/** Figures of campaigns, counted from the projections. Callback tasks and their calls are in none of the hotline's own figures. */
export const campaignFigures = ({ db, tables }: Builder): CampaignFigures => {
  const { attempts, callbackTasks: tasks, dispatches, ratings } = tables
  const human = sql.raw(`(${humanOutcomes.map(each => `'${each}'`).join(', ')})`)
  /** REPORT.md's "answered": a person was reached, which a machine that answers is not. */
  const reached = sql`${attempts.answeredAt} is not null and ${attempts.outcome} in ${human}`
  const taskReached = sql`exists (select 1 from ${attempts} where ${attempts.taskId} = ${tasks.id} and ${reached})`
  const reachedTasks = sql`count(*) filter (where ${taskReached})`.mapWith(Number)
  const createdIn = (from: number, to: number) => and(gte(tasks.createdAt, from), lt(tasks.createdAt, to))
  const reachedAttempts = sql`count(*) filter (where ${reached})`.mapWith(Number)
  const beganIn = (from: number, to: number, { campaignId, purpose }: AttemptsOf = {}) =>
    and(
      gte(attempts.beganAt, from),
      lt(attempts.beganAt, to),
      campaignId === undefined ? undefined : eq(attempts.campaignId, campaignId),
      purpose === undefined ? undefined : eq(attempts.purpose, purpose),
    )
  const visit = eq(tasks.purpose, 'satisfaction_visit')

  return {
    async visitFigures(from, to) {
      const [[asked], [talked]] = await Promise.all([
        db
          .select({ tasks: count(), reached: reachedTasks })
          .from(tasks)
          .where(and(createdIn(from, to), visit)),
        db
          .select({
            talks: count(),
            talkMs: sumOf(attempts.talkMs),
            longestTalkMs: sql`coalesce(max(${attempts.talkMs}), 0)`.mapWith(Number),
          })
          .from(attempts)
          .where(
            and(
              beganIn(from, to),
              eq(attempts.purpose, 'satisfaction_visit'),
              reached,
              isNotNull(attempts.endedAt),
              isNotNull(attempts.talkMs),
            ),
          ),
      ])
      return { tasks: 0, reached: 0, talks: 0, talkMs: 0, longestTalkMs: 0, ...asked, ...talked }
    },

    attemptsByHour: async (from, to, of) =>
      db
        .select({ hour: attempts.localHour, outcome: attempts.outcome, count: count(), reached: reachedAttempts })
        .from(attempts)
        .where(beganIn(from, to, of))
        .groupBy(attempts.localHour, attempts.outcome),

    attemptsByAgent: async (from, to, of) =>
      db
        .select({
          agentId: attempts.agentId,
          outcome: attempts.outcome,
          count: count(),
          reached: reachedAttempts,
          said: sql`count(*) filter (where ${attempts.byAgent} is not null and ${attempts.byAgent} <> ${attempts.byNetwork})`.mapWith(
            Number,
          ),
          ringMs: sumOf(attempts.ringMs),
          talkMs: sumOf(attempts.talkMs),
        })
        .from(attempts)
        .where(beganIn(from, to, of))
        .groupBy(attempts.agentId, attempts.outcome),

    tasksByCampaign: async (from, to) =>
      db
        .select({ campaignId: tasks.campaignId, purpose: tasks.purpose, result: tasks.result, count: count() })
        .from(tasks)
        .where(createdIn(from, to))
        .groupBy(tasks.campaignId, tasks.purpose, tasks.result),

    async visitsByUnit(from, to) {
      /** Who had it last in that round; a case that was never dispatched has none. */
      const unit = sql`(select ${dispatches.unit} from ${dispatches}
        where ${dispatches.caseNo} = ${tasks.caseNo} and ${dispatches.round} = ${tasks.round}
        order by ${dispatches.number} desc limit 1)`
      const score = sql`case when ${tasks.result} = 'rated' then (select ${ratings.score} from ${ratings}
        where ${ratings.caseNo} = ${tasks.caseNo} and ${ratings.round} = ${tasks.round} and ${ratings.source} <> 'keypad'
          and ${ratings.score} is not null
        order by ${ratings.seq} desc limit 1) end`
      // as parts of another one they keep the names of their tables
      const [unitOf, scoreOf] = [sql<string | null>`${unit}`, sql<Score | null>`${score}`]
      return db
        .select({ unit: unitOf, result: tasks.result, score: scoreOf, count: count(), reached: reachedTasks })
        .from(tasks)
        .where(and(createdIn(from, to), visit))
        .groupBy(sql`1`, sql`2`, sql`3`)
    },
  }
}
