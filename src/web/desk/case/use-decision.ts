import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type CallDecision, fetchDecision } from '../../cases/case-api.ts'
import { useLive } from '../../live/use-live.tsx'

const keyOf = (callId: string) => ['decision', callId]
export const undecidedKey = ['undecided']

/**
 * What the call came to so far, null while that is not known. Asked again when the connection is back and when the draft has become
 * blank: then another page of the agent may have registered it. Not with each saving, which comes every second of every desk.
 */
export const useDecision = (callId: string, isBlank: boolean): readonly [CallDecision | null, () => Promise<void>] => {
  const client = useQueryClient()
  const live = useLive(state => state.link === 'live')
  const { data = null } = useQuery({ queryKey: keyOf(callId), queryFn: () => fetchDecision(callId), retry: 2 })
  const known = data !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known is asked again, what is not is being asked for
  useEffect(() => {
    if (live && isBlank && known) void client.invalidateQueries({ queryKey: keyOf(callId) })
  }, [client, callId, live, isBlank])
  const refresh = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: keyOf(callId) })
    void client.invalidateQueries({ queryKey: undecidedKey })
  }
  return [data, refresh]
}
