import type { NextState, PauseReason } from '../../../domain/agent/agent.ts'
import type { LastState, UnfinishedCall } from '../../../domain/line/restore.ts'
import type { CallRow, Reads } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, isNotNull, isNull, sql } from '../drizzle.ts'

/** What a server that starts takes up again. */
export const unfinishedReads = ({
  db,
  tables: { calls, offers, legs, agentIntervals },
}: Builder): Pick<Reads, 'unfinished'> => ({
  async unfinished() {
    const open = isNull(agentIntervals.toAt)
    const [openCalls, openOffers, openLegs, intervals, wrappedUp] = await Promise.all([
      db.select().from(calls).where(isNull(calls.endedAt)).orderBy(asc(calls.arrivedAt)),
      db
        .select({ id: offers.id, callId: offers.callId, agentId: offers.agentId, madeAt: offers.madeAt })
        .from(offers)
        .innerJoin(calls, eq(calls.id, offers.callId))
        .where(and(isNull(calls.endedAt), isNull(offers.endedAt))),
      db
        .select({ id: legs.id, callId: legs.callId, agentId: legs.agentId })
        .from(legs)
        .innerJoin(
          agentIntervals,
          and(eq(agentIntervals.callId, legs.callId), eq(agentIntervals.agentId, legs.agentId)),
        )
        .where(and(open, eq(agentIntervals.state, 'talking'), isNull(legs.endedAt))),
      db.select().from(agentIntervals).where(open),
      db
        .select({ call: calls })
        .from(calls)
        .innerJoin(agentIntervals, eq(agentIntervals.callId, calls.id))
        .where(and(open, sql`${agentIntervals.state} in ('wrap_up', 'talking')`, isNotNull(calls.endedAt))),
    ])
    const offerOf = new Map(openOffers.map(({ callId, ...offer }) => [callId, offer]))
    const legOf = new Map(openLegs.map(leg => [`${leg.callId} ${leg.agentId}`, leg.id]))
    const unfinished = (row: CallRow): UnfinishedCall => ({
      id: row.id,
      queueId: row.transferQueueId ?? row.queueId,
      dialled: row.dialled,
      caller: { raw: row.rawNumber, number: row.number, withheld: row.withheld },
      priority: row.priority,
      arrivedAt: row.arrivedAt,
      queuedAt: row.queuedAt,
      answeredAt: row.answeredAt,
      agentId: row.withAgentId ?? row.agentId,
      leg: legOf.get(`${row.id} ${row.withAgentId ?? row.agentId}`) ?? null,
      transferredAt: row.transferredAt,
      heldAt: row.heldAt,
      furtherLeg: row.furtherLeg,
      dismissedAt: row.overflowReason === null || row.waitMs === null ? null : row.arrivedAt + row.waitMs,
      fallback: row.fallback,
      offer: offerOf.get(row.id) ?? null,
    })
    return {
      calls: openCalls.map(unfinished),
      agents: intervals.map(
        ({ agentId, state, reason, fromAt, until, next, resume, callId }): LastState => ({
          agentId,
          state,
          reason,
          since: fromAt,
          until,
          next: nextOf(next),
          resume,
          callId,
          leg: legOf.get(`${callId} ${agentId}`) ?? null,
        }),
      ),
      wrappedUp: wrappedUp.map(({ call }) => ({
        ...unfinished(call),
        endedAt: call.endedAt ?? call.arrivedAt,
        endCause: call.endCause,
      })),
    }
  },
})

const nextOf = (next: 'offline' | PauseReason | null): NextState | null => {
  if (next === null) return null
  return next === 'offline' ? { state: 'offline' } : { state: 'paused', reason: next }
}
