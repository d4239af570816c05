import type { CallFilter, Reads } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, gte, lt, type SQL, sql } from '../drizzle.ts'
import { toFact } from '../ledger/fact-row.ts'
import type { Tables } from '../schema/define.ts'
import { ofTheHotline } from './of-the-hotline.ts'

/** Lists of calls of the hotline, and any call with all that belongs to it. */
export const callReads = ({
  db,
  tables: { calls, offers, legs, parties, serviceRatings, facts },
}: Builder): Pick<Reads, 'calls' | 'call' | 'callFacts'> => ({
  calls: filter =>
    db
      .select()
      .from(calls)
      .where(and(...conditions(calls, filter)))
      .orderBy(desc(calls.arrivedAt), desc(calls.id))
      .limit(filter.limit),

  async call(id) {
    const [found, itsOffers, itsLegs, itsParties, itsRatings] = await Promise.all([
      db.select().from(calls).where(eq(calls.id, id)),
      db.select().from(offers).where(eq(offers.callId, id)).orderBy(asc(offers.seq)),
      db.select().from(legs).where(eq(legs.callId, id)).orderBy(asc(legs.seq)),
      db.select().from(parties).where(eq(parties.callId, id)).orderBy(asc(parties.seq)),
      db.select().from(serviceRatings).where(eq(serviceRatings.callId, id)).orderBy(asc(serviceRatings.seq)),
    ])
    const call = found[0]
    if (!call) return null
    return {
      call,
      offers: itsOffers.map(({ seq: _, ...offer }) => offer),
      legs: itsLegs.map(({ seq: _, ...leg }) => leg),
      parties: itsParties.map(({ seq: _, ...party }) => party),
      ratings: itsRatings.map(({ seq: _, ...rating }) => rating),
    }
  },

  async callFacts(callId) {
    const rows = await db.select().from(facts).where(eq(facts.callId, callId)).orderBy(asc(facts.seq))
    return rows.map(toFact)
  },
})

const conditions = (calls: Tables['calls'], filter: CallFilter): (SQL | undefined)[] => {
  const { from, to, queueId, agentId, number, endCause, before } = filter
  return [
    ofTheHotline({ calls }),
    from === undefined ? undefined : gte(calls.arrivedAt, from),
    to === undefined ? undefined : lt(calls.arrivedAt, to),
    queueId === undefined ? undefined : eq(calls.queueId, queueId),
    agentId === undefined ? undefined : eq(calls.agentId, agentId),
    number === undefined ? undefined : eq(calls.number, number),
    endCause === undefined ? undefined : eq(calls.endCause, endCause),
    before && sql`(${calls.arrivedAt}, ${calls.id}) < (${before.arrivedAt}, ${before.id})`,
  ]
}
