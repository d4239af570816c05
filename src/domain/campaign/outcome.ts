/**
 * What an attempt came to (DOMAIN.md 4.5): said by the agent, else by the network. The first seven: a person was there. `machine`: a
 * phone assistant or voicemail answered, which is no connection. `uncoded`: somebody answered, and the agent did not say who; `unknown`: its
 * end was seen by nobody.
 */
export const attemptOutcomes = [
  'rated',
  'refused',
  'appointment',
  'done',
  'wrong_person',
  'hung_up',
  'informed',
  'busy',
  'no_answer',
  'rejected',
  'unreachable',
  'suspended',
  'empty_number',
  'machine',
  'network_failure',
  'cancelled',
  'uncoded',
  'unknown',
] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** Outcomes of a talk with a person. `done`: what he was rung for was settled; `informed`: another person of his will tell him. */
export const humanOutcomes: readonly AttemptOutcome[] = [
  'rated',
  'refused',
  'appointment',
  'done',
  'wrong_person',
  'hung_up',
  'informed',
]

/** What an agent may say of an attempt that was answered, and of one that was not. The network alone says `network_failure`, nobody says the last two. */
export const codesOfAnswered: readonly AttemptOutcome[] = [...humanOutcomes, 'machine']
export const codesOfUnanswered: readonly AttemptOutcome[] = [
  'busy',
  'no_answer',
  'rejected',
  'unreachable',
  'suspended',
  'empty_number',
  'machine',
  'network_failure',
]

/** Whether a person was reached (回访接通): a machine that answers is none. */
export const isReached = (outcome: AttemptOutcome): boolean => humanOutcomes.includes(outcome)
