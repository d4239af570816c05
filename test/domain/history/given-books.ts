import assert from 'node:assert/strict'
import { type BooksOptions, createCallsOfBooks } from '../../../src/domain/history/asterisk/calls.ts'
import { createCdrTimes } from '../../../src/domain/history/asterisk/cdr.ts'
import { parseQueueLogLine } from '../../../src/domain/history/asterisk/queue-log.ts'

/** 2020-05-06, 10:00:00 in Shanghai, in seconds. */
export const ten = 1_588_730_400

/** The id of the nth channel, which began so many seconds after ten. */
export const idAt = (after: number, n = 0): string => `${ten + after}.${n}`

/** A line of the queue `hotline`, so many seconds after ten. */
export const lineAt = (after: number, callId: string, event: string, data = '', agent = 'NONE', queue = 'hotline') =>
  `${ten + after}|${callId}|${queue}|${agent}|${event}|${data}`

/** Start and end of channels, in seconds after ten. */
export type Channels = Readonly<Record<string, readonly [start: number, end: number]>>

/** Converts lines of a log; `channels`: what the CDR has, null: there is none. */
export const convert = (lines: readonly string[], channels: Channels | null, options: Partial<BooksOptions> = {}) => {
  const cdr = createCdrTimes()
  for (const [uniqueId, [start, end]] of Object.entries(channels ?? {}))
    cdr.add({ uniqueId, start: (ten + start) * 1000, end: (ten + end) * 1000 })
  const books = createCallsOfBooks({
    queues: new Set(['hotline']),
    cdr: channels === null ? null : cdr,
    arrivalUnknown: channels === null,
    ...options,
  })
  const early: string[] = []
  for (const [at, line] of lines.entries()) {
    const event = parseQueueLogLine(line)
    assert.ok(typeof event !== 'string', `${line}: ${JSON.stringify(event)}`)
    books.add(event, { file: 0, line: at + 1 })
  }
  const first = books.take(false)
  early.push(...first.calls.map(({ callId }) => callId))
  const rest = books.take(true)
  const after = (at: number | null) => (at === null ? null : at / 1000 - ten)
  return {
    /** What stands in the rows, times in seconds after ten. */
    calls: [...first.calls, ...rest.calls].map(call => ({
      id: call.callId,
      times: [call.arrivedAt, call.queuedAt, call.answeredAt, call.endedAt].map(after),
      cause: call.endCause,
      number: call.rawNumber,
      agent: call.agentId,
    })),
    faults: [...first.faults, ...rest.faults].map(({ place, fault }) => [place.line, fault]),
    /** Those that were handed over before the log had ended. */
    early,
    counts: books.counts,
    unseen: books.unseen(),
  }
}
