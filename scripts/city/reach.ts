import {
  answers,
  type Behaviour,
  busy,
  causes,
  emptyNumber,
  hangsUpAtOnce,
  machine,
  networkFailure,
  outOfReach,
  rejects,
  ringsOut,
  suspended,
  switchedOff,
} from './behaviours.ts'
import type { Draw } from './called-citizens.ts'
import { draw, talk } from './durations.ts'
import { happens, pick, type Random, seededRandom, seedOf } from './random.ts'

/** Share of the tasks whose citizen is reached in the end, 回访接通率 (DOMAIN.md 4.5). */
export const reachedShare = 0.8356
/** Share of those reached who say what they think (DOMAIN.md 4.5). */
export const takesPartShare = 0.94
/** Attempts that a task has (DOMAIN.md 4.5). */
export const attemptsOfTask = 3
/** Share of the numbers at which nobody is ever reached: an empty number, or a suspended one. */
export const deadShare = 0.025

/**
 * Share of the attempts that reach a person at a number that is none of the dead: so that `attemptsOfTask` tries, each
 * by itself, come to `reachedShare` of all tasks. About 0.477.
 */
export const reachedPerAttempt = 1 - (1 - reachedShare / (1 - deadShare)) ** (1 / attemptsOfTask)

/** Share of the failures that a carrier tells by speech and some code, rather than by the right code alone. */
export const announcedShare = 0.8

export interface ReachPlan {
  readonly seed: number
  /** Mean length of a talk, in ms; 90 s unless said otherwise. */
  readonly talkMs?: number
  /** All times are multiplied by it, for runs that are quicker than life; 1 unless said otherwise. */
  readonly pace?: number
}

/** What an attempt comes to at a number at which people are reached, when it reaches nobody. */
const misses: readonly (readonly [
  number,
  'rings_out' | 'busy' | 'rejects' | 'switched_off' | 'out_of_reach' | 'machine' | 'network',
])[] = [
  [0.52, 'rings_out'],
  [0.15, 'busy'],
  [0.11, 'rejects'],
  [0.07, 'switched_off'],
  [0.06, 'out_of_reach'],
  [0.07, 'machine'],
  [0.02, 'network'],
]

/**
 * Draws what happens at each attempt by the figures above. What one number does at one attempt depends on the seed, the
 * number and how often it was rung before, and on nothing else: so a run with another order of calls has the same citizens.
 */
export function reachDraw({ seed, talkMs = 90_000, pace = 1 }: ReachPlan): Draw {
  return (number, earlier) => {
    const ofNumber = seededRandom(seedOf(seed, number))
    const isDead = happens(ofNumber, deadShare)
    const dead = pick(ofNumber, [
      [0.6, 'empty'],
      [0.4, 'suspended'],
    ])
    const random = seededRandom(seedOf(seed, `${number}/${earlier}`))
    const ms = (from: number, to: number) => Math.round((from + (to - from) * random()) * pace)
    if (isDead) return dead === 'empty' ? emptyNumber(told(random)) : suspended(told(random))
    if (happens(random, reachedPerAttempt)) return person(random, ms, Math.round(draw(talk(talkMs * pace), random)))
    return miss(random, ms)
  }
}

/** A carrier that speaks ends with a code that says little. */
function told(random: Random): { announced: boolean; cause?: number } {
  if (!happens(random, announcedShare)) return { announced: false }
  const cause = pick(random, [
    [0.4, causes.unavailable480],
    [0.3, causes.busy486],
    [0.2, causes.decline603],
    [0.1, causes.notFound404],
  ])
  return { announced: true, cause }
}

function person(random: Random, ms: (from: number, to: number) => number, talkMs: number): Behaviour {
  const ringMs = ms(2000, 15_000)
  if (happens(random, takesPartShare))
    return answers({ ringMs, talkMs, before: happens(random, 0.3) ? 'tune' : 'ringing' })
  // a third of those who do not take part hang up at the first word
  return happens(random, 1 / 3)
    ? hangsUpAtOnce({ ringMs, afterMs: ms(200, 900) })
    : answers({ ringMs, talkMs: ms(4000, 12_000), takesPart: false })
}

function miss(random: Random, ms: (from: number, to: number) => number): Behaviour {
  switch (pick(random, misses)) {
    case 'rings_out':
      // the network gives up after a minute, if the hotline has not before
      return ringsOut({ announced: happens(random, announcedShare), ringMs: ms(50_000, 65_000) })
    case 'busy':
      return busy(told(random))
    case 'rejects':
      return rejects({ ringMs: ms(1500, 9000), cause: happens(random, 0.7) ? causes.decline603 : causes.forbidden403 })
    case 'switched_off':
      return switchedOff(told(random))
    case 'out_of_reach':
      return outOfReach(told(random))
    case 'machine':
      return machine({ ringMs: ms(300, 2000), recordMs: ms(10_000, 30_000) })
    case 'network':
      return networkFailure()
  }
}
