import type { Fact } from '../../../domain/fact.ts'
import type { Builder } from '../db.ts'
import { and, eq, isNull, type SQL, sql } from '../drizzle.ts'
import { hole, holes, template } from '../template.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>

const value = (name: string): SQL => sql`${hole(name)}`

/** The statements that recordings' facts change their table with. */
export const recordingTemplates = ({ db, tables: { recordings } }: Builder) => {
  const thePart = eq(recordings.part, hole('part'))
  const ofCall = eq(recordings.callId, hole('callId'))
  return {
    recordingStarted: template<Of<'recording_started'>>(
      db
        .insert(recordings)
        .values({ ...holes('part', 'callId'), startedAt: hole('at') })
        .onConflictDoUpdate({ target: recordings.part, set: { startedAt: sql`excluded.started_at` } }),
    ),
    recordingFailed: template<Of<'recording_failed'>>(
      db
        .update(recordings)
        .set({ failedWhy: value('why'), pausedAt: null, pausedBy: null })
        .where(and(ofCall, isNull(recordings.closedAt))),
    ),
    recordingPaused: template<Of<'recording_paused'>>(
      db
        .insert(recordings)
        .values({ ...holes('part', 'callId'), pausedAt: hole('at'), pausedBy: hole('agentId') })
        .onConflictDoUpdate({
          target: recordings.part,
          set: { pausedAt: sql`excluded.paused_at`, pausedBy: sql`excluded.paused_by` },
        }),
    ),
    recordingResumed: template<Of<'recording_resumed'>>(
      db.update(recordings).set({ pausedAt: null, pausedBy: null }).where(thePart),
    ),
    recordingClosed: template<Of<'recording_closed'>>(
      db
        .insert(recordings)
        .values({ ...holes('part', 'callId', 'bytes', 'sha256', 'audioMs', 'gapMs'), closedAt: hole('at') })
        .onConflictDoUpdate({
          target: recordings.part,
          set: {
            closedAt: sql`excluded.closed_at`,
            bytes: sql`excluded.bytes`,
            sha256: sql`excluded.sha256`,
            audioMs: sql`excluded.audio_ms`,
            gapMs: sql`excluded.gap_ms`,
            pausedAt: sql`null`,
            pausedBy: sql`null`,
          },
        }),
    ),
    recordingHeld: template<Of<'recording_held'>>(
      db
        .update(recordings)
        .set({ heldAt: value('at') })
        .where(ofCall),
    ),
    recordingReleased: template<Of<'recording_released'>>(db.update(recordings).set({ heldAt: null }).where(ofCall)),
    recordingErased: template<Of<'recording_erased'>>(
      db
        .update(recordings)
        .set({ erasedAt: value('at') })
        .where(thePart),
    ),
  }
}
