import type { UnitReads, WhoseCases } from '../../../engine/units/unit-store.ts'
import type { Builder } from '../db.ts'
import { and, count, eq, gte, isNotNull, lt, or, type SQL, sql } from '../drizzle.ts'
import { assistedBy } from './case-work-reads.ts'

const countOf = (condition: SQL): SQL<number> => sql`count(*) filter (where ${condition})`.mapWith(Number)

const noBox = { open: 0, toSign: 0, toHandle: 0, toSignOff: 0, waiting: 0, dueToday: 0, overdue: 0, assisting: 0 }

const noFigures = {
  ...{ signDue: 0, signedInTime: 0, signedLate: 0, unsigned: 0 },
  ...{ handleDue: 0, handledInTime: 0, handledLate: 0, unhandled: 0 },
}

/** The figures of one unit, counted from its cases and assignments by their indices of unit and due date. */
export const unitReads = ({ db, tables: { cases, dispatches }, dialect }: Builder): UnitReads => {
  const whoseOf = (table: typeof cases | typeof dispatches, whose: WhoseCases): SQL =>
    'unit' in whose ? eq(table.unit, whose.unit) : eq(table.handlerUnit, whose.handlerUnit)
  const { state, draftReply, openDueAt } = cases
  const working = sql`${state} in ('signed', 'handling')`
  const waiting = sql`${state} in ('return_requested', 'suspended', 'replied', 'reply_review', 'pending_callback')`
  return {
    async unitBox(whose, now, dayEnd) {
      const assisted =
        'unit' in whose
          ? db
              .select({ assisting: count() })
              .from(cases)
              .where(
                and(
                  isNotNull(cases.owner),
                  assistedBy(cases, whose.unit, dialect),
                  or(working, eq(state, 'dispatched'), waiting),
                ),
              )
          : []
      const leading = db
        .select({
          open: countOf(sql`${working} or ${state} = 'dispatched' or ${waiting}`),
          toSign: countOf(sql`${state} = 'dispatched'`),
          toHandle: countOf(sql`${working} and not ${draftReply}`),
          toSignOff: countOf(sql`${working} and ${draftReply}`),
          waiting: countOf(waiting),
          dueToday: countOf(sql`${openDueAt} > ${now} and ${openDueAt} <= ${dayEnd}`),
          overdue: countOf(sql`${openDueAt} <= ${now}`),
        })
        .from(cases)
        .where(and(whoseOf(cases, whose), isNotNull(cases.owner)))
      const [[row], [other]] = await Promise.all([leading, assisted])
      return { ...noBox, ...row, assisting: Number(other?.assisting ?? 0) }
    },

    async unitFigures(whose, from, to) {
      const { signBy, signedAt, dueAt, repliedAt, endedAt, ended } = dispatches
      const wentAway = sql`${ended} is not null and ${ended} <> 'replied'`
      const dueIn = (limit: typeof signBy | typeof dueAt, done: typeof signedAt | typeof repliedAt): SQL =>
        sql`${limit} >= ${from} and ${limit} < ${to} and not (${wentAway} and ${endedAt} < ${limit} and ${done} is null)`
      const signDue = dueIn(signBy, signedAt)
      const handleDue = dueIn(dueAt, repliedAt)
      const columns = {
        signDue: countOf(signDue),
        signedInTime: countOf(sql`${signDue} and ${signedAt} < ${signBy}`),
        signedLate: countOf(sql`${signDue} and ${signedAt} >= ${signBy}`),
        unsigned: countOf(sql`${signDue} and ${signedAt} is null`),
        handleDue: countOf(handleDue),
        handledInTime: countOf(sql`${handleDue} and ${repliedAt} < ${dueAt}`),
        handledLate: countOf(sql`${handleDue} and ${repliedAt} >= ${dueAt}`),
        unhandled: countOf(sql`${handleDue} and ${repliedAt} is null`),
      }
      const [row] = await db
        .select(columns)
        .from(dispatches)
        .where(
          and(
            whoseOf(dispatches, whose),
            or(and(gte(dueAt, from), lt(dueAt, to)), and(gte(signBy, from), lt(signBy, to))),
          ),
        )
      return row ?? noFigures
    },
  }
}
