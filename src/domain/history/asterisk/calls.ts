import type { EndCause, HistoryCall } from '../history.ts'
import { type CdrOfCalls, secondOf } from './cdr.ts'
import type { BookFault } from './faults.ts'
import { agentOf, callerOf, callIdFault, type QueueLogEvent } from './queue-log.ts'

/** A call is finished when the log is so much past its last event. */
const horizonMs = 24 * 3_600_000
/** Clocks are put back by less, and what several threads write is out of order by seconds. */
const disorderMs = 3_600_000
/** The start in the CDR and the second in the id of a channel are the same moment. */
const clockMs = 600_000
/** So many names are counted one by one. */
const namesKept = 50

/** Where an event stands; handed back with what is wrong with its call. */
export interface Place {
  readonly file: number
  readonly line: number
}

export interface BookRowFault {
  readonly place: Place
  readonly fault: BookFault
}

/** What was counted on the way, for who must decide whether the set is what he meant. */
export interface BookCounts {
  calls: number
  answered: number
  abandoned: number
  overflow: number
  /** The books have no end of them: the log stops before it, or they were transferred and no CDR tells it. */
  withoutEnd: number
  /** Their arrival is their entry into the queue, since nothing else is known. */
  arrivalIsEntry: number
  /** Events of calls of these queues whose entry is not in the log; they are not converted. */
  withoutEntry: number
  /** A `|` in what the network said leaves open what the number is. */
  numberUnclear: number
  /** Entries into queues that were not asked for. */
  readonly otherQueues: Map<string, number>
  /** Events of these queues that say nothing of a call's life. */
  readonly otherEvents: Map<string, number>
}

interface Open {
  readonly place: Place
  readonly entered: number
  readonly queuedAt: number | null
  readonly number: string | null
  lastAt: number
  answeredAt: number | null
  agentId: string | null
  endedAt: number | null
  endCause: EndCause | null
  /** Transferred: it goes on without the queue, and only the CDR has its end. */
  endsElsewhere: boolean
}

/** Asterisk leaves calls that may not enter out of its log; a dialplan can write these by `QueueLog()`. */
const refusals = ['FULL', 'JOINEMPTY', 'JOINUNAVAIL']
const overflows = [...refusals, 'EXITWITHTIMEOUT', 'EXITEMPTY', 'EXITWITHKEY', 'WITHDRAW', 'LEAVEEMPTY', 'LEAVEUNAVAIL']
const completions = ['COMPLETECALLER', 'COMPLETEAGENT']
const transfers = ['BLINDTRANSFER', 'ATTENDEDTRANSFER', 'TRANSFER']

const causes: ReadonlyMap<string, EndCause> = new Map([
  ...overflows.map(name => [name, 'overflow'] as const),
  ...completions.map(name => [name, 'completed'] as const),
  ...transfers.map(name => [name, 'completed'] as const),
  ['ABANDON', 'abandoned'],
  // agent and caller had no sound in common; Asterisk dropped the call
  ['SYSCOMPAT', 'failed'],
])

const count = (names: Map<string, number>, name: string): void => {
  const key = names.has(name) || names.size < namesKept ? name.slice(0, 80) : '…'
  names.set(key, (names.get(key) ?? 0) + 1)
}

export interface BooksOptions {
  /** The hotline's own, by their names in the log. */
  readonly queues: ReadonlySet<string>
  /** Null: there is none. */
  readonly cdr: CdrOfCalls | null
  /** Take the entry into the queue for the arrival where the CDR has none. */
  readonly arrivalUnknown: boolean
}

/**
 * Makes calls of a hotline's past (DESIGN.md 6) out of the events of a `queue_log` in their order. A call that enters again is one call: its first entry, its first answer, its
 * last end; once it was answered it was completed, however the rest of it ended. Times are those of whole seconds. What the books cannot know is null. A call is kept until the log is 24 hours past it.
 */
export const createCallsOfBooks = ({ queues, cdr, arrivalUnknown }: BooksOptions) => {
  /** In the order of their last events. */
  const open = new Map<string, Open>()
  const counts: BookCounts = {
    ...{ calls: 0, answered: 0, abandoned: 0, overflow: 0, withoutEnd: 0 },
    ...{ arrivalIsEntry: 0, withoutEntry: 0, numberUnclear: 0 },
    otherQueues: new Map(),
    otherEvents: new Map(),
  }
  const seen = new Set<string>()
  let latest = 0
  let calls: HistoryCall[] = []
  let faults: BookRowFault[] = []

  const finish = (callId: string, call: Open): void => {
    const fail = (fault: BookFault): void => {
      faults.push({ place: call.place, fault })
    }
    const times = cdr?.get(callId) ?? null
    if (times === null && !arrivalUnknown) return fail('cdr_missing')
    const began = secondOf(callId)
    if (times !== null && began !== null && Math.abs(times.start - began) > clockMs) return fail('cdr_clock')
    const arrivedAt = times?.start ?? call.entered
    const { queuedAt, answeredAt, agentId, number } = call
    const endedAt = call.endsElsewhere ? (times?.end ?? null) : call.endedAt
    const inOrder = [arrivedAt, queuedAt, answeredAt, endedAt].filter(at => at !== null)
    if (inOrder.some((at, n) => at < (inOrder[n - 1] ?? at))) return fail('times_order')
    const endCause =
      answeredAt !== null && call.endCause !== null && call.endCause !== 'failed' ? 'completed' : call.endCause
    counts.calls += 1
    if (answeredAt !== null) counts.answered += 1
    if (endCause === 'abandoned') counts.abandoned += 1
    if (endCause === 'overflow') counts.overflow += 1
    if (endedAt === null) counts.withoutEnd += 1
    if (times === null) counts.arrivalIsEntry += 1
    calls.push({
      // an id such as 1588732800.0 would be taken for a number that a spreadsheet has rewritten
      callId: `asterisk-${callId}`,
      ...{ direction: 'inbound', purpose: 'hotline' },
      ...{ arrivedAt, queuedAt, answeredAt, endedAt, endCause },
      ...{ rawNumber: number, number: null, agentId, caseNo: null, taskId: null },
    })
  }

  const enter = (event: QueueLogEvent, place: Place): void => {
    const isRefused = event.event !== 'ENTERQUEUE'
    const { number, clear } = isRefused ? { number: null, clear: true } : callerOf(event.data)
    if (!clear) counts.numberUnclear += 1
    open.set(event.callId, {
      ...{ place, number, entered: event.at, lastAt: event.at },
      queuedAt: isRefused ? null : event.at,
      ...{ answeredAt: null, agentId: null, endedAt: null, endCause: null, endsElsewhere: false },
    })
  }

  /** What an event means for a call that is there. */
  const apply = (call: Open, { event, at, agent }: QueueLogEvent, place: Place): void => {
    const cause = causes.get(event)
    if (event === 'ENTERQUEUE' || event === 'CONNECT') {
      call.endedAt = null
      call.endCause = null
      call.endsElsewhere = false
    }
    if (event === 'CONNECT' && call.answeredAt === null) {
      call.answeredAt = at
      const named = agentOf(agent)
      if ('fault' in named) faults.push({ place, fault: named.fault })
      else call.agentId = named.id
    }
    // behind what could not be connected Asterisk writes that it was abandoned
    if (cause === undefined || (event === 'ABANDON' && call.endCause === 'failed')) return
    call.endedAt = at
    call.endCause = cause
    call.endsElsewhere = transfers.includes(event)
  }

  const isOfLife = (event: string): boolean => event === 'ENTERQUEUE' || event === 'CONNECT' || causes.has(event)

  const add = (event: QueueLogEvent, place: Place): void => {
    const { at, callId } = event
    if (at < latest - disorderMs) {
      faults.push({ place, fault: 'log_order' })
      return
    }
    latest = Math.max(latest, at)
    if (!queues.has(event.queue)) {
      if (event.event === 'ENTERQUEUE') count(counts.otherQueues, event.queue)
      return
    }
    seen.add(event.queue)
    if (!isOfLife(event.event)) return count(counts.otherEvents, event.event)
    const wrong = callIdFault(callId)
    if (wrong !== null) {
      faults.push({ place, fault: wrong })
      return
    }
    const isEntry = event.event === 'ENTERQUEUE' || refusals.includes(event.event)
    if (!open.has(callId)) {
      if (!isEntry) {
        counts.withoutEntry += 1
        return
      }
      enter(event, place)
    }
    const call = open.get(callId)
    if (call === undefined) return
    apply(call, event, place)
    call.lastAt = at
    open.delete(callId)
    open.set(callId, call)
  }

  const finishUntil = (until: number): void => {
    for (const [callId, call] of open) {
      if (call.lastAt >= until) break
      finish(callId, call)
      open.delete(callId)
    }
  }

  return {
    add,
    /** Hands over the calls that are finished, and what is wrong with others, since the last time. `isEnd`: the log has ended. */
    take: (isEnd: boolean): { readonly calls: readonly HistoryCall[]; readonly faults: readonly BookRowFault[] } => {
      finishUntil(isEnd ? Number.POSITIVE_INFINITY : latest - horizonMs)
      const taken = { calls, faults }
      calls = []
      faults = []
      return taken
    },
    /** Those asked for of which the log has nothing: their names may be wrong. */
    unseen: (): readonly string[] => [...queues].filter(queue => !seen.has(queue)),
    counts,
  }
}
