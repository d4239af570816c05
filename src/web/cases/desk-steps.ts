import type { StepName } from '../case-life/case-words.ts'

/** What whoever took a case does with it beside adding to it; all else is the case office's. */
export const deskSteps: readonly StepName[] = [
  ...(['send_to_review', 'answer_online', 'await_answer', 'correct'] as const),
  ...(['reject', 'hand_to_emergency', 'withdraw'] as const),
]
