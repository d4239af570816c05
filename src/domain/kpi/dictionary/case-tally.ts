import type { HistoryRatingSource } from '../../history/history.ts'
import type { UnitSigning } from '../breakdown/rows.ts'
import { dayIndexOf, type Period } from '../period.ts'
import type { ClosedCase, GivenDispatch, OpenCase, RatedCase } from './rows.ts'

/** What units had to sign for by a limit within the period and did not return. */
export interface Signings {
  onTime: number
  late: number
  unsigned: number
}

/** Ratings that count, by which way they came. */
export interface SourceRatings {
  rated: number
  satisfied: number
}

/** What the dictionary counts of cases. */
export interface CaseSoundings {
  /** Null: no limit to sign by is known, as where there are files of a past alone. */
  readonly signings: Readonly<Signings> | null
  readonly dispatches: number
  readonly returned: number
  /** Null: of some it is not known. */
  readonly returnsAsked: number | null
  readonly closedDispatched: number
  readonly redone: number
  /** Open cases whose time to reply was over at the end of the period. */
  readonly openOverdue: number
  /** How long open cases were open at the end of the period, in ms, ascending. */
  readonly ages: Float64Array
  readonly ratings: ReadonlyMap<HistoryRatingSource, SourceRatings>
  /** Of these: those of cases that a unit was given. */
  readonly ratedDispatched: number
  readonly askedWhetherResolved: number
  readonly resolved: number
}

/** Counts cases of a period for the dictionary, in any order; rows of other periods are passed over. `until`: of a period that is not over, when it is looked at (UTC ms). */
export const createCaseTally = (period: Period, until: number) => {
  const signings: Signings = { onTime: 0, late: 0, unsigned: 0 }
  const ratings = new Map<HistoryRatingSource, SourceRatings>()
  const ages: number[] = []
  const end = Math.min(period.to, until)
  let [dispatches, returned, asked, unknown] = [0, 0, 0, 0]
  let openOverdue = 0
  let [closedDispatched, redone, ratedDispatched, askedWhetherResolved, resolvedCases] = [0, 0, 0, 0, 0]
  const isWithin = (at: number): boolean => dayIndexOf(period, at) !== -1
  return {
    signing(row: Omit<UnitSigning, 'unit'>): void {
      if (row.returned || !isWithin(row.signBy)) return
      if (row.signedAt === null) signings.unsigned += 1
      else if (row.signedAt < row.signBy) signings.onTime += 1
      else signings.late += 1
    },
    dispatch(row: GivenDispatch): void {
      if (!isWithin(row.dispatchedAt)) return
      dispatches += 1
      if (row.returned) returned += 1
      if (row.asked === null) unknown += 1
      else if (row.asked) asked += 1
    },
    closed(row: ClosedCase): void {
      if (!isWithin(row.closedAt)) return
      closedDispatched += 1
      if (row.redone) redone += 1
    },
    open({ acceptedAt, dueAt }: OpenCase): void {
      ages.push(Math.max(0, end - acceptedAt))
      if (dueAt !== null && dueAt < end) openOverdue += 1
    },
    rated({ acceptedAt, source, score, resolved, dispatched }: RatedCase): void {
      if (!isWithin(acceptedAt)) return
      const counts = ratings.get(source) ?? { rated: 0, satisfied: 0 }
      ratings.set(source, counts)
      counts.rated += 1
      if (score === 'satisfied' || score === 'basically_satisfied') counts.satisfied += 1
      if (dispatched) ratedDispatched += 1
      if (resolved !== null) askedWhetherResolved += 1
      if (resolved) resolvedCases += 1
    },
    /** `knowsSigning`: whether there is a ledger of our own, which alone knows limits to sign by. */
    end: (knowsSigning: boolean): CaseSoundings => ({
      signings: knowsSigning ? signings : null,
      dispatches,
      returned,
      returnsAsked: unknown > 0 ? null : asked,
      closedDispatched,
      redone,
      openOverdue,
      ages: Float64Array.from(ages).sort(),
      ratings,
      ratedDispatched,
      askedWhetherResolved,
      resolved: resolvedCases,
    }),
  }
}
