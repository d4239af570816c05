import type { AgentState } from '../agent/agent.ts'
import type { Profile } from '../routing/demand.ts'
import { profileOf } from '../routing/ready.ts'
import { values } from '../sorted.ts'
import type { Line } from './line.ts'

export type StateCounts = Readonly<Record<AgentState, number>>

/** Agents who are signed in and alike for the choice: one group, the same skills. */
export interface Crew {
  readonly profile: Profile
  readonly states: StateCounts
}

/** Who is signed in, by state: all of them, and each crew. */
export interface Staffing {
  readonly signedIn: number
  readonly states: StateCounts
  readonly crews: readonly Crew[]
}

const nobody: StateCounts = { offline: 0, ready: 0, reserved: 0, talking: 0, wrap_up: 0, paused: 0 }

/** Counts the agents of the line. */
export const staffingOf = (line: Line): Staffing => {
  const states = { ...nobody }
  const crews = new Map<string, { profile: Profile; states: Record<AgentState, number> }>()
  let signedIn = 0
  for (const agent of values(line.agents)) {
    if (!agent.signedIn) continue
    signedIn += 1
    states[agent.state] += 1
    let crew = crews.get(agent.profileKey)
    if (!crew) {
      crew = { profile: profileOf(agent), states: { ...nobody } }
      crews.set(agent.profileKey, crew)
    }
    crew.states[agent.state] += 1
  }
  return { signedIn, states, crews: [...crews.values()] }
}

/** All these crews taken together. */
export const statesOf = (crews: readonly Crew[]): StateCounts => {
  const sum = { ...nobody }
  for (const { states } of crews) for (const state of Object.keys(sum) as AgentState[]) sum[state] += states[state]
  return sum
}
