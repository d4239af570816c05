import type { Agent, Device } from '../domain/agent/agent.ts'
import { deviceOf } from '../domain/agent/phone.ts'
import type { Line } from '../domain/line/line.ts'
import { forEach } from '../domain/sorted.ts'

/** A member of Asterisk's native queue. Penalty 0: rung first; 1: only when no other can be. */
export interface FallbackMember {
  readonly agentId: string
  readonly device: Device
  readonly penalty: 0 | 1
}

/** The members by the extension of their phone. */
export type FallbackMembers = ReadonlyMap<string, FallbackMember>

/**
 * Who shall be rung for a caller when the server dies this instant: all agents on duty. Those who are engaged are among them, since a server
 * that stays dead cannot add them when they are free again; Asterisk itself rings nobody whose phone is in use. So is one whose console went
 * a moment ago: when the server dies, all consoles go. Not among them is he who is paused, or wishes to pause or leave.
 */
export const fallbackMembers = (line: Line): FallbackMembers => {
  const members = new Map<string, FallbackMember>()
  forEach(line.agents, agent => {
    if (onDuty(agent))
      members.set(agent.extension, {
        agentId: agent.id,
        device: deviceOf(agent),
        penalty: agent.state === 'ready' ? 0 : 1,
      })
  })
  return members
}

const onDuty = ({ state, next, signedIn, resume }: Agent): boolean => {
  switch (state) {
    case 'ready':
      return true
    case 'reserved':
    case 'talking':
    case 'wrap_up':
      return next === null
    case 'offline':
      return signedIn && resume === 'ready'
    case 'paused':
      return false
  }
}
