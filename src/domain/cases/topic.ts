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
