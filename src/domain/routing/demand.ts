import type { Queue, SkillLevel } from '../queue/queue.ts'

/** What a waiting call asks of an agent at its rung of the ladder. Calls with the same key ask for the same. */
export interface Demand {
  readonly key: string
  readonly queueId: string
  readonly rung: number
  /** Groups that may take it, the preferred first. */
  readonly groups: readonly string[]
  readonly skills: readonly SkillLevel[]
  readonly prefer: Queue['prefer']
}

/** What agents of one group and skill set offer. */
export interface Profile {
  readonly group: string
  readonly levels: ReadonlyMap<string, number>
}

/** The key of a demand: queue, rung and skills. */
export const demandKeyOf = (queueId: string, rung: number, skills: readonly SkillLevel[]): string => {
  let key = `${queueId}|${rung}`
  for (const { skill, level } of skills) key += `|${skill}:${level}`
  return key
}

/** What a call of `queue` with its own `skills` asks for on `rung` (0: before the first rung). */
export const demandOf = (queue: Queue, rung: number, skills: readonly SkillLevel[]): Demand => {
  const open = queue.ladder.slice(0, rung)
  return {
    key: demandKeyOf(queue.id, rung, skills),
    queueId: queue.id,
    rung,
    groups: [...new Set([...queue.groups, ...open.flatMap(step => step.groups)])],
    skills: open.some(step => step.anySkill) ? [] : skills,
    prefer: queue.prefer,
  }
}

/** Place of a profile in the eyes of a demand: smaller group rank first; null when the agent may not take it. */
export const rankOf = (demand: Demand, profile: Profile): { groupRank: number; level: number } | null => {
  const groupRank = demand.groups.indexOf(profile.group)
  if (groupRank < 0) return null
  let level = 0
  for (let i = 0; i < demand.skills.length; i += 1) {
    const need = demand.skills[i]
    if (!need) continue
    const has = profile.levels.get(need.skill) ?? 0
    if (has < need.level) return null
    if (i === 0) level = has
  }
  return { groupRank, level }
}
