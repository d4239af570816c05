import { ApiError } from '../../api/api.ts'
import type { SavedDraft } from './draft-api.ts'
import { type DraftFields, filled, mergeFields, sameFields, tooLong } from './draft-fields.ts'
import type { KeptDraft } from './kept-drafts.ts'

/** `loading`: what the server has is not known yet; `pending`: on its way; `unsaved`: the server cannot take it now. */
export interface DraftState {
  readonly fields: DraftFields
  readonly status: 'loading' | 'saved' | 'pending' | 'unsaved' | 'too_long'
}

export interface DraftOptions {
  load(): Promise<SavedDraft>
  /** Rejects with an ApiError; `draft_changed` where the saved version is not `basedOn`. */
  save(fields: DraftFields, basedOn: number | null): Promise<number>
  /** This browser's own copy of what the server does not have yet. */
  readonly kept: { read(): KeptDraft | null; write(kept: KeptDraft): void; drop(fields: DraftFields): void }
  /** Stands between two texts of which neither may be lost. */
  readonly seam: string
  /** Runs `job` after `ms`; the returned function takes it back. */
  after(ms: number, job: () => void): () => void
}

/** What an agent writes about one call: shown at once, in this browser at once, on the server within a second. */
export interface DraftKeeper {
  getState(): DraftState
  subscribe(listener: () => void): () => void
  /** Changes some fields; the others stay. */
  edit(changes: DraftFields): void
  /** The server says which version is saved; another one than ours is fetched and merged. */
  told(updatedAt: number): void
  /** Saves at once what is unsaved: the page may go. */
  saveNow(): void
  /** Looks at what the server has, then saves: the connection is back, and what was told meanwhile was not heard. */
  lookAgain(): void
  /** Saves what is unsaved and ends; what cannot be saved stays in this browser. */
  close(): Promise<void>
}

const saveAfterMs = 1_000
const retryAfterMs = 2_000
const nothing: SavedDraft = { fields: {}, updatedAt: null }

/** Opens the draft of one call. The version that the server gives decides what is newer; no clock of this computer does. */
export const createDraftKeeper = ({ load, save, kept, seam, after }: DraftOptions): DraftKeeper => {
  const left = kept.read()
  const listeners = new Set<() => void>()
  let base = left?.base ?? nothing
  let fields = left?.fields ?? {}
  /** What this page has put into the browser's storage. */
  let copy = left?.fields ?? null
  /** What the server has may be another version than `base`. */
  let stale = true
  let failed = false
  let busy: Promise<void> | null = null
  let toldAt = 0
  let closed = false
  let cancel: (() => void) | null = null
  let state: DraftState = { fields, status: 'loading' }

  const isSaved = () => sameFields(fields, base.fields)

  const statusNow = (): DraftState['status'] => {
    if (tooLong(fields) !== null) return 'too_long'
    if (!isSaved()) return failed ? 'unsaved' : 'pending'
    return stale && base.updatedAt === null ? 'loading' : 'saved'
  }
  const show = (): void => {
    const status = statusNow()
    if (sameFields(state.fields, fields) && state.status === status) return
    state = { fields, status }
    for (const listener of listeners) listener()
  }
  const keep = (): void => {
    if (!isSaved()) kept.write({ fields, base })
    else if (copy !== null) kept.drop(copy)
    copy = isSaved() ? null : fields
  }

  const refresh = async (): Promise<void> => {
    const saved = await load()
    fields = mergeFields(base.fields, fields, saved.fields, seam)
    base = saved
    stale = false
    keep()
  }
  const send = async (): Promise<void> => {
    const sent = fields
    const updatedAt = await save(sent, base.updatedAt)
    base = { fields: sent, updatedAt }
    keep()
  }
  const work = async (): Promise<void> => {
    try {
      if (stale) await refresh()
      if (!isSaved() && tooLong(fields) === null) await send()
      failed = false
    } catch (error) {
      if (error instanceof ApiError && error.code === 'draft_changed') stale = true
      else failed = true
    }
    if (toldAt > (base.updatedAt ?? 0)) stale = true
  }

  const plan = (ms: number): void => {
    cancel?.()
    cancel = after(ms, () => void step())
  }
  const step = (): Promise<void> => {
    cancel?.()
    cancel = null
    busy ??= work().then(() => {
      busy = null
      show()
      if (closed) return
      if (failed) plan(retryAfterMs)
      else if (stale) plan(0)
      else if (statusNow() === 'pending') plan(saveAfterMs)
    })
    return busy
  }
  void step()

  return {
    getState: () => state,
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    edit: changes => {
      fields = filled({ ...fields, ...changes })
      keep()
      show()
      if (busy === null && cancel === null) plan(saveAfterMs)
    },
    told: updatedAt => {
      toldAt = Math.max(toldAt, updatedAt)
      if (busy !== null || toldAt <= (base.updatedAt ?? 0)) return
      stale = true
      void step()
    },
    saveNow: () => {
      if (!isSaved()) void step()
    },
    lookAgain: () => {
      if (busy !== null) return
      stale = true
      void step()
    },
    close: async () => {
      closed = true
      cancel?.()
      cancel = null
      listeners.clear()
      await busy
      if (!isSaved()) await step()
    },
  }
}
