import type { Fact } from '../../../domain/fact.ts'
import type { AttemptRow, Task } from '../../../engine/campaigns/campaign-store.ts'
import type { CallEnd } from '../../../engine/store.ts'
import type { Builder } from '../db.ts'
import { and, eq, isNull, lt, lte, type SQL, sql } from '../drizzle.ts'
import { hole, holes, template } from '../template.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>
type Numbered = { readonly seq: number }
type Local = { readonly localDay: number; readonly localHour: number }

const value = (name: string): SQL => sql`${hole(name)}`

/** Values by the names of their columns, for an update. */
const given = (...names: readonly string[]) => holes(...names) as Record<string, never>

/** Columns that say where a task stands. */
const standing = [
  ...['version', 'state', 'since', 'due', 'appointment', 'attempts', 'agentId', 'callId', 'drawn', 'result'],
] as const

/** The statements that write callback tasks, their attempts and the calls of these, and draws. */
export const campaignTemplates = ({ db, tables }: Builder) => {
  const { callbackTasks, taskFacts, attempts, sampleSeeds, calls, legs, missedCalls } = tables
  const theTask = eq(callbackTasks.id, hole('taskId'))
  const theAttempt = eq(attempts.callId, hole('callId'))
  const theCall = eq(calls.id, hole('callId'))
  const nothing = sql`''`
  return {
    /** Whoever asks twice has one task: the first one stands. */
    taskCreated: template<Omit<Task, 'createdAt' | 'standing'> & Task['standing'] & Numbered & { at: number }>(
      db
        .insert(callbackTasks)
        .values({
          ...holes('campaignId', 'purpose', 'number', 'caseNo', 'round', 'order', 'urgent', 'source', 'requestId'),
          ...holes('note', 'seq', ...standing),
          id: hole('taskId'),
          createdAt: hole('at'),
        })
        .onConflictDoNothing(),
    ),
    /** Never back to an earlier version, in whichever order facts come. */
    taskMoved: template<Task['standing'] & { readonly taskId: string }>(
      db
        .update(callbackTasks)
        .set(given(...standing))
        .where(and(theTask, lt(callbackTasks.version, hole('version')))),
    ),
    taskFact: template<Numbered & { readonly taskId: string }>(db.insert(taskFacts).values(holes('seq', 'taskId'))),
    /** Who was to be rung back and was reached is on the list no more. */
    rungBack: template<Of<'task_moved'>>(
      db
        .update(missedCalls)
        .set({ closedAt: value('at'), closedBy: sql`'rung_back'` })
        .where(
          and(
            isNull(missedCalls.closedAt),
            lte(missedCalls.firstAt, hole('at')),
            eq(
              missedCalls.number,
              sql`(select ${callbackTasks.number} from ${callbackTasks} where ${theTask} and ${callbackTasks.purpose} = 'missed_call_return')`,
            ),
          ),
        ),
    ),
    sampleSeeded: template<Of<'sample_seeded'> & Numbered>(
      db.insert(sampleSeeds).values(holes('seq', 'campaignId', 'localDay', 'seed', 'sharePerMille', 'at')),
    ),
    attemptBegan: template<Of<'attempt_began'> & Local>(
      db
        .insert(attempts)
        .values({
          ...holes('callId', 'taskId', 'campaignId', 'purpose', 'number', 'agentId', 'localDay', 'localHour'),
          beganAt: hole('at'),
        })
        .onConflictDoNothing(),
    ),
    /** Its call, so that legs, recordings, parties and ratings have theirs. Agent and answer come with the answer. */
    callMade: template<Of<'attempt_began'> & Local>(
      db
        .insert(calls)
        .values({
          ...holes('queueId', 'number', 'purpose', 'taskId', 'localDay', 'localHour'),
          id: hole('callId'),
          dialled: hole('shownNumber'),
          rawNumber: hole('number'),
          arrivedAt: hole('at'),
          withheld: false,
          priority: 0,
          adopted: false,
        })
        .onConflictDoNothing(),
    ),
    attemptAnswered: template<Of<'attempt_answered'>>(
      db
        .update(attempts)
        .set({ answeredAt: value('at'), ringMs: value('ringMs') })
        .where(theAttempt),
    ),
    callTaken: template<Of<'attempt_answered'>>(
      db
        .update(calls)
        .set({ answeredAt: value('at'), agentId: value('agentId'), withAgentId: value('agentId') })
        .where(theCall),
    ),
    legOfAttempt: template<Of<'attempt_answered'> & Numbered>(
      db.insert(legs).values({ ...holes('seq', 'callId', 'agentId'), id: hole('leg'), answeredAt: hole('at') }),
    ),
    attemptEnded: template<Pick<AttemptRow, 'callId' | 'endedAt' | 'ringMs' | 'talkMs' | 'network'>>(
      db
        .update(attempts)
        .set({ ...given('endedAt', 'talkMs', 'network'), ringMs: sql`coalesce(${attempts.ringMs}, ${hole('ringMs')})` })
        .where(and(theAttempt, isNull(attempts.endedAt))),
    ),
    madeCallEnded: template<Of<'attempt_ended'> & { readonly cause: CallEnd }>(
      db
        .update(calls)
        .set({ endedAt: value('at'), endCause: value('cause'), endedBy: value('by'), talkMs: value('talkMs') })
        .where(and(theCall, isNull(calls.endedAt))),
    ),
    attemptClosed: template<Of<'attempt_closed'>>(
      db
        .update(attempts)
        .set({ ...given('outcome', 'byNetwork', 'byAgent', 'appointment', 'note'), closedAt: value('at') })
        .where(and(theAttempt, isNull(attempts.closedAt))),
    ),
    taskErased: template<{ readonly taskId: string }>(
      db.update(callbackTasks).set({ number: sql`null`, note: nothing }).where(theTask),
    ),
    caseTasksErased: template<{ readonly caseNo: string }>(
      db
        .update(callbackTasks)
        .set({ number: sql`null`, note: nothing })
        .where(eq(callbackTasks.caseNo, hole('caseNo'))),
    ),
    callAttemptErased: template<{ readonly callId: string }>(
      db.update(attempts).set({ number: nothing, note: nothing }).where(theAttempt),
    ),
  }
}
