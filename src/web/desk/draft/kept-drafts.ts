import type { SavedDraft } from './draft-api.ts'

/** A text that the server does not have yet, and the version it was typed on. */
export interface KeptDraft {
  readonly text: string
  readonly base: SavedDraft
}

/** The part of a browser's storage that is needed. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Texts in this browser, until the server has them: one for each agent and call. A browser without storage keeps none. */
export interface KeptDrafts {
  read(callId: string): KeptDraft | null
  write(callId: string, kept: KeptDraft): void
  /** Drops the text, unless another page of the agent has put another one in its place. */
  drop(callId: string, text: string): void
  /** Calls with a text; those that nobody could save for a week are dropped. */
  calls(): readonly string[]
}

const weekMs = 7 * 86_400_000
const prefix = 'yihao.draft.'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const parse = (item: string | null): (KeptDraft & { readonly at: number }) | null => {
  try {
    const value: unknown = JSON.parse(item ?? 'null')
    if (!isRecord(value) || typeof value.text !== 'string' || typeof value.at !== 'number') return null
    const { text, base, at } = value
    if (!isRecord(base) || typeof base.text !== 'string') return null
    const updatedAt = Number.isSafeInteger(base.updatedAt) ? Number(base.updatedAt) : null
    return { text, at, base: { text: base.text, updatedAt } }
  } catch {
    return null
  }
}

const attempt = <T>(job: () => T, otherwise: T): T => {
  try {
    return job()
  } catch {
    return otherwise
  }
}

/** The drafts of one agent in `storage`; `wallClock` only tells how old they are. */
export const createKeptDrafts = (agentId: string, storage: TextStorage, wallClock: () => number): KeptDrafts => {
  const own = `${prefix}${encodeURIComponent(agentId)}.`
  const read = (key: string) => attempt(() => parse(storage.getItem(key)), null)
  const remove = (key: string) => attempt(() => storage.removeItem(key), undefined)
  const keys = (): string[] =>
    attempt(() => Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? ''), [])
  return {
    read: callId => read(own + callId),
    write: (callId, kept) =>
      attempt(() => storage.setItem(own + callId, JSON.stringify({ ...kept, at: wallClock() })), undefined),
    drop: (callId, text) => {
      if (read(own + callId)?.text === text) remove(own + callId)
    },
    calls: () => {
      for (const key of keys().filter(key => key.startsWith(prefix)))
        if (wallClock() - (read(key)?.at ?? 0) > weekMs) remove(key)
      return keys()
        .filter(key => key.startsWith(own))
        .map(key => key.slice(own.length))
    },
  }
}
