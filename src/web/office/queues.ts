import type { Role } from '../session/session-api.ts'
import type { TextKey } from '../texts.ts'
import type { QueueName } from './office-api.ts'

export const queueTexts: Readonly<Record<QueueName, TextKey>> = {
  review: 'queue_review',
  answers: 'queue_answers',
  dispatch: 'queue_dispatch',
  returns: 'queue_returns',
  extensions: 'queue_extensions',
  replies: 'queue_replies',
  visits: 'queue_visits',
  dissatisfied: 'queue_dissatisfied',
  rulings: 'queue_rulings',
  supervised: 'queue_supervised',
  overdue: 'queue_overdue',
  near_due: 'queue_near_due',
}

const all = Object.keys(queueTexts) as QueueName[]

/** What each role works off first. */
const firstOf: Readonly<Partial<Record<Role, readonly QueueName[]>>> = {
  reviewer: ['review', 'replies', 'dissatisfied'],
  dispatcher: ['dispatch', 'returns', 'extensions'],
  supervisor: ['overdue', 'near_due', 'supervised', 'dissatisfied', 'rulings', 'extensions'],
  policy_specialist: ['answers'],
  callback_agent: ['visits', 'dissatisfied'],
}

/** The lists in the order in which this role works: its own first. */
export const queuesOf = (role: Role): readonly QueueName[] => {
  const first = firstOf[role] ?? []
  return [...first, ...all.filter(name => !first.includes(name))]
}
