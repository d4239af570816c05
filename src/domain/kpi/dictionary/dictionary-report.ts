import { resultSources } from '../../cases/life/visit.ts'
import type { Check } from '../checks.ts'
import { percent } from '../rate.ts'
import { answeredWithin } from '../service-level.ts'
import type { LossTree } from './arrival-tally.ts'
import type { CaseSoundings } from './case-tally.ts'
import { dictionaryVersion, entries } from './dictionary.ts'
import { type DictionaryBook, type EntryValue, entryValue } from './entry.ts'

/** SL(t) of report.json: offered calls answered within so many seconds, and their share of the offered. */
interface ServiceLevel {
  readonly seconds: number
  readonly answered: number
  readonly rate: number | null
}

/** The loss tree of report.json: arrivals, and what became of each. Null: the books do not say it of all of them. */
interface ReportedTree {
  readonly arrived: number
  readonly answered: number
  readonly abandoned: number
  readonly abandoned_in_announcement: number | null
  readonly abandoned_in_queue: number | null
  readonly abandoned_ringing: number | null
  readonly overflowed: number
  readonly overflowed_queue_full: number | null
  readonly overflowed_longest_wait: number | null
  readonly overflowed_place_kept: number | null
  readonly failed: number
  readonly refused: number
  readonly still_waiting: number
}

/** Ratings that count, by which way they came. */
interface ReportedSource {
  readonly source: string
  readonly rated: number
  readonly satisfied: number
  readonly satisfaction_rate: number | null
}

/** What report.json has under `dictionary`: it stays in the house. The names of its fields are fixed here. */
export interface DictionaryReport {
  readonly version: number
  readonly figures: Readonly<Record<string, EntryValue>>
  /** Null: nothing is known of calls. */
  readonly service_levels: readonly ServiceLevel[] | null
  readonly loss_tree: ReportedTree | null
  /** Null: no limit to sign by is known. */
  readonly signing: { readonly in_time: number; readonly late: number; readonly not_signed: number } | null
  /** By source, of cases accepted in the period; null: nothing is known of ratings. */
  readonly ratings_by_source: readonly ReportedSource[] | null
  readonly checks: readonly Check[]
}

/** Seconds of which the service level is told; of any other it follows from the same waits. */
const told = [5, 10, 15, 20, 25, 30, 45, 60, 90, 120, 180, 300] as const

const treeOf = (arrived: number, tree: Readonly<LossTree>): ReportedTree => {
  const staged = (count: number): number | null => (tree.stageUnknown > 0 ? null : count)
  const reasoned = (count: number): number | null => (tree.overflowUnknown > 0 ? null : count)
  return {
    arrived,
    answered: tree.answered,
    abandoned: tree.inAnnouncement + tree.inQueue + tree.ringing + tree.stageUnknown,
    abandoned_in_announcement: staged(tree.inAnnouncement),
    abandoned_in_queue: staged(tree.inQueue),
    abandoned_ringing: staged(tree.ringing),
    overflowed: tree.queueFull + tree.longestWait + tree.placeKept + tree.overflowUnknown,
    overflowed_queue_full: reasoned(tree.queueFull),
    overflowed_longest_wait: reasoned(tree.longestWait),
    overflowed_place_kept: reasoned(tree.placeKept),
    failed: tree.failed,
    refused: tree.refused,
    still_waiting: tree.stillWaiting,
  }
}

const checkOf = (id: string, zh: string, en: string, left: number, right: number): Check => ({
  ...{ id, name: { zh, en }, relation: '=' as const, left, right },
  ...{ gap: left - right, holds: left === right },
})

/** Whether each arrival is in exactly one leaf of the tree that an arrival can be in, and the dictionary counts the calls that the figures count. */
const checksOfTree = ({ tally, arrivals }: DictionaryBook, tree: ReportedTree): readonly Check[] => {
  const { answered, abandoned, overflowed, failed, refused, still_waiting: waiting } = tree
  return [
    checkOf(
      'loss_tree',
      '到达 = 接听 + 放弃 + 溢出 + 失败 + 拒接 + 仍在等待',
      'Arrived = answered + abandoned + overflowed + failed + refused + still waiting',
      tree.arrived,
      answered + abandoned + overflowed + failed + refused + waiting,
    ),
    checkOf(
      'offered_of_dictionary',
      '本表来电量 = 公布的来电量',
      'The dictionary counts as many offered calls as the figures',
      arrivals.offered,
      tally.total.calls.offered,
    ),
  ]
}

const sourcesOf = (ratings: CaseSoundings['ratings']): readonly ReportedSource[] =>
  resultSources.map(source => {
    const { rated, satisfied } = ratings.get(source) ?? { rated: 0, satisfied: 0 }
    return { source, rated, satisfied, satisfaction_rate: percent(satisfied, rated) }
  })

/** The dictionary of a period as report.json has it. */
export const dictionaryOf = (book: DictionaryBook): DictionaryReport => {
  const { tally, arrivals } = book
  const { signings, ratings, ages } = book.cases
  const { calls } = tally.total
  const tree = tally.known.has('calls') ? treeOf(arrivals.arrived, arrivals.tree) : null
  return {
    version: dictionaryVersion,
    figures: Object.fromEntries(entries.map(entry => [entry.key, entryValue(entry, book)])),
    service_levels:
      tree &&
      told.map(seconds => {
        const answered = answeredWithin(calls, seconds)
        return { seconds, answered, rate: percent(answered, calls.offered) }
      }),
    loss_tree: tree,
    signing: signings && { in_time: signings.onTime, late: signings.late, not_signed: signings.unsigned },
    ratings_by_source: tally.known.has('ratings') ? sourcesOf(ratings) : null,
    checks: [
      ...(tree === null ? [] : checksOfTree(book, tree)),
      ...(tally.known.has('cases')
        ? [
            checkOf(
              'open_cases',
              '期末未办结 = 核对所算',
              'Open cases are the closing backlog',
              ages.length,
              tally.backlog.closing,
            ),
          ]
        : []),
    ],
  }
}
