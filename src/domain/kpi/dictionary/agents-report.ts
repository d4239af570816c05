import { percent, secondsOf } from '../rate.ts'
import { type AgentCounts, busyMs } from './agent-tally.ts'

/**
 * An agent in report.json: integers, whole seconds (half up), rates in percent; null where there is nothing to compute. Stays in the house. How long callers were on hold is in the talk, and is not told apart.
 */
export interface ReportedAgent {
  readonly agent: string
  readonly offered: number
  readonly answered: number
  readonly missed: number
  readonly declined: number
  /** Answered of offered. */
  readonly answer_rate: number | null
  readonly talk_s: number
  readonly wrap_up_s: number
  /** Talks and wrap-up of written conversations and of calls that we made. */
  readonly other_work_s: number
  readonly ring_s: number
  readonly ready_s: number
  readonly paused_s: number
  readonly logged_in_s: number
  /** (Talk incl. hold + wrap-up + ring) of (that + ready), other work among it; pauses are out of it (DOMAIN.md 2.2, 座席利用率). */
  readonly occupancy: number | null
  /** The same of all the time he was logged in, pauses among it (工时利用率). */
  readonly utilisation: number | null
}

const wholeSeconds = (ms: number): number => secondsOf(ms) ?? 0

/** The agents of a period as report.json has them, by id. */
export const agentsReport = (agents: ReadonlyMap<string, AgentCounts>): readonly ReportedAgent[] =>
  [...agents]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([agent, counts]) => {
      const { offered, answered, missed, declined } = counts
      const { talkMs, wrapUpMs, otherWorkMs, ringMs, readyMs, pausedMs } = counts
      const busy = busyMs(counts)
      const loggedIn = busy + readyMs + pausedMs
      return {
        ...{ agent, offered, answered, missed, declined, answer_rate: percent(answered, offered) },
        talk_s: wholeSeconds(talkMs),
        wrap_up_s: wholeSeconds(wrapUpMs),
        other_work_s: wholeSeconds(otherWorkMs),
        ring_s: wholeSeconds(ringMs),
        ready_s: wholeSeconds(readyMs),
        paused_s: wholeSeconds(pausedMs),
        logged_in_s: wholeSeconds(loggedIn),
        occupancy: percent(busy, busy + readyMs),
        utilisation: percent(busy, loggedIn),
      }
    })
