import { humanOutcomes } from '../../../domain/campaign/outcome.ts'
import {
  type LostCall,
  type NumberedCall,
  repeatMs,
  returnMs,
  type VisitDial,
  type VisitTask,
} from '../../../domain/kpi/dictionary/contact-tally.ts'
import { type BookQuery, isTrue, quoted, type Sight, seen, within } from './book-sql.ts'

/*
 * How often citizens called again, were rung back, and were reached, as SQL that both dialects understand. `in-memory-dictionary.ts` of the domain says what each join means; a test holds both together.
 */

/** Whether, in either book, an answered call of the hotline of this number arrived between two instants, the bounds among them. */
const answeredBetween = (number: string, from: string, to: string, sight: Sight): string =>
  `exists (select 1 from history_calls p where p.number = ${number} and p.direction = 'inbound' and p.purpose = 'hotline'
      and p.answered_at is not null and p.arrived_at >= ${from} and p.arrived_at <= ${to}${seen('p', sight)})
    or exists (select 1 from calls p where p.number = ${number} and p.purpose is null
      and p.answered_at is not null and p.arrived_at >= ${from} and p.arrived_at <= ${to})`

/** The same of a number that was rung because its call was lost, and that a person answered. */
const rungBetween = (number: string, from: string, to: string, sight: Sight): string =>
  `exists (select 1 from history_calls p where p.number = ${number} and p.direction = 'outbound' and p.purpose = 'missed_call_return'
      and p.answered_at is not null and p.arrived_at >= ${from} and p.arrived_at <= ${to}${seen('p', sight)})
    or exists (select 1 from attempts p where p.number = ${number} and p.purpose = 'missed_call_return'
      and p.outcome in (${quoted(humanOutcomes)}) and p.began_at >= ${from} and p.began_at <= ${to})`

const inboundPast = (sight: Sight): string =>
  `from history_calls h where ${within('h.arrived_at', sight)} and h.direction = 'inbound' and h.purpose = 'hotline' and h.number is not null${seen('h', sight)}`

const inboundOwn = (sight: Sight): string =>
  `from calls h where ${within('h.arrived_at', sight)} and h.purpose is null and h.number is not null`

export const numberedQuery = (sight: Sight): BookQuery<NumberedCall> => {
  const repeated = answeredBetween('h.number', `h.arrived_at - ${repeatMs}`, 'h.arrived_at - 1', sight)
  return {
    past: `select h.arrived_at, ${repeated} ${inboundPast(sight)} and h.answered_at is not null`,
    own: `select h.arrived_at, ${repeated} ${inboundOwn(sight)} and h.answered_at is not null`,
    rowOf: ([arrivedAt, answer]) => ({ arrivedAt: Number(arrivedAt), repeated: isTrue(answer) }),
  }
}

export const lostQuery = (sight: Sight): BookQuery<LostCall> => {
  const span = ['h.arrived_at + 1', `h.arrived_at + ${returnMs}`] as const
  const returned = `${answeredBetween('h.number', ...span, sight)} or ${rungBetween('h.number', ...span, sight)}`
  const lost = `h.answered_at is null and h.end_cause in ('abandoned', 'overflow', 'failed')`
  return {
    past: `select h.arrived_at, ${returned} ${inboundPast(sight)} and ${lost}`,
    own: `select h.arrived_at, ${returned} ${inboundOwn(sight)} and ${lost}`,
    rowOf: ([arrivedAt, answer]) => ({ arrivedAt: Number(arrivedAt), returned: isTrue(answer) }),
  }
}

/** All dials are gathered once: no index leads from a task to those that nobody answered. */
export const visitTasksQuery = (sight: Sight): BookQuery<VisitTask> => ({
  past: `select h.created_at, h.task_id in (
      select v.task_id from history_calls v where v.direction = 'outbound' and v.purpose = 'satisfaction_visit' and v.task_id is not null${seen('v', sight)})
    from history_tasks h where ${within('h.created_at', sight)}${seen('h', sight)}`,
  own: `select t.created_at, exists (select 1 from attempts a where a.task_id = t.id)
    from callback_tasks t where t.purpose = 'satisfaction_visit' and ${within('t.created_at', sight)}`,
  rowOf: ([createdAt, attempted]) => ({ createdAt: Number(createdAt), attempted: isTrue(attempted) }),
})

export const visitDialsQuery = (sight: Sight): BookQuery<VisitDial> => ({
  past: `select h.arrived_at, h.answered_at is not null from history_calls h
    where ${within('h.arrived_at', sight)} and h.direction = 'outbound' and h.purpose = 'satisfaction_visit'${seen('h', sight)}`,
  own: `select a.began_at, a.outcome in (${quoted(humanOutcomes)}) from attempts a
    where a.purpose = 'satisfaction_visit' and a.outcome is not null and ${within('a.began_at', sight)}`,
  rowOf: ([beganAt, answered]) => ({ beganAt: Number(beganAt), answered: isTrue(answered) }),
})
