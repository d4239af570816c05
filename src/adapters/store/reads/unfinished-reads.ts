import type { NextState, PauseReason } from '../../../domain/agent/agent.ts'
import { isChatId } from '../../../domain/chats/chat.ts'
import type { UnfinishedPlace } from '../../../domain/kept-place/restore-place.ts'
import type { LastState, UnfinishedCall } from '../../../domain/line/restore.ts'
import type { Party } from '../../../domain/transfer/party.ts'
import type { CallRow, PartyRow, Reads } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, asc, eq, isNotNull, isNull, sql } from '../drizzle.ts'
import { unfinishedChats } from './chat-reads.ts'
import { hotlineEnd, ofTheHotline } from './of-the-hotline.ts'

/** What a server that starts takes up again; calls that we made are taken up by their attempts. */
export const unfinishedReads = (builder: Builder): Pick<Reads, 'unfinished'> => ({
  async unfinished() {
    const { db, tables } = builder
    const { calls, offers, legs, parties, agentIntervals, recordings, attempts } = tables
    const open = isNull(agentIntervals.toAt)
    const hotline = ofTheHotline(tables)
    const [openCalls, openOffers, openLegs, openParties, intervals, wrappedUp, paused, made, kept] = await Promise.all([
      db
        .select()
        .from(calls)
        .where(and(isNull(calls.endedAt), hotline))
        .orderBy(asc(calls.arrivedAt)),
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
      db.select().from(parties).where(isNull(parties.endedAt)).orderBy(asc(parties.callId), asc(parties.seq)),
      db.select().from(agentIntervals).where(open),
      db
        .select({ call: calls })
        .from(calls)
        .innerJoin(agentIntervals, eq(agentIntervals.callId, calls.id))
        .where(and(open, sql`${agentIntervals.state} in ('wrap_up', 'talking')`, isNotNull(calls.endedAt), hotline)),
      db
        .select({ callId: recordings.callId, since: recordings.pausedAt, agentId: recordings.pausedBy })
        .from(recordings)
        .where(and(isNull(recordings.closedAt), isNotNull(recordings.pausedAt))),
      db
        .select({ attempt: attempts, call: calls })
        .from(attempts)
        .innerJoin(calls, eq(calls.id, attempts.callId))
        .where(isNull(attempts.closedAt))
        .orderBy(asc(attempts.beganAt), asc(attempts.callId)),
      db.select().from(calls).where(isNotNull(calls.placeExpiresAt)).orderBy(asc(calls.arrivedAt), asc(calls.id)),
    ])
    const offerOf = new Map(openOffers.map(({ callId, ...offer }) => [callId, offer]))
    const legOf = new Map(openLegs.map(leg => [`${leg.callId} ${leg.agentId}`, leg.id]))
    const partiesOf = Map.groupBy(openParties, ({ callId }) => callId)
    const pauseOf = new Map(
      paused.flatMap(({ callId, since, agentId }) =>
        since === null || agentId === null ? [] : [[callId, { since, agentId }] as const],
      ),
    )
    const unfinished = (row: CallRow): UnfinishedCall => ({
      id: row.id,
      queueId: row.transferQueueId ?? row.queueId,
      dialled: row.dialled,
      caller: { raw: row.rawNumber, number: row.number, withheld: row.withheld },
      priority: row.priority,
      arrivedAt: row.arrivedAt,
      queuedAt: row.queuedAt,
      answeredAt: row.answeredAt,
      agentId: holderOf(row),
      leg: legOf.get(`${row.id} ${holderOf(row)}`) ?? null,
      transferredAt: row.transferredAt,
      heldAt: row.heldAt,
      furtherLeg: row.furtherLeg,
      surveyedAt: row.surveyedAt,
      parties: partiesOf.get(row.id)?.map(partyOf) ?? [],
      recordingPause: pauseOf.get(row.id) ?? null,
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
          callId: callId !== null && isChatId(callId) ? null : callId,
          leg: legOf.get(`${callId} ${agentId}`) ?? null,
        }),
      ),
      places: kept.flatMap(placeOf),
      chats: await unfinishedChats(builder),
      attempts: made.map(({ attempt, call }) => ({
        ...unfinished(call),
        taskId: attempt.taskId,
        campaignId: attempt.campaignId,
        purpose: attempt.purpose,
        byAgentId: attempt.agentId,
        number: attempt.number,
        endedAt: attempt.endedAt,
        network: attempt.network,
      })),
      wrappedUp: wrappedUp.map(({ call }) => ({
        ...unfinished(call),
        endedAt: call.endedAt ?? call.arrivedAt,
        endCause: hotlineEnd(call.endCause),
      })),
    }
  },
})

/** Who has the caller: after a handing over perhaps nobody of the house. */
const holderOf = (row: CallRow): string | null => (row.furtherLeg ? row.withAgentId : (row.withAgentId ?? row.agentId))

const placeOf = (row: CallRow): UnfinishedPlace[] => {
  const { id: callId, queueId, number, dialled, priority, arrivedAt, waitMs, placeExpiresAt: expiresAt } = row
  if (number === null || expiresAt === null) return []
  return [{ callId, queueId, number, dialled, priority, arrivedAt, keptAt: arrivedAt + (waitMs ?? 0), expiresAt }]
}

/** Whoever is still rung is given up soon: how long he was to be rung, and who would be next, is not kept. */
const partyOf = (row: PartyRow): Party => {
  const { leg, id, kind, mode, agentId, contactId, name, number, unit, calledBy, calledAt, joinedAt } = row
  const contact = number === null || name === null ? null : { id: contactId, name, number, unit }
  return { leg, id, kind, mode, agentId, contact, next: [], calledBy, calledAt, joinedAt, until: calledAt }
}

const nextOf = (next: 'offline' | PauseReason | null): NextState | null => {
  if (next === null) return null
  return next === 'offline' ? { state: 'offline' } : { state: 'paused', reason: next }
}
