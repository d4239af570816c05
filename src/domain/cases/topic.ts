import type { SetOfNames } from '../transfer/directory.ts'

/** A topic of the tree by which cases are sorted, such as 城市管理 › 噪声 › 施工噪声. */
export interface Topic {
  readonly id: string
  /** The topic it is part of; null: at the top. */
  readonly parent: string | null
  readonly name: SetOfNames
}

/** Whether a topic may stand where it is put: its parent is there, and it is not part of itself. */
export const topicStands = (topics: ReadonlyMap<string, Topic>, topic: Topic): boolean => {
  const seen = new Set([topic.id])
  for (let at = topic.parent; at !== null; at = topics.get(at)?.parent ?? null) {
    if (seen.has(at) || !topics.has(at)) return false
    seen.add(at)
  }
  return true
}

/** A topic with all that are part of it; empty: there is no such topic. */
export const topicsWithin = (topics: ReadonlyMap<string, Topic>, id: string): readonly string[] => {
  const within = new Set(topics.has(id) ? [id] : [])
  for (let known = -1; known < within.size; ) {
    known = within.size
    for (const topic of topics.values()) if (topic.parent !== null && within.has(topic.parent)) within.add(topic.id)
  }
  return [...within]
}
