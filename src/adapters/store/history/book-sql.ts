import { humanOutcomes } from '../../../domain/campaign/outcome.ts'
import type { HistoryStaff } from '../../../domain/history/history.ts'
import type { BookCall, BookCase, BookTask, DueDispatch, HandledCase } from '../../../domain/kpi/book.ts'
import type { Row } from '../query.ts'

/*
 * What the figures are computed from, as SQL that both dialects understand: the imported rows, and those of the hotline's own ledger in the same words. `in-memory-book.ts` of the domain says what each join means; a test holds both together.
 */

/** How a dialect writes the n-th parameter, and imports that are not whole yet and must not be seen. */
export interface Sight {
  readonly hole: (n: 1 | 2) => string
  readonly unfinished: readonly number[]
}

/** A statement whose two parameters are the period's first instant and that behind it, and what its rows mean. */
export interface BookQuery<One> {
  /** Out of what was imported. */
  readonly past: string
  /** Out of the projections of the hotline's own ledger. */
  readonly own: string
  readonly rowOf: (row: Row) => One
}

export const isTrue = (value: unknown): boolean => value === true || value === 1

/** Words of ours as a list of SQL. */
export const quoted = (words: readonly string[]): string => words.map(word => `'${word}'`).join(', ')

/** Leaves out what is not whole yet. */
export const seen = (alias: string, { unfinished }: Sight): string =>
  unfinished.length === 0 ? '' : ` and ${alias}.import_id not in (${unfinished.join(', ')})`

export const within = (column: string, { hole }: Sight): string => `${column} >= ${hole(1)} and ${column} < ${hole(2)}`

/** Columns that name a row, behind those that figures are made of; rows are in the order of the books then. */
const named = (names: boolean, columns: string): string => (names ? `, ${columns}` : '')
const inOrder = (names: boolean, columns: string): string => (names ? ` order by ${columns}` : '')

/** Dials that nobody answered are counted nowhere. Of our own a machine's answer is none; a talk ends where it ended, not with the rating by key behind it. */
export const callsQuery = (sight: Sight, names = false): BookQuery<BookCall> => ({
  past: `select h.direction, h.purpose, h.arrived_at, h.answered_at, h.ended_at, h.end_cause${named(names, 'h.call_id, h.number')}
    from history_calls h where ${within('h.arrived_at', sight)} and (h.direction = 'inbound' or h.answered_at is not null)${seen('h', sight)}${inOrder(names, 'h.arrived_at, h.seq')}`,
  own: `select case when c.purpose is null then 'inbound' else 'outbound' end,
      case when c.purpose is null then 'hotline' when c.purpose in ('satisfaction_visit', 'missed_call_return') then c.purpose else 'other' end,
      c.arrived_at,
      case when c.purpose is null or a.outcome in (${quoted(humanOutcomes)}) then c.answered_at end,
      case when c.answered_at is not null and c.talk_ms is not null then c.answered_at + c.talk_ms else c.ended_at end,
      c.end_cause${named(names, 'c.id, c.number')}
    from calls c left join attempts a on a.call_id = c.id where ${within('c.arrived_at', sight)}${inOrder(names, 'c.arrived_at, c.id')}`,
  rowOf: ([direction, purpose, arrivedAt, answeredAt, endedAt, endCause]) =>
    ({ direction, purpose, arrivedAt, answeredAt, endedAt, endCause }) as BookCall,
})

export const casesQuery = (sight: Sight, names = false): BookQuery<BookCase> => ({
  past: `select h.accepted_at, h.channel, h.class, h.path, h.tags,
      exists (select 1 from history_dispatches d where d.case_no = h.case_no${seen('d', sight)}), r.source, r.score, r.adjudication${named(names, 'h.case_no')}
    from history_cases h left join history_ratings r on r.seq = (
      select x.seq from history_ratings x where x.case_no = h.case_no and x.source <> 'keypad'${seen('x', sight)}
      order by x.rated_at desc, x.rating_id desc limit 1)
    where ${within('h.accepted_at', sight)}${seen('h', sight)}${inOrder(names, 'h.accepted_at, h.seq')}`,
  own: `select c.accepted_at, c.channel, c.class, null, c.topic,
      exists (select 1 from dispatches d where d.case_no = c.case_no), r.source, r.score,
      (select u.ruling from rating_rulings u where u.case_no = c.case_no and u.seq > r.seq and u.state = 'confirmed' order by u.seq desc limit 1)${named(names, 'c.case_no')}
    from cases c left join ratings r on r.seq = (
      select x.seq from ratings x where x.case_no = c.case_no and x.source <> 'keypad' and x.result = 'rated'
      order by x.at desc, x.seq desc limit 1)
    where ${within('c.accepted_at', sight)}${inOrder(names, 'c.accepted_at, c.case_no')}`,
  rowOf: ([acceptedAt, channel, kind, path, tags, dispatched, source, score, adjudication]) =>
    ({
      acceptedAt,
      channel,
      class: kind,
      path,
      tags,
      dispatched: isTrue(dispatched),
      rating: source === null ? null : { source, score, adjudication },
    }) as BookCase,
})

export const handledQuery = (sight: Sight, names = false): BookQuery<HandledCase> => ({
  past: `select h.class, f.first, f.completed${named(names, 'f.case_no')} from (
      select d.case_no, min(d.dispatched_at) as first, max(case when d.returned then null else d.replied_at end) as completed
      from history_dispatches d
      where d.case_no in (select b.case_no from history_dispatches b where ${within('b.dispatched_at', sight)})${seen('d', sight)}
      group by d.case_no) f
    join history_cases h on h.case_no = f.case_no where ${within('f.first', sight)}${seen('h', sight)}${inOrder(names, 'f.first, f.case_no')}`,
  own: `select c.class, f.first, f.completed${named(names, 'f.case_no')} from (
      select d.case_no, min(d.dispatched_at) as first, max(case when d.ended = 'returned' then null else d.replied_at end) as completed
      from dispatches d
      where d.case_no in (select b.case_no from dispatches b where ${within('b.dispatched_at', sight)})
      group by d.case_no) f
    join cases c on c.case_no = f.case_no where ${within('f.first', sight)}${inOrder(names, 'f.first, f.case_no')}`,
  rowOf: ([kind, firstDispatchedAt, completedAt]) => ({ class: kind, firstDispatchedAt, completedAt }) as HandledCase,
})

export const tasksQuery = (sight: Sight, names = false): BookQuery<BookTask> => ({
  past: `select h.created_at,
      exists (select 1 from history_calls v where v.task_id = h.task_id and v.answered_at is not null and v.purpose = 'satisfaction_visit'${seen('v', sight)}),
      exists (select 1 from history_ratings r where r.task_id = h.task_id and r.source = 'callback'${seen('r', sight)})${named(names, 'h.task_id, h.case_no')}
    from history_tasks h where ${within('h.created_at', sight)}${seen('h', sight)}${inOrder(names, 'h.created_at, h.seq')}`,
  own: `select t.created_at,
      exists (select 1 from attempts a where a.task_id = t.id and a.answered_at is not null and a.outcome in (${quoted(humanOutcomes)})),
      exists (select 1 from attempts a where a.task_id = t.id and a.outcome = 'rated')${named(names, 't.id, t.case_no')}
    from callback_tasks t where t.purpose = 'satisfaction_visit' and ${within('t.created_at', sight)}${inOrder(names, 't.created_at, t.id')}`,
  rowOf: ([createdAt, reached, rated]) => ({
    createdAt: Number(createdAt),
    reached: isTrue(reached),
    rated: isTrue(rated),
  }),
})

export const duesQuery = (sight: Sight, names = false): BookQuery<DueDispatch> => ({
  past: `select h.due_at, h.replied_at, h.returned${named(names, 'h.case_no, h.round, h.unit')} from history_dispatches h where ${within('h.due_at', sight)}${seen('h', sight)}${inOrder(names, 'h.due_at, h.seq')}`,
  own: `select d.due_at, d.replied_at, d.ended = 'returned'${named(names, 'd.case_no, d.round, d.unit')} from dispatches d where ${within('d.due_at', sight)}${inOrder(names, 'd.due_at, d.id')}`,
  rowOf: ([dueAt, repliedAt, returned]) => ({ dueAt, repliedAt, returned: isTrue(returned) }) as DueDispatch,
})

/** Cases that were accepted before an instant and not closed before it; the second parameter is not used where there is none. */
const openAt = (at: string, sight: Sight): string => {
  const of = (table: string, alias: string, also: string) =>
    `(select count(*) from ${table} ${alias} where ${alias}.accepted_at < ${at} and ${alias}.closed_at >= ${at}${also})
     + (select count(*) from ${table} ${alias} where ${alias}.accepted_at < ${at} and ${alias}.closed_at is null${also})`
  return `${of('history_cases', 'h', seen('h', sight))} + ${of('cases', 'c', '')}`
}

/** Opening backlog, closed in the period, closing backlog. */
export const backlogSql = (sight: Sight): string => `select ${openAt(sight.hole(1), sight)},
    (select count(*) from history_cases h where ${within('h.closed_at', sight)}${seen('h', sight)})
    + (select count(*) from cases c where ${within('c.closed_at', sight)}),
    ${openAt(sight.hole(2), sight)}`

export const staffSql = (sight: Sight): string =>
  `select h.staff_id, h.name, h.post, h.takes_requests, h.from_day, h.to_day from history_staff h where 1 = 1${seen('h', sight)}`

export const staffOf = ([staffId, name, post, takes, from, to]: Row): HistoryStaff =>
  ({ staffId, name, post, takesRequests: takes === null ? null : isTrue(takes), from, to }) as HistoryStaff

export const regulationsSql = (sight: Sight): string =>
  `select h.name from history_regulations h where 1 = 1${seen('h', sight)} order by h.seq`

/** Whether the hotline has a ledger of its own; then it knows of calls, cases, dispatches, tasks and ratings, if only that there were none. */
export const hasLedgerSql = 'select exists (select 1 from facts)'
