import { callsQuery, type Sight } from './book-sql.ts'

/** What staffing is planned by, as SQL that both dialects understand. Calls are those of the figures (`callsQuery`), so that an offered call is one everywhere. */
export const staffingCalls = callsQuery

/**
 * Wrap-up of the hotline's own agents behind its calls: answered calls of a period, and how long all wrap-ups were that ended in it. Those of chats and of calls that we made are none.
 */
export const wrapUpsSql = ({ hole }: Sight): string => `select
  (select count(*) from calls c where c.purpose is null and c.answered_at is not null
    and c.arrived_at >= ${hole(1)} and c.arrived_at < ${hole(2)}),
  (select coalesce(sum(i.to_at - i.from_at), 0) from agent_intervals i join calls c on c.id = i.call_id
    where i.state = 'wrap_up' and c.purpose is null and i.to_at >= ${hole(1)} and i.to_at < ${hole(2)})`

export const queuesSql = 'select document from queues order by id'
