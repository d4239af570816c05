import { standingLegOf } from '../effect.ts'
import { ask, setAgent, type Turn } from '../line/turn.ts'
import type { Agent, Device } from './agent.ts'

/*
 * An agent's phones: the browser's own and one beside it. A registered browser phone goes first. Where the agent wants so, it is called
 * once and the leg is kept for the shift: an offer is then a word to the page, and the talk begins with one bridge operation.
 */

/** After the end of a standing leg the page may be reloading: its old registration is no good for this long, in ms. */
const restMs = 300

/** How long after the n-th failure in a row (from 1) a standing leg is tried again, in ms: 1, 2, 4, 8, then each 10 s. */
export const retryAfterMs = (failures: number): number => Math.min(10_000, 1_000 * 2 ** (failures - 1))

/** The phone on which an offer reaches him now. */
export const deviceOf = (agent: Agent): Device =>
  agent.browserPhone || agent.standingLeg !== null ? 'browser' : 'desk'

/** Whether a call can reach him: by his standing leg, by a browser phone that is rung for each call, or by the phone beside it. */
export const isReachable = (agent: Agent): boolean => {
  if (agent.standingLeg !== null) return true
  return agent.browserPhone ? !agent.wantsStandingLeg : agent.deskPhone
}

/** Calls the browser phone for a standing leg where one is wanted and none stands or is on its way. */
export const raise = (turn: Turn, agent: Agent): Agent => {
  const { browserPhone, wantsStandingLeg, standingLeg, risingLeg, phoneUntil } = agent
  const wanted = browserPhone && wantsStandingLeg && standingLeg === null
  if (!wanted || risingLeg !== null || phoneUntil !== null || !turn.line.telephony) return agent
  const leg = standingLegOf(agent.id, turn.now)
  ask(turn, { do: 'stand', leg, agentId: agent.id, extension: agent.extension })
  return { ...agent, risingLeg: leg, phoneUntil: turn.now + turn.line.settings.standMs }
}

/** The leg on its way is up: it stands from now on. */
export const stands = (agent: Agent): Agent =>
  agent.risingLeg === null
    ? agent
    : { ...agent, standingLeg: agent.risingLeg, risingLeg: null, risingFailures: 0, phoneUntil: null }

/** The leg on its way did not come up. */
export const failsToRise = (turn: Turn, agent: Agent): Agent => {
  const risingFailures = agent.risingFailures + 1
  return { ...agent, risingLeg: null, risingFailures, phoneUntil: turn.now + retryAfterMs(risingFailures) }
}

/** The leg that stood has ended. */
export const falls = (turn: Turn, agent: Agent): Agent => ({
  ...agent,
  standingLeg: null,
  phoneUntil: turn.now + restMs,
})

/** The deadline of the phone has come: a leg on its way is given up, or the next one is tried. */
export const retries = (turn: Turn, agent: Agent): Agent => {
  if (agent.risingLeg === null) return raise(turn, { ...agent, phoneUntil: null })
  ask(turn, { do: 'hang_up', channel: agent.risingLeg, why: 'the phone did not answer for the shift' })
  return failsToRise(turn, agent)
}

/** Another page takes over: all that the browser phone holds is told to end, and the next registration begins anew. */
export const renews = (turn: Turn, agent: Agent): Agent => {
  for (const leg of [agent.standingLeg, agent.risingLeg])
    if (leg !== null) ask(turn, { do: 'hang_up', channel: leg, why: 'another page has taken the phone over' })
  return { ...agent, browserPhone: false, risingLeg: null, risingFailures: 0, phoneUntil: null }
}

/** Asterisk has a leg that stands for him since before the restart of the server. */
export const finds = (turn: Turn, agent: Agent, leg: string): Agent => {
  if (agent.standingLeg !== null) return agent
  if (agent.risingLeg !== null)
    ask(turn, { do: 'hang_up', channel: agent.risingLeg, why: 'another leg of this phone stands' })
  return { ...agent, standingLeg: leg, risingLeg: null, risingFailures: 0, phoneUntil: null }
}

/** Puts the agent into the line; what it changes for his reachability is told to `changed`, which is his own table's part. */
export const setPhone = (turn: Turn, agent: Agent, changed: (up: boolean) => void): void => {
  setAgent(turn, agent)
  const reachable = isReachable(agent)
  if (reachable !== agent.phone) changed(reachable)
}
