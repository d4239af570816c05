import { createAgentTally } from '../../../domain/kpi/dictionary/agent-tally.ts'
import { createArrivalTally } from '../../../domain/kpi/dictionary/arrival-tally.ts'
import { createCaseTally } from '../../../domain/kpi/dictionary/case-tally.ts'
import { createContactTally } from '../../../domain/kpi/dictionary/contact-tally.ts'
import type { DictionaryCounts } from '../../../domain/kpi/dictionary/entry.ts'
import { officeTimeOf } from '../../../domain/kpi/dictionary/office-time.ts'
import type { Period } from '../../../domain/kpi/period.ts'
import { handledQuery, hasLedgerSql, isTrue } from './book-sql.ts'
import { signingsQuery } from './breakdown-sql.ts'
import { lostQuery, numberedQuery, visitDialsQuery, visitTasksQuery } from './contact-sql.ts'
import {
  agentIntervalsQuery,
  agentOffersQuery,
  arrivedQuery,
  closedQuery,
  contactsQuery,
  extendablesQuery,
  givenQuery,
  openQuery,
  ratedQuery,
} from './dictionary-sql.ts'
import { look } from './read-book.ts'
import { feedOf } from './read-breakdown.ts'
import { readCalendar, readCounting } from './read-calendar.ts'
import type { Snapshot } from './snapshots.ts'

/** What the dictionary of a period counts, out of one snapshot. */
export const readDictionary = async (snapshot: Snapshot, period: Period, until: number): Promise<DictionaryCounts> => {
  const { sight } = await look(snapshot)
  const feed = feedOf(snapshot, period)
  const arrivals = createArrivalTally(period, until)
  await feed(arrivedQuery(sight), arrivals.arrived)
  const officeTime = officeTimeOf(await readCalendar(snapshot), await readCounting(snapshot, period.zone))
  const cases = createCaseTally(period, until, officeTime)
  await feed(signingsQuery(sight), cases.signing)
  await feed(contactsQuery(sight), cases.contact)
  await feed(extendablesQuery(sight), cases.due)
  await feed(handledQuery(sight), cases.handled)
  await feed(givenQuery(sight), cases.dispatch)
  await feed(closedQuery(sight), cases.closed)
  await feed(openQuery(sight), cases.open)
  await feed(ratedQuery(sight), cases.rated)
  const contacts = createContactTally(period)
  await feed(numberedQuery(sight), contacts.numbered)
  await feed(lostQuery(sight), contacts.lost)
  await feed(visitTasksQuery(sight), contacts.task)
  await feed(visitDialsQuery(sight), contacts.dial)
  const [hasLedger] = (await snapshot.rows(hasLedgerSql))[0] ?? []
  const agents = createAgentTally(period, until)
  await feed(agentOffersQuery(sight), agents.offer)
  await feed(agentIntervalsQuery(sight), agents.interval)
  const isOurs = isTrue(hasLedger)
  return {
    arrivals: arrivals.end(),
    cases: cases.end(isOurs),
    contacts: contacts.end(),
    agents: isOurs ? agents.end() : null,
  }
}
