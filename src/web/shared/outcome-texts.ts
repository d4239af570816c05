import type { TextKey } from '../texts.ts'

/** The word for what an attempt came to. */
export const outcomeTexts = {
  rated: 'outcome_rated',
  refused: 'outcome_refused',
  appointment: 'outcome_appointment',
  done: 'outcome_done',
  wrong_person: 'outcome_wrong_person',
  hung_up: 'outcome_hung_up',
  informed: 'outcome_informed',
  busy: 'outcome_busy',
  no_answer: 'outcome_no_answer',
  rejected: 'outcome_rejected',
  unreachable: 'outcome_unreachable',
  suspended: 'outcome_suspended',
  empty_number: 'outcome_empty_number',
  machine: 'outcome_machine',
  network_failure: 'outcome_network_failure',
  cancelled: 'outcome_cancelled',
  uncoded: 'outcome_uncoded',
  unknown: 'outcome_unknown',
} as const satisfies Record<string, TextKey>

export type Outcome = keyof typeof outcomeTexts

export const isOutcome = (text: string | null): text is Outcome => text !== null && Object.hasOwn(outcomeTexts, text)
