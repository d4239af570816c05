import type { CallerHistory, Reads } from '../../../engine/store.ts'
import type { Backend } from '../backend.ts'
import type { Builder } from '../db.ts'
import { and, asc, count, desc, eq, gte, isNotNull, isNull, ne } from '../drizzle.ts'
import { fill, type Row } from '../query.ts'
import { hole, template } from '../template.ts'
import { knownNumberReads } from './known-number.ts'
import { ofTheHotline } from './of-the-hotline.ts'

const sevenDaysMs = 7 * 24 * 60 * 60 * 1000

type Earlier = CallerHistory['earlier'][number]

/** What is known of callers. `callerHistory` is on the way of a call to its agent: one round trip, statements built once. */
export const callerReads = (
  builder: Builder,
  { read }: Pick<Backend, 'read'>,
): Pick<Reads, 'callerHistory' | 'missedCalls'> => {
  const { db, tables } = builder
  const { calls, missedCalls } = tables
  const { id, arrivedAt, queueId, agentId, endCause, talkMs } = calls
  const otherCalls = and(eq(calls.number, hole('number')), ne(id, hole('exceptCallId')), ofTheHotline(tables))
  const earlier = template<{ number: string; exceptCallId: string }>(
    db
      .select({ id, arrivedAt, queueId, agentId, endCause, talkMs })
      .from(calls)
      .where(otherCalls)
      .orderBy(desc(arrivedAt), desc(id))
      .limit(5),
  )
  const recent = template<{ number: string; exceptCallId: string; since: number }>(
    db
      .select({ calls: count() })
      .from(calls)
      .where(and(otherCalls, gte(arrivedAt, hole('since')))),
  )
  const missed = template<{ number: string }>(
    db
      .select({ since: missedCalls.firstAt, times: missedCalls.times })
      .from(missedCalls)
      .where(and(eq(missedCalls.number, hole('number')), isNull(missedCalls.closedAt))),
  )

  const known = knownNumberReads(builder)

  return {
    async callerHistory(number, exceptCallId, now) {
      const [calls = [], counts = [], open = [], ...rest] = await read([
        fill(earlier, { number, exceptCallId }),
        fill(recent, { number, exceptCallId, since: now - sevenDaysMs }),
        fill(missed, { number }),
        ...known.ask(number),
      ])
      return {
        earlier: calls.map(toEarlier),
        callsInSevenDays: Number(counts[0]?.[0] ?? 0),
        ...known.told(rest),
        missed: open[0] ? { since: Number(open[0][0]), times: Number(open[0][1]) } : null,
      }
    },

    missedCalls: (open, limit) =>
      open
        ? db
            .select()
            .from(missedCalls)
            .where(isNull(missedCalls.closedAt))
            .orderBy(asc(missedCalls.firstAt), asc(missedCalls.id))
            .limit(limit)
        : db
            .select()
            .from(missedCalls)
            .where(isNotNull(missedCalls.closedAt))
            .orderBy(desc(missedCalls.closedAt), desc(missedCalls.id))
            .limit(limit),
  }
}

const toEarlier = ([id, arrivedAt, queueId, agentId, endCause, talkMs]: Row): Earlier => ({
  id: String(id),
  arrivedAt: Number(arrivedAt),
  queueId: String(queueId),
  agentId: agentId === null ? null : String(agentId),
  endCause: endCause as Earlier['endCause'],
  talkMs: talkMs === null ? null : Number(talkMs),
})
