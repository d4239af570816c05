import fc from 'fast-check'
import {
  adjudications,
  callPurposes,
  casePaths,
  directions,
  endCauses,
  type HistoryCall,
  type HistoryCase,
  type HistoryDispatch,
  type HistoryRating,
  type HistoryStaff,
  type HistoryTask,
  historyChannels,
  historyClasses,
  posts,
  ratingSources,
  scores,
  taskResults,
} from '../../../src/domain/history/history.ts'
import { at } from '../../../src/domain/kpi/example-rows.ts'
import type { RowsOfFiles } from '../../../src/domain/kpi/in-memory-book.ts'

const maybe = <T>(what: fc.Arbitrary<T>) => fc.option(what, { nil: null })
const oneOf = <T>(words: readonly T[]) => fc.constantFrom(...words)

/** Instants around the year 2020, thick at its edges and at midnights of Shanghai, where attribution is decided. */
const instant = fc.oneof(
  fc.integer({ min: at('12-30 00:00', 2019), max: at('01-03 00:00', 2021) }),
  fc.constantFrom(
    at('01-01 00:00'),
    at('01-01 00:00') - 1,
    at('01-01 00:00', 2021),
    at('05-06 00:00'),
    at('12-31 23:59'),
  ),
)
const seconds = fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.constantFrom(5_000, 5_001, 15_000, 20_000, 30_000))
const after = (start: number, ms: number | null) => (ms === null ? null : start + ms)

/** Objects as literals make them. */
const plain = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(model, { noNullPrototype: true }) as fc.Arbitrary<T>

const few = fc.integer({ min: 1, max: 8 }).map(String)
const manyOf = <T>(what: fc.Arbitrary<T>, keyOf: (row: T) => string) =>
  fc.uniqueArray(what, { selector: keyOf, maxLength: 12 })

const calls = plain({
  callId: fc.uuid(),
  direction: oneOf(directions),
  purpose: oneOf(callPurposes),
  arrivedAt: instant,
  waitMs: maybe(seconds),
  talkMs: maybe(seconds),
  endCause: maybe(oneOf(endCauses)),
  rawNumber: maybe(fc.constant('13800138000')),
  caseNo: maybe(few),
  taskId: maybe(few),
}).map(({ waitMs, talkMs, ...rest }): HistoryCall => {
  const answeredAt = after(rest.arrivedAt, waitMs)
  return {
    ...rest,
    queuedAt: null,
    answeredAt,
    endedAt: after(answeredAt ?? rest.arrivedAt, talkMs),
    number: rest.rawNumber && `+86${rest.rawNumber}`,
    agentId: null,
  }
})

const cases: fc.Arbitrary<HistoryCase> = plain({
  caseNo: few,
  channel: maybe(oneOf(historyChannels)),
  class: maybe(oneOf(historyClasses)),
  acceptedAt: instant,
  path: maybe(oneOf(casePaths)),
  tags: maybe(fc.constantFrom('epidemic', 'masks; epidemic', 'epidemics', 'roads')),
  closedMs: maybe(fc.integer({ min: 0, max: 40 * 86_400_000 })),
}).map(({ closedMs, ...rest }) => ({ ...rest, closedAt: after(rest.acceptedAt, closedMs) }))

const dispatches: fc.Arbitrary<HistoryDispatch> = plain({
  caseNo: few,
  round: fc.integer({ min: 1, max: 2 }),
  unit: fc.constantFrom('water', 'gas'),
  dispatchedAt: instant,
  dueMs: maybe(fc.integer({ min: 0, max: 9 * 86_400_000 })),
  replyMs: maybe(fc.integer({ min: 0, max: 9 * 86_400_000 })),
  returned: fc.boolean(),
}).map(({ dueMs, replyMs, ...rest }) => ({
  ...rest,
  signedAt: null,
  dueAt: after(rest.dispatchedAt, dueMs),
  repliedAt: after(rest.dispatchedAt, replyMs),
}))

const tasks: fc.Arbitrary<HistoryTask> = plain({
  taskId: few,
  caseNo: maybe(few),
  createdAt: instant,
  result: maybe(oneOf(taskResults)),
  closedAt: fc.constant(null),
})

const ratings: fc.Arbitrary<HistoryRating> = plain({
  ratingId: fc.uuid(),
  caseNo: few,
  taskId: maybe(few),
  source: oneOf(ratingSources),
  ratedAt: fc.oneof(instant, fc.constant(at('05-06 00:00'))),
  score: maybe(oneOf(scores)),
  resolved: maybe(fc.boolean()),
  adjudication: maybe(oneOf(adjudications)),
  adjudicationReason: fc.constant(null),
})

const staff: fc.Arbitrary<HistoryStaff> = plain({
  staffId: fc.uuid(),
  name: maybe(fc.constant('王芳')),
  post: oneOf(posts),
  takesRequests: maybe(fc.boolean()),
  from: fc.constantFrom('2019-01-01', '2020-12-31', '2021-01-01'),
  to: maybe(fc.constantFrom('2021-01-01', '2020-12-30', '2020-12-31')),
})

/** Rows of all files, ids of cases and tasks few enough to meet. */
export const anyRows: fc.Arbitrary<Required<RowsOfFiles>> = plain({
  calls: manyOf(calls, ({ callId }) => callId),
  cases: manyOf(cases, ({ caseNo }) => caseNo),
  dispatches: manyOf(dispatches, row => [row.caseNo, row.round, row.unit, row.dispatchedAt].join()),
  callback_tasks: manyOf(tasks, ({ taskId }) => taskId),
  ratings: manyOf(ratings, ({ ratingId }) => ratingId),
  staff: manyOf(staff, ({ staffId }) => staffId),
  regulations: fc
    .uniqueArray(
      fc.string({ minLength: 1, maxLength: 5 }).filter(text => !text.includes('\0')),
      { maxLength: 3 },
    )
    .map(all => all.map(name => ({ name }))),
})
