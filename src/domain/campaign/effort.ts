import type { Campaign } from './campaign.ts'
import type { AttemptOutcome } from './outcome.ts'
import type { PastAttempt } from './task.ts'

/** How often a number may be dialled, whatever a campaign wishes (DOMAIN.md 4.5, docs/decisions/0038). */
export interface RingLimits {
  /** Attempts a day of which the citizen may have noticed something, over all campaigns. */
  readonly ofNumberADay: number
  /** Attempts a day that he cannot have noticed. */
  readonly unnoticedADay: number
  /** Of one task: such attempts, talks that end with another time, and attempts of whatever kind. */
  readonly unnoticed: number
  readonly appointments: number
  readonly inAll: number
}

export const ringLimits: RingLimits = {
  ofNumberADay: 1,
  unnoticedADay: 4,
  unnoticed: 12,
  appointments: 5,
  inAll: 20,
}

const unnoticed: readonly AttemptOutcome[] = ['busy', 'network_failure']

/** Whether it may have been noticed: it rang, was answered, or a switched-off phone tells of it later. Only a busy line and a network that fails say nothing. */
export const isNoticed = (outcome: AttemptOutcome | null): boolean => outcome === null || !unnoticed.includes(outcome)

/** Whether it is one of the attempts of its task. What an agent has cancelled is not, or he could use a task up without reaching anybody. */
export const isCounted = (outcome: AttemptOutcome): boolean => isNoticed(outcome) && outcome !== 'cancelled'

export const countedOf = (attempts: readonly PastAttempt[]): readonly PastAttempt[] =>
  attempts.filter(({ outcome }) => isCounted(outcome))

/** Whether no rule of the campaign has an attempt left. Every outcome counts towards one of the bounds, so that each task ends. */
export const isUsedUp = (
  { attempts: { most } }: Pick<Campaign, 'attempts'>,
  attempts: readonly PastAttempt[],
  limits: RingLimits = ringLimits,
): boolean => {
  const counted = countedOf(attempts).length
  return counted >= most || attempts.length - counted >= limits.unnoticed || attempts.length >= limits.inAll
}

/** Whether the citizen may be given yet another time. */
export const mayAppoint = (attempts: readonly PastAttempt[], limits: RingLimits = ringLimits): boolean =>
  attempts.length < limits.inAll &&
  attempts.filter(({ outcome }) => outcome === 'appointment').length <= limits.appointments
