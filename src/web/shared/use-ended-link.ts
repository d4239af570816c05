import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLive } from '../live/use-live.tsx'
import { forgetSession } from '../session/use-session.ts'

/** Leads to the sign-in page when the server says that nobody is signed in here any more. */
export const useEndedLink = (): void => {
  const queries = useQueryClient()
  const signedOut = useLive(state => state.link === 'ended' && state.cut === 'signed_out')
  useEffect(() => {
    if (signedOut) forgetSession(queries)
  }, [signedOut, queries])
}
