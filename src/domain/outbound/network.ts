import type { NetworkResult } from '../campaign/campaign-facts.ts'
import type { AttemptOutcome } from '../campaign/outcome.ts'
import type { LegEnd } from '../event.ts'

/** What the network told of the end of a call that the hotline made: Q.850 cause and SIP status; null: not told. */
export interface NetworkCause {
  readonly cause: number | null
  readonly sip: number | null
}

export const nothingTold: NetworkCause = { cause: null, sip: null }

const bySip: Readonly<Record<number, AttemptOutcome>> = {
  404: 'empty_number',
  408: 'unreachable',
  410: 'empty_number',
  480: 'unreachable',
  484: 'empty_number',
  486: 'busy',
  487: 'no_answer',
  600: 'busy',
  603: 'rejected',
  604: 'empty_number',
  607: 'rejected',
}

/** Q.850 (ITU-T Q.850 table 1). */
const byCause: Readonly<Record<number, AttemptOutcome>> = {
  1: 'empty_number',
  17: 'busy',
  18: 'no_answer',
  19: 'no_answer',
  20: 'unreachable',
  21: 'rejected',
  22: 'empty_number',
  27: 'unreachable',
  28: 'empty_number',
  31: 'unreachable',
  102: 'no_answer',
}

/** An end that the network gives no reason for follows an answer: here one that nobody heard of. */
const byEnd: Readonly<Record<LegEnd, AttemptOutcome>> = {
  normal: 'unknown',
  no_answer: 'no_answer',
  declined: 'rejected',
  busy: 'busy',
  unreachable: 'unreachable',
  cancelled: 'cancelled',
  failed: 'network_failure',
  lost: 'unknown',
  unseen: 'unknown',
  died: 'unknown',
}

/**
 * What an attempt that nobody answered came to, by what the network says alone (DOMAIN.md 4.5). Carriers of this country say most of it in speech
 * before an answer, so an agent who heard it may know better.
 */
export const outcomeByNetwork = ({ how, cause, sip }: NetworkResult): AttemptOutcome => {
  if (how === 'cancelled' || how === 'lost' || how === 'died') return byEnd[how]
  const told = (sip === null ? undefined : bySip[sip]) ?? (cause === null ? undefined : byCause[cause])
  return told ?? (cause === null || cause === 16 ? byEnd[how] : 'network_failure')
}
