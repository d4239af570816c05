import type { HistoryRatingSource } from '../../history/history.ts'
import type { HandledCase } from '../book.ts'
import type { UnitSigning } from '../breakdown/rows.ts'
import { dayIndexOf, type Period } from '../period.ts'
import type { ClosedCase, ContactDue, ExtendableDispatch, GivenDispatch, OpenCase, RatedCase } from './rows.ts'

/** What units had to sign for by a limit within the period and did not return. */
export interface Signings {
  onTime: number
  late: number
  unsigned: number
}

/** Of a base, those that count. */
export interface Share {
  readonly base: number
  readonly counted: number
}

/** The office hours between two instants, in ms; null: they lie in a year whose calendar is not loaded. */
export type OfficeTime = (from: number, to: number) => number | null

/** Ratings that count, by which way they came. */
export interface SourceRatings {
  rated: number
  satisfied: number
}

/** What the dictionary counts of cases. */
export interface CaseSoundings {
  /** Null: no limit to sign by is known, as where there are files of a past alone. */
  readonly signings: Readonly<Signings> | null
  /** First contacts that were due, and those made in time; null: of some it is not known. */
  readonly contacts: Share | null
  /** Dispatches that were due, and those of them whose time was extended; null: of some it is not known. */
  readonly extensions: Share | null
  /** Cases handled within the period, and how long, in ms of office hours; null: some lies in a year without calendar. */
  readonly handling: { readonly cases: number; readonly officeMs: number } | null
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

/**
 * Counts cases of a period for the dictionary, in any order; rows of other periods are passed over. `until`: of a period that is not over, when it is looked at (UTC ms): what is
 * not due by then counts neither as done nor as late.
 */
export const createCaseTally = (period: Period, until: number, officeTime: OfficeTime) => {
  const signings: Signings = { onTime: 0, late: 0, unsigned: 0 }
  const ratings = new Map<HistoryRatingSource, SourceRatings>()
  const ages: number[] = []
  const end = Math.min(period.to, until)
  let [dispatches, returned, asked, unknown] = [0, 0, 0, 0]
  let openOverdue = 0
  let [contactsDue, contacted, contactsUnknown] = [0, 0, 0]
  let [due, extended, extensionsUnknown] = [0, 0, 0]
  let [handled, officeMs, withoutCalendar] = [0, 0, 0]
  let [closedDispatched, redone, ratedDispatched, askedWhetherResolved, resolvedCases] = [0, 0, 0, 0, 0]
  const isWithin = (at: number): boolean => dayIndexOf(period, at) !== -1
  const isDue = (at: number): boolean => isWithin(at) && at <= end
  return {
    signing(row: Omit<UnitSigning, 'unit'>): void {
      if (row.returned || !isDue(row.signBy)) return
      if (row.signedAt === null) signings.unsigned += 1
      else if (row.signedAt < row.signBy) signings.onTime += 1
      else signings.late += 1
    },
    contact({ contactBy, contactedAt, leftAt }: ContactDue): void {
      if (contactBy === null) contactsUnknown += 1
      if (contactBy === null || !isDue(contactBy) || (leftAt !== null && leftAt < contactBy)) return
      contactsDue += 1
      if (contactedAt !== null && contactedAt < contactBy) contacted += 1
    },
    due(row: ExtendableDispatch): void {
      if (!isDue(row.dueAt)) return
      due += 1
      if (row.extended === null) extensionsUnknown += 1
      else if (row.extended) extended += 1
    },
    handled({ firstDispatchedAt, completedAt }: HandledCase): void {
      if (completedAt === null || !isWithin(firstDispatchedAt) || !isWithin(completedAt)) return
      const ms = officeTime(firstDispatchedAt, completedAt)
      if (ms === null) withoutCalendar += 1
      handled += 1
      officeMs += ms ?? 0
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
      contacts: !knowsSigning || contactsUnknown > 0 ? null : { base: contactsDue, counted: contacted },
      extensions: extensionsUnknown > 0 ? null : { base: due, counted: extended },
      handling: withoutCalendar > 0 ? null : { cases: handled, officeMs },
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
