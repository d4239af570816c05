import type { TopicCase, UnitDue, UnitOrder, UnitRating, UnitSigning } from '../../../domain/kpi/breakdown/rows.ts'
import type { Row } from '../query.ts'
import { type BookQuery, isTrue, type Sight, seen, within } from './book-sql.ts'

/*
 * What figures of units and topics are computed from, as SQL that both dialects understand. `in-memory-breakdown.ts` of the domain says what each join means; a test holds both
 * together.
 */

export const ordersQuery = (sight: Sight): BookQuery<UnitOrder> => ({
  past: `select f.unit, f.first, f.replied, f.kept, f.first_round, f.last_round from (
      select d.unit, min(d.dispatched_at) as first, max(case when d.returned then null else d.replied_at end) as replied,
        sum(case when d.returned then 0 else 1 end) as kept,
        min(case when d.returned then null else d.round end) as first_round, max(case when d.returned then null else d.round end) as last_round
      from history_dispatches d
      where d.case_no in (select b.case_no from history_dispatches b where ${within('b.dispatched_at', sight)})${seen('d', sight)}
      group by d.case_no, d.unit) f
    where ${within('f.first', sight)}`,
  own: `select f.unit, f.first, f.replied, f.kept, f.first_round, f.last_round from (
      select d.unit, min(d.dispatched_at) as first, max(case when d.ended = 'returned' then null else d.replied_at end) as replied,
        sum(case when d.ended = 'returned' then 0 else 1 end) as kept,
        min(case when d.ended = 'returned' then null else d.round end) as first_round, max(case when d.ended = 'returned' then null else d.round end) as last_round
      from dispatches d
      where d.case_no in (select b.case_no from dispatches b where ${within('b.dispatched_at', sight)})
      group by d.case_no, d.unit) f
    where ${within('f.first', sight)}`,
  rowOf: ([unit, firstAt, repliedAt, kept, firstRound, lastRound]) =>
    ({ unit, firstAt, repliedAt, kept: Number(kept) > 0, redone: firstRound !== lastRound }) as UnitOrder,
})

export const unitDuesQuery = (sight: Sight): BookQuery<UnitDue> => ({
  past: `select h.unit, h.due_at, h.replied_at, h.returned from history_dispatches h where ${within('h.due_at', sight)}${seen('h', sight)}`,
  own: `select d.unit, d.due_at, d.replied_at, d.ended = 'returned' from dispatches d where ${within('d.due_at', sight)}`,
  rowOf: ([unit, dueAt, repliedAt, returned]) => ({ unit, dueAt, repliedAt, returned: isTrue(returned) }) as UnitDue,
})

/** Of the hotline's own ledger alone: files of a past say no limit to sign by. */
export const signingsQuery = (sight: Sight): Omit<BookQuery<UnitSigning>, 'past'> => ({
  own: `select d.unit, d.sign_by, d.signed_at, d.ended = 'returned' from dispatches d where ${within('d.sign_by', sight)}`,
  rowOf: ([unit, signBy, signedAt, returned]) =>
    ({ unit, signBy, signedAt, returned: isTrue(returned) }) as UnitSigning,
})

export const unitRatingsQuery = (sight: Sight): BookQuery<UnitRating> => ({
  past: `select f.unit, f.accepted_at, f.score, f.adjudication from (
      select h.accepted_at, r.score, r.adjudication, (select d.unit from history_dispatches d where d.case_no = h.case_no and not d.returned${seen('d', sight)}
        order by d.dispatched_at desc, d.seq desc limit 1) as unit
      from history_cases h join history_ratings r on r.seq = (
        select x.seq from history_ratings x where x.case_no = h.case_no and x.source <> 'keypad'${seen('x', sight)}
        order by x.rated_at desc, x.rating_id desc limit 1)
      where ${within('h.accepted_at', sight)} and r.source = 'callback'${seen('h', sight)}) f
    where f.unit is not null`,
  own: `select f.unit, f.accepted_at, f.score, null from (
      select c.accepted_at, r.score, (select d.unit from dispatches d where d.case_no = c.case_no and (d.ended is null or d.ended <> 'returned')
        order by d.dispatched_at desc, d.id desc limit 1) as unit
      from cases c join ratings r on r.seq = (
        select x.seq from ratings x where x.case_no = c.case_no and x.source <> 'keypad' and x.result = 'rated'
        order by x.at desc, x.seq desc limit 1)
      where ${within('c.accepted_at', sight)} and r.source = 'callback') f
    where f.unit is not null`,
  rowOf: ([unit, acceptedAt, score, adjudication]) => ({ unit, acceptedAt, score, adjudication }) as UnitRating,
})

export const topicsQuery = (sight: Sight): BookQuery<TopicCase> => ({
  past: `select h.accepted_at, h.class, h.tags from history_cases h where ${within('h.accepted_at', sight)}${seen('h', sight)}`,
  own: `select c.accepted_at, c.class, c.topic from cases c where ${within('c.accepted_at', sight)}`,
  rowOf: ([acceptedAt, kind, tags]) => ({ acceptedAt, class: kind, tags }) as TopicCase,
})

/** When the first case of all was accepted; null: there is none. */
export const firstCaseSql = (sight: Sight): string =>
  `select min(f.first) from (select min(h.accepted_at) as first from history_cases h where 1 = 1${seen('h', sight)}
    union all select min(c.accepted_at) from cases c) f`

/** Units that were given a case before the second parameter; the first one is not used, but each dialect wants both. */
export const unitsBeforeSql = (sight: Sight): string => {
  const { hole } = sight
  const before = `dispatched_at < ${hole(2)} and ${hole(1)} <= ${hole(2)}`
  return `select h.unit from history_dispatches h where ${before}${seen('h', sight)} group by h.unit
    union select d.unit from dispatches d where ${before} group by d.unit`
}

/** All versions of what the house has set of units and topics, the oldest first. */
export const namedSettingsSql = `select s.kind, s.key, s.at, s.document from settings s where s.kind in ('unit', 'topic') order by s.version`

/** The latest versions of all that the house has set. */
export const settingsSql = `select s.kind, s.key, s.version, s.document, s."by", s.at from settings s
  where s.version = (select max(x.version) from settings x where x.kind = s.kind and x.key = s.key) order by s.kind, s.key`

/** A document as a dialect gives it. */
export const documentOf = (value: Row[number]): object | null =>
  typeof value === 'string' ? (JSON.parse(value) as object | null) : (value as unknown as object | null)
