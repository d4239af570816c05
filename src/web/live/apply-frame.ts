import type { LiveChange, ToPage } from '../../wire/live.ts'
import type { AgentView, DeskState, WallState } from '../../wire/views.ts'
import type { LiveState } from './live-state.ts'

const withHistory = (desk: DeskState, change: Extract<LiveChange, { name: 'pop_history' }>): DeskState => ({
  ...desk,
  pop: desk.pop?.offerId === change.offerId ? { ...desk.pop, history: change.history } : desk.pop,
  call: desk.call?.callId === change.callId ? { ...desk.call, history: change.history } : desk.call,
})

/** A call that was answered carries no pop any more; the history found for the pop stays with the call. */
const withCall = (desk: DeskState, call: DeskState['call']): DeskState => {
  if (!call || desk.pop?.callId !== call.callId) return { ...desk, call }
  return { ...desk, pop: null, call: { ...call, history: call.history ?? desk.pop.history } }
}

const withAgents = (wall: WallState, changed: readonly AgentView[]): WallState => {
  const agents = new Map(wall.agents.map(agent => [agent.id, agent]))
  for (const agent of changed) agents.set(agent.id, agent)
  return { ...wall, agents: [...agents.values()] }
}

/** A new board comes without what the snapshot alone brings. */
const withBoard = (wall: WallState | null, board: Extract<LiveChange, { name: 'wall' }>['wall']): WallState => ({
  ...board,
  agents: wall?.agents ?? [],
  ...(wall?.overLong && { overLong: wall.overLong }),
})

const applyChange = (state: LiveState, change: LiveChange): LiveState => {
  if (change.name === 'wall') return { ...state, wall: withBoard(state.wall, change.wall) }
  if (change.name === 'wall_agents')
    return state.wall ? { ...state, wall: withAgents(state.wall, change.agents) } : state
  if (change.name === 'draft') return { ...state, draftSaved: { callId: change.callId, updatedAt: change.updatedAt } }
  if (change.name === 'phone_session') return { ...state, phoneSession: change.session }
  const { desk } = state
  if (change.name === 'desk')
    return { ...state, desk: { ...change.desk, pop: desk?.pop ?? null, call: desk?.call ?? null } }
  if (!desk) return state
  switch (change.name) {
    case 'pop':
      return { ...state, desk: { ...desk, pop: change.pop }, withdrawn: null }
    case 'pop_history':
      return { ...state, desk: withHistory(desk, change) }
    case 'pop_withdrawn':
      if (desk.pop?.offerId !== change.offerId) return state
      return { ...state, desk: { ...desk, pop: null }, withdrawn: { offerId: change.offerId, why: change.why } }
    case 'call':
      return { ...state, desk: withCall(desk, change.call) }
    default:
      return state
  }
}

/**
 * The state after one frame. `receivedAt` is `performance.now()` of its receipt. An event out of its number is not
 * applied: an older one was seen already, a later one means a gap, and then only a snapshot makes the state true again.
 */
export const applyFrame = (state: LiveState, frame: ToPage, receivedAt: number): LiveState => {
  switch (frame.type) {
    case 'welcome':
      return { ...state, clockOffset: frame.serverTime - receivedAt }
    case 'pong':
      return { ...state, clockOffset: frame.serverTime - receivedAt }
    case 'snapshot':
      return {
        ...state,
        link: 'live',
        cut: null,
        unreachable: false,
        seq: frame.seq,
        stale: false,
        clockOffset: frame.serverTime - receivedAt,
        desk: frame.desk ?? null,
        wall: frame.wall ?? null,
      }
    case 'event':
      if (state.stale || frame.seq <= state.seq) return state
      if (frame.seq > state.seq + 1) return { ...state, stale: true }
      return applyChange({ ...state, seq: frame.seq }, frame.change)
    default:
      return state
  }
}
