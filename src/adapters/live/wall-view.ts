import type { Agent } from '../../domain/agent/agent.ts'
import type { Line } from '../../domain/line/line.ts'
import { staffingOf } from '../../domain/line/staffing.ts'
import { get, values } from '../../domain/sorted.ts'
import type { FiguresBoard } from '../../engine/figures-board.ts'
import { agentView, agentViews, queueViews } from '../../engine/views.ts'
import { waitingList } from '../../engine/waiting-list.ts'
import type { View } from '../../wire/live.ts'
import type { AgentView, AlarmView, OverLongView, WallState } from '../../wire/views.ts'

export interface WallViewParts {
  readonly line: () => Line
  readonly figures: FiguresBoard
  readonly alarms: () => readonly AlarmView[]
  /** After how long in a state walls flag an agent; left out: never. */
  readonly overLong?: OverLongView | undefined
  /** Whether the screen of the hall names agents. */
  readonly screenNames: boolean
  /** What the hub itself knows. */
  readonly rest: () => Pick<WallState, 'telephony' | 'ledgerBrokenAt' | 'store' | 'lost' | 'popPaintedMs'>
}

/** What walls are shown: the board whose size does not grow with the agents, and the agents who changed. */
export interface WallView {
  board(): Omit<WallState, 'agents' | 'overLong'>
  /** All of it, for a view that begins to look. */
  whole(view: WallViewName): WallState
  /** What of these agents a view may see; null: nothing, not even that they changed. */
  shownTo(view: WallViewName, agents: readonly AgentView[]): readonly AgentView[] | null
  /** Agents who are not as they were at the last call; the line shares what did not change, so they are found by looking. */
  changedAgents(): readonly AgentView[]
  /** Nobody looks: what changed until now is in the next snapshot. */
  nobodyLooks(): void
}

type WallViewName = Exclude<View, 'desk'>

/** An agent as a hall may see him: name and state, and nothing of how he is reached or why he pauses. */
const onScreen = (agent: AgentView): AgentView => ({
  ...agent,
  extension: '',
  group: '',
  reason: null,
  until: null,
  next: null,
})

export const createWallView = ({ line, figures, alarms, overLong, screenNames, rest }: WallViewParts): WallView => {
  let shown = line().agents
  const shownTo: WallView['shownTo'] = (view, agents) => {
    if (view === 'wall') return agents
    return screenNames ? agents.map(onScreen) : null
  }
  const board: WallView['board'] = () => {
    const now = line()
    const staffing = staffingOf(now)
    const targets = new Map(now.queues.map(({ id, answerTarget = null }) => [id, answerTarget]))
    return {
      queues: queueViews(now).map(queue => ({
        ...queue,
        rolling: figures.queueRolling(queue.id, targets.get(queue.id) ?? null),
      })),
      states: staffing.states,
      today: figures.today(),
      rolling: figures.rolling(),
      curve: figures.curve(),
      waiting: waitingList(now, staffing),
      alarms: alarms(),
      ...rest(),
    }
  }
  return {
    board,
    whole: view => ({
      ...board(),
      agents: shownTo(view, agentViews(line())) ?? [],
      ...(view === 'wall' && overLong && { overLong }),
    }),
    shownTo,
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
