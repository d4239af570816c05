import type { AgentView } from '../../wire/views.ts'

/** The order in which states stand on the wall. */
export const stateOrder: readonly AgentView['state'][] = [
  'ready',
  'reserved',
  'talking',
  'wrap_up',
  'paused',
  'offline',
]

/** Agents who are signed in, by state, and within it whoever is longest in it first. */
export const orderAgents = (agents: readonly AgentView[]): readonly AgentView[] =>
  agents
    .filter(agent => agent.signedIn)
    .sort(
      (one, other) =>
        stateOrder.indexOf(one.state) - stateOrder.indexOf(other.state) ||
        one.since - other.since ||
        one.id.localeCompare(other.id),
    )

/** How many agents are in each state; offline counts only those signed in. */
export const countStates = (agents: readonly AgentView[]): Readonly<Record<AgentView['state'], number>> => {
  const counts = { ready: 0, reserved: 0, talking: 0, wrap_up: 0, paused: 0, offline: 0 }
  for (const agent of agents) if (agent.signedIn) counts[agent.state] += 1
  return counts
}
