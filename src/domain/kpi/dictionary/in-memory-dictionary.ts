import { defaultCounting } from '../../calendar/counting.ts'
import { makeCalendar } from '../../calendar/make-calendar.ts'
import { stateCouncilNotices } from '../../calendar/notices/notices.ts'
import type { UnitSigning } from '../breakdown/rows.ts'
import { countingRatings, joinRows, type RowsOfFiles, tallyRows } from '../in-memory-book.ts'
import type { Period } from '../period.ts'
import type { AgentCounts } from './agent-tally.ts'
import { createArrivalTally } from './arrival-tally.ts'
import { createCaseTally } from './case-tally.ts'
import { createContactTally, repeatMs, returnMs } from './contact-tally.ts'
import type { DictionaryBook } from './entry.ts'
import { officeTimeOf } from './office-time.ts'
import type { ArrivedCall, ContactDue, ExtendableDispatch, GivenDispatch } from './rows.ts'

/** Rows of files, and what only the hotline's own ledger knows. */
export interface DictionaryRows extends RowsOfFiles {
  readonly arrived?: readonly ArrivedCall[]
  readonly given?: readonly GivenDispatch[]
  readonly agents?: ReadonlyMap<string, AgentCounts>
  readonly signings?: readonly Omit<UnitSigning, 'unit'>[]
  readonly contacts?: readonly ContactDue[]
  readonly dues?: readonly ExtendableDispatch[]
}

const noticesOnly = makeCalendar(stateCouncilNotices)
if (noticesOnly.kind !== 'calendar') throw new Error('the notices make no calendar')
const { calendar } = noticesOnly

const passOver = (): void => {}

const arrivalsIn = ({ calls = [], arrived = [] }: DictionaryRows, period: Period, until: number) => {
  const tally = createArrivalTally(period, until)
  for (const call of calls)
    if (call.direction === 'inbound' && call.purpose === 'hotline')
      tally.arrived({ ...call, stage: null, reason: null })
  for (const call of arrived) tally.arrived(call)
  return tally.end()
}

const casesIn = (rows: DictionaryRows, period: Period, until: number) => {
  const { cases = [], dispatches = [], ratings = [], given = [], signings } = rows
  const tally = createCaseTally(period, until, officeTimeOf(calendar, { ...defaultCounting, zone: period.zone }))
  for (const row of signings ?? []) tally.signing(row)
  for (const row of rows.contacts ?? []) tally.contact(row)
  for (const { dispatchedAt, returned, dueAt } of dispatches) {
    tally.dispatch({ dispatchedAt, returned, asked: null })
    if (!returned && dueAt !== null) tally.due({ dueAt, extended: null })
  }
  for (const row of given) tally.dispatch(row)
  for (const row of rows.dues ?? []) tally.due(row)
  joinRows(rows, { call: passOver, case: passOver, task: passOver, due: passOver, handled: tally.handled })
  const counting = countingRatings(ratings)
  for (const { caseNo, acceptedAt, closedAt } of cases) {
    const of = dispatches.filter(dispatch => dispatch.caseNo === caseNo)
    const rounds = new Set(of.flatMap(({ round, returned }) => (returned ? [] : round)))
    if (closedAt !== null && of.length > 0) tally.closed({ closedAt, redone: rounds.size > 1 })
    const dues = of.flatMap(({ returned, dueAt }) => (returned || dueAt === null ? [] : dueAt))
    if (acceptedAt < period.to && (closedAt === null || closedAt >= period.to))
      tally.open({ acceptedAt, dueAt: dues.length === 0 ? null : Math.max(...dues) })
    const rating = counting.get(caseNo)
    if (rating) tally.rated({ ...rating, acceptedAt, dispatched: of.length > 0 })
  }
  return tally.end(signings !== undefined)
}

const lostEnds: readonly (string | null)[] = ['abandoned', 'overflow', 'failed']

const contactsIn = ({ calls = [], callback_tasks: tasks = [] }: DictionaryRows, period: Period) => {
  const tally = createContactTally(period)
  const inbound = calls.filter(({ direction, purpose }) => direction === 'inbound' && purpose === 'hotline')
  const visits = calls.filter(({ direction, purpose }) => direction === 'outbound' && purpose === 'satisfaction_visit')
  const reached = calls.filter(
    ({ direction, purpose, answeredAt }) =>
      answeredAt !== null && (direction === 'inbound' ? purpose === 'hotline' : purpose === 'missed_call_return'),
  )
  for (const { number, arrivedAt, answeredAt, endCause } of inbound) {
    if (number === null) continue
    const between = (from: number, to: number, among: typeof calls) =>
      among.some(other => other.number === number && other.arrivedAt >= from && other.arrivedAt <= to)
    const answered = inbound.filter(other => other.answeredAt !== null)
    if (answeredAt !== null)
      tally.numbered({ arrivedAt, repeated: between(arrivedAt - repeatMs, arrivedAt - 1, answered) })
    else if (lostEnds.includes(endCause))
      tally.lost({ arrivedAt, returned: between(arrivedAt + 1, arrivedAt + returnMs, reached) })
  }
  const dialled = new Set(visits.map(({ taskId }) => taskId))
  for (const { taskId, createdAt } of tasks) tally.task({ createdAt, attempted: dialled.has(taskId) })
  for (const { arrivedAt, answeredAt } of visits) tally.dial({ beganAt: arrivedAt, answered: answeredAt !== null })
  return tally.end()
}

/** The book of rows that lie in memory, of a time that is over: says what each join means, and is what every store must agree with. */
export const dictionaryOfRows = (rows: DictionaryRows, period: Period, until: number = period.to): DictionaryBook => ({
  tally: tallyRows(rows, period),
  arrivals: arrivalsIn(rows, period, until),
  cases: casesIn(rows, period, until),
  contacts: contactsIn(rows, period),
  // files of a past say nothing of agents' time
  agents: rows.agents ?? null,
})
