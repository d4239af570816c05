import { type HistoryKind, type HistoryRating, type HistoryRows, historyKinds } from '../history/history.ts'
import type { Backlog, BookCase, BookTask, HandledCase } from './book.ts'
import type { Period } from './period.ts'
import { createTally, type Tally } from './tally.ts'

/** Rows of every file; a file that is not there is unknown, one without rows is known to be empty. */
export type RowsOfFiles = { readonly [Kind in HistoryKind]?: readonly HistoryRows[Kind][] }

/** Whether the first of two ratings of a case is the later one; of two at the same instant the one with the higher id. */
const isLater = (one: HistoryRating, other: HistoryRating): boolean =>
  one.ratedAt > other.ratedAt || (one.ratedAt === other.ratedAt && one.ratingId > other.ratingId)

/** The counting rating of each case. */
export const countingRatings = (ratings: readonly HistoryRating[]): ReadonlyMap<string, HistoryRating> => {
  const latest = new Map<string, HistoryRating>()
  for (const rating of ratings) {
    if (rating.source === 'keypad') continue
    const so = latest.get(rating.caseNo)
    if (!so || isLater(rating, so)) latest.set(rating.caseNo, rating)
  }
  return latest
}

const backlogOf = (cases: readonly HistoryRows['cases'][], { from, to }: Period): Backlog => {
  const openAt = (at: number) =>
    cases.filter(({ acceptedAt, closedAt }) => acceptedAt < at && (closedAt === null || closedAt >= at)).length
  const closed = cases.filter(({ closedAt }) => closedAt !== null && closedAt >= from && closedAt < to).length
  return { opening: openAt(from), closed, closing: openAt(to) }
}

/** Who takes rows that are joined. */
export type RowTaker = Pick<ReturnType<typeof createTally>, 'call' | 'case' | 'handled' | 'task' | 'due'>

/** Joins rows that lie in memory, and gives each to `tally`: says what each join means. */
export const joinRows = (rows: RowsOfFiles, tally: RowTaker): void => {
  const { calls = [], cases = [], dispatches = [], callback_tasks: tasks = [], ratings = [] } = rows
  const handled = new Map<string, { first: number; completed: number | null }>()
  for (const { caseNo, dispatchedAt, repliedAt, returned } of dispatches) {
    const so = handled.get(caseNo)
    const reply = returned ? null : repliedAt
    const completed = so?.completed ?? null
    handled.set(caseNo, {
      first: Math.min(so?.first ?? dispatchedAt, dispatchedAt),
      completed: reply === null ? completed : Math.max(completed ?? reply, reply),
    })
  }
  const counting = countingRatings(ratings)
  const isVisit = (call: HistoryRows['calls']) => call.purpose === 'satisfaction_visit' && call.answeredAt !== null
  const reached = new Set(calls.filter(isVisit).map(({ taskId }) => taskId))
  const rated = new Set(ratings.filter(({ source }) => source === 'callback').map(({ taskId }) => taskId))

  for (const call of calls) tally.call(call)
  for (const row of cases) {
    const { acceptedAt, channel, class: kind, path, tags, caseNo } = row
    const one: BookCase = {
      acceptedAt,
      channel,
      class: kind,
      path,
      tags,
      dispatched: handled.has(caseNo),
      rating: counting.get(caseNo) ?? null,
    }
    tally.case(one)
    const times = handled.get(caseNo)
    if (!times) continue
    const done: HandledCase = { class: kind, firstDispatchedAt: times.first, completedAt: times.completed }
    tally.handled(done)
  }
  for (const { taskId, createdAt } of tasks) {
    const task: BookTask = { createdAt, reached: reached.has(taskId), rated: rated.has(taskId) }
    tally.task(task)
  }
  for (const { dueAt, repliedAt, returned } of dispatches) if (dueAt !== null) tally.due({ dueAt, repliedAt, returned })
}

/** The tally of rows that lie in memory, which every store must agree with. */
export const tallyRows = (rows: RowsOfFiles, period: Period): Tally => {
  const tally = createTally(period)
  joinRows(rows, tally)
  return tally.end({
    known: new Set(historyKinds.filter(kind => rows[kind] !== undefined)),
    staff: rows.staff ?? [],
    regulations: (rows.regulations ?? []).map(({ name }) => name),
    backlog: backlogOf(rows.cases ?? [], period),
  })
}
