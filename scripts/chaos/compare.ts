import { percentile } from '../bench/percentiles.ts'
import { isForgotten } from './forgotten.ts'
import { announcedNumber } from './numbers.ts'
import type { CallerRecord, LedgerBooks, LedgerCall, PhoneRecord, Span } from './records.ts'
import { type Truth, truthOf } from './truth.ts'

/** How a call differs between the two books. */
export type DifferenceKind =
  /** The callers' side: */
  | 'talk_dropped'
  | 'waiting_lost'
  | 'no_end_for_caller'
  /** Asterisk: a channel that nobody uses. */
  | 'channel_left'
  /** The ledger: */
  | 'not_in_ledger'
  | 'no_end_in_ledger'
  | 'twice_in_ledger'
  | 'nobody_called'
  /** Both, and not alike: */
  | 'answer'
  | 'agent'
  | 'wait'
  | 'talk'
  | 'cause'
  | 'ended_by'
  | 'cut_end'
  | 'not_on_ring_back_list'

/** One difference, with what both sides say of the call. */
export interface Difference {
  readonly kind: DifferenceKind
  readonly what: string
  readonly caller: CallerRecord | null
  readonly ledger: LedgerCall | null
}

/** Largest and typical deviations, in ms; null of nothing. */
export interface Deviation {
  readonly p50: number | null
  readonly p99: number | null
  readonly max: number | null
}

/** The judgement on one run. */
export interface Verdict {
  readonly calls: number
  readonly talksDropped: number
  readonly waitingLost: number
  /** Calls that the ledger does not know, or that have no end there. */
  readonly missing: number
  /** All others of `found`. */
  readonly differences: number
  readonly found: readonly Difference[]
  /** How many calls came to which end by the callers' side. */
  readonly ends: Readonly<Record<Truth['kind'], number>>
  /** In which state those who gave up did so: a phone may ring in the announcement, too. */
  readonly gaveUp: Readonly<Record<'announcement' | 'queue' | 'ringing', number>>
  /** Turned away by a rule of the queue, as the ledger says. */
  readonly overflowed: number
  /** Answered calls whose two ends heard each other later than half a second after the 200 OK. */
  readonly joinedLate: number
  readonly byFallback: number
  readonly wait: Deviation
  readonly talk: Deviation
}

/** Where the join came late, its instant is known from keys that come every quarter of a second. */
const joinToleranceMs = 250
/** What else must be known to compare. */
export interface Circumstances {
  /** From each death of Asterisk until it took calls again. */
  readonly dead?: readonly Span[]
  /** While there was no server: a phone that was answered then is joined with its caller only afterwards. */
  readonly away?: readonly Span[]
  /** Channels of Asterisk that are still there once all calls are over. */
  readonly channelsLeft?: readonly string[]
  /** A wait and a talk may differ by this much; 100 ms unless said otherwise. */
  readonly toleranceMs?: number
}

/** The server learns of Asterisk's death from its connections. */
const deathToleranceMs = 2_000

const lost: readonly DifferenceKind[] = ['not_in_ledger', 'no_end_in_ledger']

/**
 * Compares the callers' own records with the ledger, call by call. Calls that were up when Asterisk died are over by nature, but must be
 * in the ledger with that end and on the ring-back list.
 */
export const compare = (
  callers: readonly CallerRecord[],
  ledger: LedgerBooks,
  { dead = [], away = [], channelsLeft = [], toleranceMs = 100 }: Circumstances = {},
): Verdict => {
  const rows = Map.groupBy(ledger.calls, row => row.number ?? '')
  const known = new Set(callers.map(({ number }) => number))
  const found: Difference[] = []
  const ends = { answered: 0, given_up: 0, sent_away: 0, cut: 0, unreached: 0, open: 0 }
  const waits: number[] = []
  const talks: number[] = []
  const gaveUp = { announcement: 0, queue: 0, ringing: 0 }
  let overflowed = 0
  let joinedLate = 0

  for (const caller of callers) {
    const [row = null, second] = rows.get(caller.number) ?? []
    const truth = settled(caller, truthOf(caller, dead), row, { dead, away })
    ends[truth.kind] += 1
    if (truth.kind === 'given_up') gaveUp[stageOf(caller)] += 1
    const note = (kind: DifferenceKind, what: string) => found.push({ kind, what, caller, ledger: row })
    if (second) note('twice_in_ledger', `also as ${second.id}`)
    if (truth.kind === 'answered' && truth.by === 'nobody') note('talk_dropped', 'both ends wanted to go on')
    if (truth.kind === 'answered' && truth.joinedLateMs > 0) joinedLate += 1
    if (truth.kind === 'sent_away' && row?.endCause === 'overflow') overflowed += 1
    else if (truth.kind === 'sent_away') note('waiting_lost', 'the hotline hung up on him')
    else if (truth.kind === 'given_up' && isForgotten(caller, callers))
      note('waiting_lost', 'others were served instead')
    if (truth.kind === 'open') note('no_end_for_caller', 'he is still on the line')
    if (row === null) {
      if (truth.kind !== 'unreached') note('not_in_ledger', 'the ledger does not know the call')
    } else if (row.endedAt === null) note('no_end_in_ledger', 'the call has no end in the ledger')
    else if (truth.kind === 'cut') compareCut(truth, row, ledger.ringBack, toleranceMs, note)
    else if (truth.kind === 'answered') {
      const deviation = compareAnswered(truth, row, toleranceMs, note, lateBy(caller, truth, row.waitMs, away))
      if (deviation) {
        waits.push(deviation.wait)
        talks.push(deviation.talk)
      }
    } else if (truth.kind === 'given_up') {
      if (row.endCause !== 'abandoned') note('cause', `he gave up, the ledger says ${row.endCause}`)
      else waits.push(compareTime('wait', truth.waitMs, row.waitMs, toleranceMs, note))
    }
  }
  for (const row of ledger.calls)
    if (!known.has(row.number ?? ''))
      found.push({ kind: 'nobody_called', what: 'no caller made this call', caller: null, ledger: row })

  for (const what of channelsLeft) found.push({ kind: 'channel_left', what, caller: null, ledger: null })

  const count = (...kinds: readonly DifferenceKind[]) => found.filter(({ kind }) => kinds.includes(kind)).length
  const own = count('talk_dropped', 'waiting_lost', ...lost)
  return {
    calls: callers.length,
    talksDropped: count('talk_dropped'),
    waitingLost: count('waiting_lost'),
    missing: count(...lost),
    differences: found.length - own,
    found,
    ends,
    gaveUp,
    overflowed,
    joinedLate,
    byFallback: ledger.calls.filter(({ fallback }) => fallback).length,
    wait: deviationOf(waits),
    talk: deviationOf(talks),
  }
}

/**
 * Where a caller may as well have given up as been answered, the ledger decides. So it does of a caller who makes no sound and a phone that
 * was answered and put down again before a server could join the two: then what else happened to him counts.
 */
const settled = (
  caller: CallerRecord,
  truth: Truth,
  row: LedgerCall | null,
  { dead, away }: { readonly dead: readonly Span[]; readonly away: readonly Span[] },
): Truth => {
  if (truth.kind !== 'answered' || row?.answeredAt != null) return truth
  const { phone, orGaveUpAfterMs } = truth
  if (caller.source === 'sipp' && isOverUnjoined(phone, away)) {
    const others = { ...caller, phones: caller.phones.filter(each => each !== phone) }
    return settled(others, truthOf(others, dead), row, { dead, away })
  }
  if (orGaveUpAfterMs === null || row?.endCause !== 'abandoned') return truth
  return { kind: 'given_up', waitMs: orGaveUpAfterMs }
}

const isOverUnjoined = ({ answeredAt, endedAt }: PhoneRecord, away: readonly Span[]): boolean =>
  away.some(
    ({ from, until }) =>
      (answeredAt ?? Number.NEGATIVE_INFINITY) >= from - unhandledMs &&
      (endedAt ?? Number.POSITIVE_INFINITY) <= until + comparingMs,
  )

const stageOf = ({ dialled, phones, endedAt }: CallerRecord): 'announcement' | 'queue' | 'ringing' => {
  if (dialled === announcedNumber) return 'announcement'
  const rang = phones.some(phone => (phone.endedAt ?? Number.POSITIVE_INFINITY) >= (endedAt ?? 0) - 100)
  return rang ? 'ringing' : 'queue'
}

type Note = (kind: DifferenceKind, what: string) => void
type Of<K extends Truth['kind']> = Extract<Truth, { kind: K }>

/** Gives how far wait and talk are apart; null where the ledger knows no answer. */
const compareAnswered = (
  truth: Of<'answered'>,
  row: LedgerCall,
  toleranceMs: number,
  note: Note,
  joinedLateMs: number,
): { wait: number; talk: number } | null => {
  const { phone, by, crossed } = truth
  if (row.answeredAt === null) {
    note('answer', `agent ${phone.extension} answered, the ledger says ${row.endCause}`)
    return null
  }
  if (row.agentId !== phone.extension)
    note('agent', `agent ${phone.extension} answered, the ledger says ${row.agentId}`)
  if (row.endCause !== 'completed') note('cause', `they talked, the ledger says ${row.endCause}`)
  if (by !== 'nobody' && !crossed && row.endedBy !== by && row.endedBy !== 'unknown')
    note('ended_by', `the ${by} hung up, the ledger says ${row.endedBy}`)
  const joined = Math.abs(truth.waitMs + joinedLateMs - (row.waitMs ?? 0)) <= joinToleranceMs && joinedLateMs > 0
  const late = joined ? joinedLateMs : 0
  const allowed = joined ? Math.max(joinToleranceMs, toleranceMs) : toleranceMs
  return {
    wait: compareTime('wait', truth.waitMs + late, row.waitMs, allowed, note),
    talk: compareTime('talk', Math.max(0, truth.talkMs - late), row.talkMs, allowed, note),
  }
}

/** A 200 OK that came this shortly before the server's death may not have been handled any more, nor one before it has compared the line. */
const unhandledMs = 100
const comparingMs = 500

/**
 * How long after the 200 OK caller and agent were joined, where that was late: both know when they heard each other. Where the server was
 * away between the two, any delay is late; of a caller who makes no sound it is then known only that he was joined soon after its return.
 */
const lateBy = (caller: CallerRecord, truth: Of<'answered'>, said: number | null, away: readonly Span[]): number => {
  if (truth.joinedLateMs > 0) return truth.joinedLateMs
  const at = truth.phone.answeredAt ?? 0
  const span = away.find(({ from, until }) => at >= from - unhandledMs && at <= until + comparingMs)
  if (!span) return 0
  if (caller.source !== 'sipp') return Math.max(0, (caller.heardAt ?? at) - at)
  const late = (said ?? 0) - truth.waitMs
  return late > 0 && late <= span.until - at + comparingMs + joinToleranceMs ? late : 0
}

const compareTime = (kind: 'wait' | 'talk', seen: number, said: number | null, allowed: number, note: Note): number => {
  const apart = Math.abs(seen - (said ?? Number.POSITIVE_INFINITY))
  if (apart > allowed) note(kind, `${kind}: the callers' side says ${seen} ms, the ledger ${said} ms`)
  return apart
}

const compareCut = (
  truth: Of<'cut'>,
  row: LedgerCall,
  ringBack: ReadonlySet<string>,
  toleranceMs: number,
  note: Note,
): void => {
  const { at, phone, joined, waitMs } = truth
  const late = (row.endedAt ?? 0) - at
  if (late < -toleranceMs || late > deathToleranceMs)
    note(
      'cut_end',
      `its Asterisk died, the ledger has its end ${Math.abs(late)} ms ${late < 0 ? 'before' : 'after'} that`,
    )
  if (row.number !== null && !ringBack.has(row.number)) note('not_on_ring_back_list', 'Asterisk died under him')
  if (!phone || (row.answeredAt === null && !joined)) return
  if (row.answeredAt === null) note('answer', `agent ${phone.extension} talked, the ledger knows no answer`)
  else compareTime('wait', waitMs, row.waitMs, toleranceMs, note)
}

const deviationOf = (values: readonly number[]): Deviation => {
  const finite = values.filter(Number.isFinite)
  return { p50: percentile(finite, 0.5), p99: percentile(finite, 0.99), max: percentile(finite, 1) }
}
