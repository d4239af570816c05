import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useLanguage } from '../../language/use-language.tsx'
import { useLive } from '../../live/use-live.tsx'
import { fetchDraft, putDraft } from './draft-api.ts'
import type { DraftFields } from './draft-fields.ts'
import { createDraftKeeper, type DraftKeeper, type DraftState } from './draft-keeper.ts'
import { createKeptDrafts, type KeptDrafts } from './kept-drafts.ts'

const after = (ms: number, job: () => void): (() => void) => {
  const timer = setTimeout(job, ms)
  return () => clearTimeout(timer)
}

const openDraft = (all: KeptDrafts, callId: string, seam: string): DraftKeeper =>
  createDraftKeeper({
    load: () => fetchDraft(callId),
    save: (fields, basedOn) => putDraft(callId, fields, basedOn),
    kept: {
      read: () => all.read(callId),
      write: kept => all.write(callId, kept),
      drop: fields => all.drop(callId, fields),
    },
    seam,
    after,
  })

const keptOf = (agentId: string): KeptDrafts => createKeptDrafts(agentId, localStorage, () => Date.now())

const empty: DraftState = { fields: {}, status: 'loading' }
const silent = (): (() => void) => () => {}

/** What the agent writes about this call, and how to change it; saved by itself for as long as it is on the screen. */
export const useDraft = (agentId: string, callId: string): readonly [DraftState, (changes: DraftFields) => void] => {
  const { t } = useLanguage()
  const seam = t('draft_seam')
  const [keeper, setKeeper] = useState<DraftKeeper | null>(null)
  const live = useLive(state => state.link === 'live')
  const saved = useLive(state => state.draftSaved)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another language does not make another draft
  useEffect(() => {
    const opened = openDraft(keptOf(agentId), callId, seam)
    setKeeper(opened)
    const hidden = () => document.visibilityState === 'hidden' && opened.saveNow()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      void opened.close()
    }
  }, [agentId, callId])
  useEffect(() => {
    if (live) keeper?.lookAgain()
  }, [live, keeper])
  useEffect(() => {
    if (saved?.callId === callId) keeper?.told(saved.updatedAt)
  }, [saved, callId, keeper])

  const state = useSyncExternalStore(keeper?.subscribe ?? silent, () => keeper?.getState() ?? empty)
  return [state, changes => keeper?.edit(changes)]
}

/** Whenever the connection is there: saves what was left in this browser by calls that are over, as far as the server takes it. */
export const useLeftDrafts = (agentId: string, callId: string | null): void => {
  const { t } = useLanguage()
  const seam = t('draft_seam')
  const live = useLive(state => state.link === 'live')
  const kept = useMemo(() => keptOf(agentId), [agentId])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language does not make another draft
  useEffect(() => {
    if (!live) return
    for (const left of kept.calls()) if (left !== callId) void openDraft(kept, left, seam).close()
  }, [live, kept, callId])
}
