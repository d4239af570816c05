import type { Counting } from '../calendar/counting.ts'
import { halfTime, type Instant, nextOfficeTime, workingDaysBefore } from '../calendar/reminders.ts'
import type { WorkingCalendar, YearNotLoaded } from '../calendar/working-calendar.ts'
import type { CaseFactBody } from './case-facts.ts'
import type { BookedCommand } from './life/commands.ts'
import type { Assignment, Standing } from './life/standing.ts'

/** What time brings to a unit that has a case, in the order in which it comes (DOMAIN.md 3.3). */
export const timedNotices = ['half', 'day_before', 'overdue'] as const
export type TimedNotice = (typeof timedNotices)[number]

/** What a unit is told of its cases. */
export type UnitNoticeKind =
  | TimedNotice
  | 'dispatched'
  | 'redo'
  | 'urged'
  | 'supervised'
  | 'return_granted'
  | 'return_refused'
  | 'extension_granted'
  | 'extension_refused'
  | 'reply_bounced'
  | 'due_moved'
  | 'handed_down'
  | 'lost_ruled'
  | 'lost_merged'
  | 'lost_withdrawn'
  | 'lost_terminated'
  | 'lost_handed_down'

/** What the requester is told. */
export type RequesterNoticeKind = 'receipt' | 'not_accepted' | 'answered' | 'terminated'

type Moved = Extract<CaseFactBody, { kind: 'case_moved' }>
type Registered = Extract<CaseFactBody, { kind: 'case_registered' }>

/** A notice to a unit; `key` names it for ever. */
export interface UnitNotice {
  readonly kind: UnitNoticeKind
  readonly key: string
  readonly unit: string
  readonly assignment: Assignment
  /** Of `due_moved`: when it was due before. */
  readonly dueBefore: number | null
  /** What was typed beside it; empty: nothing. */
  readonly words: string
}

/** A notice to the requester. */
export interface RequesterNotice {
  readonly kind: RequesterNoticeKind
  readonly key: string
  /** Where to go, or why; empty: nothing. */
  readonly words: string
}

/** Whether a unit has it and has not answered yet. */
const runs = ({ endedAt, repliedAt }: Pick<Assignment, 'endedAt' | 'repliedAt'>): boolean =>
  endedAt === null && repliedAt === null

/** To each unit of an assignment, the one that leads first. */
const toAll = (kind: 'dispatched' | 'redo', caseNo: string, assignment: Assignment): readonly UnitNotice[] =>
  [assignment.unit, ...assignment.coUnits].map((unit, index) => ({
    kind,
    key: `notice-${caseNo}-${assignment.number}-${kind}${index === 0 ? '' : `-${unit}`}`,
    unit,
    assignment,
    dueBefore: null,
    words: '',
  }))

type LostKind = Extract<UnitNoticeKind, `lost_${string}`>

/** Whoever had it: the one that led, those that assisted, and the tier-2 unit it was handed down to. */
const unitsOf = ({ unit, coUnits, handlerUnit }: Assignment): readonly string[] => [
  ...new Set([unit, ...coUnits, ...(handlerUnit === null ? [] : [handlerUnit])]),
]

/** Events of which units are told by where the case stood before. */
export const needsBefore: readonly BookedCommand['event'][] = [
  'recount',
  'assign_by_ruling',
  'merge',
  'withdraw',
  'terminate',
  'sub_dispatch',
]

/**
 * What units are told of something that happened to a case. `before`: where it stood; null: nobody knows. What may happen more than once in an assignment has the version of
 * the case in its key, so that one thing that happened is one notice.
 */
export const unitNoticesOf = (
  { caseNo, wish, standing }: Moved,
  before: Pick<Standing, 'assignment'> | null,
): readonly UnitNotice[] => {
  const { assignment, version } = standing
  if (!assignment) return []
  const one = (kind: UnitNoticeKind, words = '', dueBefore: number | null = null): readonly UnitNotice[] => [
    {
      kind,
      key: `notice-${caseNo}-${assignment.number}-${kind}-${version}`,
      unit: assignment.unit,
      assignment,
      dueBefore,
      words,
    },
  ]
  const had = before?.assignment ?? null
  /** To all that had it until now and have it no more. */
  const lost = (kind: LostKind, words: string, of = had && unitsOf(had)): readonly UnitNotice[] => {
    if (had === null || had.endedAt !== null) return []
    const key = (unit: string) => `notice-${caseNo}-${had.number}-${kind}-${version}-${unit}`
    return (of ?? []).map(unit => ({ kind, key: key(unit), unit, assignment: had, dueBefore: null, words }))
  }
  switch (wish.event) {
    case 'dispatch':
      return toAll('dispatched', caseNo, assignment)
    case 'assign_by_ruling': {
      const now = [assignment.unit, ...assignment.coUnits]
      const gone = had && unitsOf(had).filter(unit => !now.includes(unit))
      return [...toAll('dispatched', caseNo, assignment), ...lost('lost_ruled', wish.reason, gone)]
    }
    case 'sub_dispatch': {
      const former = had?.handlerUnit ?? null
      const changed = former !== null && former !== wish.unit ? [former] : []
      const [notice] = one('handed_down', wish.note)
      const told = notice && former !== wish.unit ? [{ ...notice, unit: wish.unit }] : []
      return [...told, ...lost('lost_handed_down', '', changed)]
    }
    case 'merge':
      return lost('lost_merged', '')
    case 'withdraw':
      return lost('lost_withdrawn', wish.note)
    case 'terminate':
      return lost('lost_terminated', wish.note)
    case 'redo':
      return toAll('redo', caseNo, assignment)
    case 'grant_return':
      return one('return_granted', wish.note)
    case 'refuse_return':
      return one('return_refused', wish.reason)
    case 'grant_extension':
      return one('extension_granted', wish.note)
    case 'refuse_extension':
      return one('extension_refused', wish.reason)
    case 'bounce_reply':
      return runs(assignment) ? one('reply_bounced', wish.reason) : []
    case 'urge':
      return runs(assignment) ? one('urged', wish.note) : []
    case 'supervise':
      return wish.step === 'lift' || assignment.endedAt !== null ? [] : one('supervised', wish.text)
    case 'recount': {
      const dueBefore = before?.assignment?.dueAt ?? null
      const moved = dueBefore !== null && dueBefore !== assignment.dueAt
      return moved && runs(assignment) ? one('due_moved', '', dueBefore) : []
    }
    default:
      return []
  }
}

/** What the requester is told of something that happened to his case; null: nothing. What he was told on the line is not sent to him again. */
export const requesterNoticeOf = (fact: (Moved | Registered) & { readonly at: number }): RequesterNotice | null => {
  const { caseNo } = fact
  if (fact.kind === 'case_registered')
    return fact.callId === null ? null : { kind: 'receipt', key: `notice-${caseNo}-0-receipt`, words: '' }
  const { wish, standing } = fact
  const one = (kind: RequesterNoticeKind, words = ''): RequesterNotice => ({
    kind,
    key: `notice-${caseNo}-${standing.assignment?.number ?? 0}-${kind}-${standing.version}`,
    words,
  })
  switch (wish.event) {
    case 'reject':
      return one('not_accepted', wish.whereTo)
    case 'answer_online':
      return fact.at === standing.acceptedAt ? null : one('answered')
    case 'accept_reply':
    case 'answer_with_master':
      return one('answered')
    case 'terminate':
      return one('terminated', wish.note)
    default:
      return null
  }
}

/** The clock of a unit that runs: as much of it as time's notices hang on. Instants UTC ms. */
export interface OpenClock {
  readonly caseNo: string
  /** Of the assignment. */
  readonly number: number
  readonly dispatchedAt: number
  readonly firstDueAt: number
  readonly dueAt: number
  /** While it is suspended its clock stands. */
  readonly suspended: boolean
}

/** When each of them is to go; null: never, since the next one would come no later. */
export interface NoticeTimes {
  readonly half: number | null
  readonly day_before: number | null
  readonly overdue: number
}

const instantOf = (found: Instant | YearNotLoaded): number | null => (found.kind === 'instant' ? found.at : null)

/**
 * When time's notices of a clock go: half of its time and one working day before its end, both moved into office hours, and its end itself. What would come before the
 * dispatch, at the next one's time or after it, or needs a year that is not loaded, does not come.
 */
export const noticeTimes = (
  { dispatchedAt, dueAt }: Pick<OpenClock, 'dispatchedAt' | 'dueAt'>,
  calendar: WorkingCalendar,
  counting: Counting,
): NoticeTimes => {
  const inOffice = (at: number | null): number | null =>
    at === null || at <= dispatchedAt ? null : instantOf(nextOfficeTime(at, calendar, counting))
  const before = (at: number | null, next: number): number | null => (at !== null && at < next ? at : null)
  const dayBefore = before(inOffice(instantOf(workingDaysBefore(dueAt, 1, calendar, counting))), dueAt)
  const half = before(inOffice(instantOf(halfTime(dispatchedAt, dueAt, calendar, counting))), dayBefore ?? dueAt)
  return { half, day_before: dayBefore, overdue: dueAt }
}

/** What nobody could be told for so long is not told any more: messages are remembered for longer than this, so that none goes twice. */
export const mostBelatedMs = 30 * 86_400_000

/**
 * The notice of time that a clock is due for at an instant; null: none. One whose time passed unseen is due now, unless the next one is as well. `inOffice`: whether the instant lies
 * in office hours; outside of them only what is overdue is told.
 */
export const timedNoticeAt = (
  clock: Pick<OpenClock, 'suspended'>,
  times: NoticeTimes,
  now: number,
  inOffice: boolean,
): TimedNotice | null => {
  if (clock.suspended) return null
  const latest = timedNotices.findLast(kind => {
    const at = times[kind]
    return at !== null && now >= at
  })
  if (latest === undefined || (latest !== 'overdue' && !inOffice)) return null
  return now - (times[latest] ?? now) > mostBelatedMs ? null : latest
}

/** Names such a notice for ever. Half time is told once; where the end was moved, what hangs on the new one is told anew. */
export const timedNoticeKey = ({ caseNo, number, firstDueAt, dueAt }: OpenClock, kind: TimedNotice): string => {
  const moved = kind !== 'half' && dueAt !== firstDueAt
  return `notice-${caseNo}-${number}-${kind}${moved ? `-${dueAt}` : ''}`
}
