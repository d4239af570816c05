import type { SavedDraft } from './draft-api.ts'
import { type DraftFields, filled, sameFields } from './draft-fields.ts'

/** What was written and the server does not have yet, and the version it was written on. */
export interface KeptDraft {
  readonly fields: DraftFields
  readonly base: SavedDraft
}

/** The part of a browser's storage that is needed. */
export type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** Drafts in this browser, until the server has them: one for each agent and call. A browser without storage keeps none. */
export interface KeptDrafts {
  read(callId: string): KeptDraft | null
  write(callId: string, kept: KeptDraft): void
  /** Drops the draft, unless another page of the agent has put another one in its place. */
  drop(callId: string, fields: DraftFields): void
  /** Calls with a draft; those that nobody could save for a week are dropped. */
  calls(): readonly string[]
}

const weekMs = 7 * 86_400_000
const prefix = 'yihao.draft.'

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The fields of a draft; one that was kept before there was a form is its text. */
const fieldsOf = ({ fields, text }: Record<string, unknown>): DraftFields | null => {
  if (typeof text === 'string') return filled({ text })
  if (!isRecord(fields) || Object.values(fields).some(value => typeof value !== 'string')) return null
  return filled(fields as DraftFields)
}

const parse = (item: string | null): (KeptDraft & { readonly at: number }) | null => {
  try {
    const value: unknown = JSON.parse(item ?? 'null')
    if (!isRecord(value) || typeof value.at !== 'number' || !isRecord(value.base)) return null
    const { at, base } = value
    const fields = fieldsOf(value)
    const baseFields = fieldsOf(base)
    if (fields === null || baseFields === null) return null
    const updatedAt = Number.isSafeInteger(base.updatedAt) ? Number(base.updatedAt) : null
    return { fields, at, base: { fields: baseFields, updatedAt } }
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
    drop: (callId, fields) => {
      const kept = read(own + callId)
      if (kept && sameFields(kept.fields, fields)) remove(own + callId)
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
