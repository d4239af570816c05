import { Type } from 'typebox'
import type { CaseSettings } from '../../engine/cases/case-settings.ts'
import type { WorkFilter } from '../../engine/cases/case-store.ts'
import { nearDueAt } from './near-due.ts'

const strict = { additionalProperties: false } as const

/** The lists of the case office. */
export const officeQueues = [
  'review',
  'answers',
  'dispatch',
  'returns',
  'extensions',
  'replies',
  'visits',
  'dissatisfied',
  'rulings',
  'supervised',
  'overdue',
  'near_due',
] as const
export type OfficeQueue = (typeof officeQueues)[number]

export const OfficeQueuesSchema = Type.Object(
  {
    now: Type.Integer({ description: 'the time here, UTC ms' }),
    most: Type.Integer({ description: 'counted no further than this' }),
    queues: Type.Array(
      Type.Object(
        {
          name: Type.Enum([...officeQueues]),
          count: Type.Integer(),
          late: Type.Integer({ description: 'of these, past the deadline of their state' }),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** Which cases stand in a list of the office at `now`. */
export const queueFilter = (
  name: OfficeQueue,
  now: number,
  rules: CaseSettings | undefined,
): Omit<WorkFilter, 'limit'> => {
  switch (name) {
    case 'review':
      return { states: ['pending_review'] }
    case 'answers':
      return { states: ['registered'] }
    case 'dispatch':
      return { states: ['pending_dispatch'] }
    case 'returns':
      return { states: ['return_requested'] }
    case 'extensions':
      return { extensionAsked: true }
    case 'replies':
      return { states: ['replied', 'reply_review'] }
    case 'visits':
      return { states: ['pending_callback'], dissatisfied: false }
    case 'dissatisfied':
      // one that is proposed is in the next list
      return { owners: ['callback_agent'], states: ['pending_callback'], dissatisfied: true }
    case 'rulings':
      return { owners: ['supervisor'] }
    case 'supervised':
      return { supervised: true }
    case 'overdue':
      return { dueBefore: now }
    case 'near_due':
      return nearDueAt(now, rules)
  }
}
