import type { AgentFigures } from '../../../domain/kpi/figures.ts'
import { noAgentFigures, noFigures, shortAbandonMs } from '../../../domain/kpi/figures.ts'
import type { Reads } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, count, eq, gte, isNotNull, isNull, lt, type SQL, sql } from '../drizzle.ts'
import { ofTheHotline } from './of-the-hotline.ts'

const countOf = (condition: SQL | undefined): SQL<number> => sql`count(*) filter (where ${condition})`.mapWith(Number)
const sumOf = (what: unknown, condition: SQL | undefined): SQL<number> =>
  sql`coalesce(sum(${what}) filter (where ${condition}), 0)`.mapWith(Number)

/** The figures of a period, counted from the projections; equal to the fold of domain/kpi/figures.ts over the facts. */
export const figureReads = ({
  db,
  tables: { calls, offers, agentIntervals },
}: Builder): Pick<Reads, 'figures' | 'figuresByStep' | 'decidedByQueue' | 'openCalls' | 'agentFigures'> => {
  const hotline = ofTheHotline({ calls })
  const answered = isNotNull(calls.answeredAt)
  const answeredWithin = (seconds: number): SQL<number> =>
    countOf(sql`${calls.answeredAt} is not null and ${calls.waitMs} <= ${seconds * 1000}`)

  const columns = {
    offered: count(),
    answered: countOf(answered),
    abandonedInAnnouncement: countOf(eq(calls.abandonStage, 'announcement')),
    abandonedInQueue: countOf(eq(calls.abandonStage, 'queue')),
    abandonedRinging: countOf(eq(calls.abandonStage, 'ringing')),
    abandonedShort: countOf(sql`${calls.abandonStage} is not null and ${calls.waitMs} <= ${shortAbandonMs}`),
    overflowed: countOf(isNotNull(calls.overflowReason)),
    overflowedFull: countOf(eq(calls.overflowReason, 'queue_full')),
    overflowedWait: countOf(eq(calls.overflowReason, 'max_wait')),
    overflowedKept: countOf(eq(calls.overflowReason, 'place_kept')),
    failed: countOf(isNotNull(calls.failReason)),
    waitMs: sumOf(calls.waitMs, answered),
    talkMs: sumOf(calls.talkMs, isNotNull(calls.talkMs)),
    talksEnded: countOf(isNotNull(calls.talkMs)),
    longestTalkMs: sql`coalesce(max(${calls.talkMs}), 0)`.mapWith(Number),
    within15: answeredWithin(15),
    within20: answeredWithin(20),
    within30: answeredWithin(30),
  }
  const arrivedIn = (from: number, to: number) => and(gte(calls.arrivedAt, from), lt(calls.arrivedAt, to), hotline)

  const stepOf = (from: number, stepMs: number): SQL<number> =>
    sql`cast((${calls.arrivedAt} - ${from}) / ${stepMs} as integer)`.mapWith(Number)

  return {
    async figures(from, to) {
      const [row] = await db.select(columns).from(calls).where(arrivedIn(from, to))
      return row ?? noFigures
    },

    async figuresByStep(from, to, stepMs) {
      const rows = await db
        .select({ step: stepOf(from, stepMs), ...columns })
        .from(calls)
        .where(arrivedIn(from, to))
        .groupBy(sql`1`)
      return new Map(rows.map(({ step: index, ...figures }) => [from + index * stepMs, figures]))
    },

    async decidedByQueue(from, to, stepMs) {
      const { answered, overflowed, failed } = columns
      const abandoned = countOf(isNotNull(calls.abandonStage))
      const rows = await db
        .select({ step: stepOf(from, stepMs), queueId: calls.queueId, answered, abandoned, overflowed, failed })
        .from(calls)
        .where(and(arrivedIn(from, to), isNotNull(calls.waitMs)))
        .groupBy(sql`1`, sql`2`)
      return rows.map(({ step, queueId, answered, ...losses }) => ({
        queueId,
        at: from + step * stepMs,
        answered,
        lost: losses.abandoned + losses.overflowed + losses.failed,
      }))
    },

    async openCalls() {
      const { id, queueId, arrivedAt } = calls
      return db
        .select({ id, queueId, arrivedAt })
        .from(calls)
        .where(and(isNull(calls.endedAt), hotline))
    },

    async agentFigures(from, to) {
      const ended = agentIntervals
      const start = sql`case when ${ended.fromAt} < ${from} then ${from} else ${ended.fromAt} end`
      // who writes does not talk with callers, nor who rings citizens: an interval names the chat or the call it belongs to
      const ofCalls = sql`(${ended.callId} is null or (${ended.callId} not like 'chat-%' and not exists
        (select 1 from ${calls} where ${calls.id} = ${ended.callId} and ${calls.purpose} is not null)))`
      const [made, results, times] = await Promise.all([
        db
          .select({ agentId: offers.agentId, offers: count() })
          .from(offers)
          .where(and(gte(offers.madeAt, from), lt(offers.madeAt, to)))
          .groupBy(offers.agentId),
        db
          .select({
            agentId: offers.agentId,
            answered: countOf(eq(offers.result, 'accepted')),
            missed: countOf(eq(offers.result, 'missed')),
            declined: countOf(eq(offers.result, 'declined')),
          })
          .from(offers)
          .where(and(gte(offers.endedAt, from), lt(offers.endedAt, to)))
          .groupBy(offers.agentId),
        db
          .select({
            agentId: ended.agentId,
            talkMs: sumOf(sql`${ended.toAt} - ${start}`, and(eq(ended.state, 'talking'), ofCalls)),
            wrapUpMs: sumOf(sql`${ended.toAt} - ${start}`, and(eq(ended.state, 'wrap_up'), ofCalls)),
            pausedMs: sumOf(sql`${ended.toAt} - ${start}`, eq(ended.state, 'paused')),
            readyMs: sumOf(sql`${ended.toAt} - ${start}`, eq(ended.state, 'ready')),
          })
          .from(ended)
          .where(and(gte(ended.toAt, from), lt(ended.toAt, to)))
          .groupBy(ended.agentId),
      ])
      const figures = new Map<string, AgentFigures>()
      for (const { agentId, ...part } of [...made, ...results, ...times])
        figures.set(agentId, { ...(figures.get(agentId) ?? noAgentFigures), ...part })
      return figures
    },
  }
}
