import { normaliseCaller } from '../../number/normalise.ts'
import { isRewritten } from '../cells.ts'
import type { BookFault } from './faults.ts'

/** One line of a `queue_log`. `at`: UTC ms, of whole seconds. `data`: what stands behind the event, as many fields as there are. */
export interface QueueLogEvent {
  readonly at: number
  readonly callId: string
  readonly queue: string
  readonly agent: string
  readonly event: string
  readonly data: readonly string[]
}

const seconds = /^\d{9,10}$/
const controls = /\p{Cc}/u
/** The year 2200, as with all times of a past. */
const latest = 7_258_118_400
const earliest = 631_152_000

const longestCallId = 80
const longestAgent = 100

/**
 * Reads one line: `time|call|queue|agent|event|data…` (`ast_queue_log` of Asterisk: `%ld|%s|%s|%s|%s|`), in all versions since 1.4. Of data nothing is
 * escaped, so that a `|` within it makes further fields. Lines that are of no call have `NONE`, `MANAGER` or `REALTIME` in its place.
 */
export const parseQueueLogLine = (line: string): QueueLogEvent | BookFault => {
  const [time = '', callId, queue, agent, event, ...data] = line.split('|')
  if (callId === undefined || queue === undefined || agent === undefined || !event) return 'log_line'
  const second = seconds.test(time) ? Number(time) : 0
  if (second < earliest || second >= latest) return 'log_line'
  return { at: second * 1000, callId, queue, agent, event, data }
}

/** What is wrong with the id of a call, if anything is. */
export const callIdFault = (callId: string): BookFault | null =>
  callId === '' || callId.length > longestCallId || controls.test(callId) ? 'call_id' : null

/**
 * The agent of a line: the interface without its technology (`PJSIP/1001` → `1001`), of a Local channel without its context too (`Local/1001@agents/n`), a name as it
 * stands; `NONE` is nobody. `fault`: the import would not take it.
 */
export const agentOf = (agent: string): { readonly id: string | null } | { readonly fault: BookFault } => {
  const [, technology = '', rest = ''] = /^([A-Za-z][A-Za-z0-9]*)\/(.+)$/su.exec(agent) ?? []
  const id = (technology === '' ? agent : technology === 'Local' ? (rest.split('@')[0] ?? '') : rest).trim()
  if (id === '' || id === 'NONE') return { id: null }
  return id.length > longestAgent || controls.test(id) || isRewritten(id) ? { fault: 'agent' } : { id }
}

/**
 * The caller's number of an `ENTERQUEUE`, raw and cut as the hotline's own are: `url|number|position`, since 18 with `|name` behind it where `log-caller-id-name` is on. Null: none, or a `|` within the
 * fields before leaves open which part is the number. `clear`: whether that is known.
 */
export const callerOf = (data: readonly string[]): { readonly number: string | null; readonly clear: boolean } => {
  const [, number = '', position = ''] = data
  if (data.length > 2 && !/^\d+$/.test(position.trim())) return { number: null, clear: false }
  return { number: normaliseCaller(number, '').raw.trim() || null, clear: true }
}
