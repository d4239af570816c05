import type { SkillLevel } from '../queue/queue.ts'
import { empty, emptyById, first, forEach, get, put, remove, type Sorted, size } from '../sorted.ts'
import { type Demand, type Profile, rankOf } from './demand.ts'

/** Order of agents of one profile: longest idle first, then id. */
export interface Idle {
  readonly since: number
  readonly agentId: string
}

const byIdle = (a: Idle, b: Idle): number =>
  a.since - b.since || (a.agentId < b.agentId ? -1 : a.agentId > b.agentId ? 1 : 0)

interface Bench {
  readonly profile: Profile
  readonly idle: Sorted<Idle, true>
}

/** Ready agents, one bench for each distinct profile (group and skills). */
export type Ready = Sorted<string, Bench>

/** No agent is ready. */
export const nobodyReady = (): Ready => emptyById<Bench>()

/** The profile of an agent, in the form the choice uses. */
export const profileOf = (agent: { readonly group: string; readonly skills: readonly SkillLevel[] }): Profile => ({
  group: agent.group,
  levels: new Map(agent.skills.map(({ skill, level }) => [skill, level])),
})

/** `ready` with an agent on the bench of his profile. */
export const sitDown = (
  ready: Ready,
  agent: { readonly profileKey: string; readonly group: string; readonly skills: readonly SkillLevel[] },
  idle: Idle,
): Ready => {
  const bench = get(ready, agent.profileKey) ?? { profile: profileOf(agent), idle: empty<Idle, true>(byIdle) }
  return put(ready, agent.profileKey, { profile: bench.profile, idle: put(bench.idle, idle, true) })
}

/** `ready` without that agent; the same when he is not in it. */
export const standUp = (ready: Ready, profileKey: string, idle: Idle): Ready => {
  const bench = get(ready, profileKey)
  if (!bench) return ready
  const left = remove(bench.idle, idle)
  if (left === bench.idle) return ready
  return size(left) === 0 ? remove(ready, profileKey) : put(ready, profileKey, { profile: bench.profile, idle: left })
}

/** How many agents are ready, whatever they may take. */
export const readyIn = (ready: Ready): number => {
  let count = 0
  forEach(ready, bench => {
    count += size(bench.idle)
  })
  return count
}

export interface AgentChoice {
  readonly agentId: string
  readonly idleSince: number
  readonly groupRank: number
  readonly level: number
  /** Ready agents who could have had the call. */
  readonly eligible: number
}

/** The agent for a demand: by group rank, by level where the queue prefers it, by longest idle, by id; null when none may. */
export const nextAgent = (ready: Ready, demand: Demand): AgentChoice | null => {
  let best = null as AgentChoice | null
  let eligible = 0
  forEach(ready, bench => {
    const rank = rankOf(demand, bench.profile)
    if (!rank) return
    eligible += size(bench.idle)
    const head = first(bench.idle)
    if (!head) return
    const { groupRank, level } = rank
    const candidate = { agentId: head.key.agentId, idleSince: head.key.since, groupRank, level, eligible: 0 }
    if (best === null || goesBefore(candidate, best, demand.prefer)) best = candidate
  })
  return best === null ? null : { ...best, eligible }
}

const goesBefore = (a: AgentChoice, b: AgentChoice, prefer: Demand['prefer']): boolean => {
  const order =
    a.groupRank - b.groupRank ||
    (prefer === 'level' ? b.level - a.level : 0) ||
    a.idleSince - b.idleSince ||
    (a.agentId < b.agentId ? -1 : 1)
  return order < 0
}
