import type { Reads, RecordingRow } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, or, sql } from '../drizzle.ts'

/** Recordings of calls, also of those that we made, and the calls that lack one. */
export const recordingReads = ({
  db,
  tables: { attempts, callbackTasks, calls, caseCalls, cases, legs, recordings },
}: Builder): Pick<Reads, 'recordings' | 'recordedCalls' | 'recordingsDue' | 'answeredWithoutAudio'> => {
  const kept = and(isNotNull(recordings.closedAt), isNull(recordings.erasedAt))
  return {
    recordings: callId =>
      db.select().from(recordings).where(eq(recordings.callId, callId)).orderBy(asc(recordings.part)),

    async recordedCalls({ from, to, agentId, talkedIn, lastDigits, limit }) {
      const found = await db
        .select()
        .from(calls)
        .where(
          and(
            gte(calls.arrivedAt, from),
            lt(calls.arrivedAt, to),
            agentId === undefined ? undefined : eq(calls.agentId, agentId),
            talkedIn === undefined
              ? undefined
              : sql`exists (select 1 from ${legs} where ${legs.callId} = ${calls.id} and ${legs.agentId} = ${talkedIn} and ${legs.answeredAt} is not null)`,
            lastDigits === undefined ? undefined : sql`${calls.number} like ${`%${lastDigits}`}`,
            sql`exists (select 1 from ${recordings} where ${recordings.callId} = ${calls.id} and ${kept})`,
          ),
        )
        .orderBy(desc(calls.arrivedAt), desc(calls.id))
        .limit(limit)
      if (found.length === 0) return []
      const ids = found.map(({ id }) => id)
      const parts = await db
        .select()
        .from(recordings)
        .where(and(inArray(recordings.callId, ids), kept))
      const partsOf = Map.groupBy(parts, ({ callId }) => callId)
      return found.map(call => ({ call, ...sumOf(partsOf.get(call.id) ?? []) }))
    },

    recordingsDue: ({ before, complaintsBefore, limit }) =>
      db
        .select({ part: recordings.part, callId: recordings.callId })
        .from(recordings)
        .where(
          and(
            lt(recordings.closedAt, before),
            isNull(recordings.erasedAt),
            sql`not exists (select 1 from ${recordings} as held where held.call_id = ${recordings.callId} and held.held_at is not null)`,
            or(
              lt(recordings.closedAt, complaintsBefore),
              and(
                sql`not exists (select 1 from ${caseCalls} join ${cases} on ${cases.caseNo} = ${caseCalls.caseNo} where ${caseCalls.callId} = ${recordings.callId} and ${cases.class} = 'complaint')`,
                sql`not exists (select 1 from ${attempts} join ${callbackTasks} on ${callbackTasks.id} = ${attempts.taskId} join ${cases} on ${cases.caseNo} = ${callbackTasks.caseNo} where ${attempts.callId} = ${recordings.callId} and ${cases.class} = 'complaint')`,
              ),
            ),
          ),
        )
        .orderBy(asc(recordings.closedAt), asc(recordings.part))
        .limit(limit),

    answeredWithoutAudio: (from, to, limit) =>
      db
        .select()
        .from(calls)
        .where(
          and(
            gte(calls.arrivedAt, from),
            lt(calls.arrivedAt, to),
            isNotNull(calls.answeredAt),
            isNotNull(calls.endedAt),
            sql`not exists (select 1 from ${recordings} where ${recordings.callId} = ${calls.id} and ${recordings.closedAt} is not null and ${recordings.audioMs} > 0)`,
          ),
        )
        .orderBy(desc(calls.arrivedAt), desc(calls.id))
        .limit(limit),
  }
}

const sumOf = (parts: readonly RecordingRow[]) => ({
  audioMs: parts.reduce((sum, { audioMs }) => sum + (audioMs ?? 0), 0),
  gapMs: parts.some(({ gapMs }) => gapMs === null) ? null : parts.reduce((sum, { gapMs }) => sum + (gapMs ?? 0), 0),
  held: parts.some(({ heldAt }) => heldAt !== null),
})
