import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type CallDecision, fetchDecision } from '../../cases/case-api.ts'
import { useLive } from '../../live/use-live.tsx'

const keyOf = (callId: string) => ['decision', callId]
export const undecidedKey = ['undecided']

/** What the call came to so far, null while that is not known; asked again whenever a page of the agent saves something about the call. */
export const useDecision = (callId: string): readonly [CallDecision | null, () => Promise<void>] => {
  const client = useQueryClient()
  const live = useLive(state => state.link === 'live')
  const saved = useLive(state => state.draftSaved)
  const { data = null } = useQuery({ queryKey: keyOf(callId), queryFn: () => fetchDecision(callId), retry: 2 })
  const savedHere = saved?.callId === callId ? saved.updatedAt : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: each saving is a reason to ask, its instant says nothing
  useEffect(() => {
    if (live) void client.invalidateQueries({ queryKey: keyOf(callId) })
  }, [client, callId, live, savedHere])
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: keyOf(callId) })
    void client.invalidateQueries({ queryKey: undecidedKey })
  }
  return [data, refresh]
}
