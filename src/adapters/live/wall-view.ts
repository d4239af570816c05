import type { Agent } from '../../domain/agent/agent.ts'
import type { Line } from '../../domain/line/line.ts'
import { staffingOf } from '../../domain/line/staffing.ts'
import { get, values } from '../../domain/sorted.ts'
import type { FiguresBoard } from '../../engine/figures-board.ts'
import { agentView, agentViews, queueViews } from '../../engine/views.ts'
import { waitingList } from '../../engine/waiting-list.ts'
import type { AgentView, AlarmView, WallState } from '../../wire/views.ts'

export interface WallViewParts {
  readonly line: () => Line
  readonly figures: FiguresBoard
  readonly alarms: () => readonly AlarmView[]
  /** What the hub itself knows. */
  readonly rest: () => Pick<WallState, 'telephony' | 'ledgerBrokenAt' | 'store' | 'lost' | 'popPaintedMs'>
}

/** What walls are shown: the board without names, whose size does not grow with the agents, and the agents who changed. */
export interface WallView {
  board(): Omit<WallState, 'agents'>
  agents(): readonly AgentView[]
  /** Agents who are not as they were at the last call; the line shares what did not change, so they are found by looking. */
  changedAgents(): readonly AgentView[]
  /** Nobody looks: what changed until now is in the next snapshot. */
  nobodyLooks(): void
}

export const createWallView = ({ line, figures, alarms, rest }: WallViewParts): WallView => {
  let shown = line().agents
  return {
    board: () => {
      const now = line()
      const staffing = staffingOf(now)
      return {
        queues: queueViews(now),
        states: staffing.states,
        today: figures.today(),
        rolling: figures.rolling(),
        curve: figures.curve(),
        waiting: waitingList(now, staffing),
        alarms: alarms(),
        ...rest(),
      }
    },
    agents: () => agentViews(line()),
    nobodyLooks: () => {
      shown = line().agents
    },
    changedAgents: () => {
      const before = shown
      shown = line().agents
      if (shown === before) return []
      const changed: Agent[] = []
      for (const agent of values(shown)) if (get(before, agent.id) !== agent) changed.push(agent)
      return changed.map(agentView)
    },
  }
}
