import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../api/api.ts'
import { fetchVisit, type Visit } from './visit-api.ts'

/** What the server knows of this attempt; `failure`: the code of why it could not be read. */
export const useVisit = (
  callId: string,
): { readonly visit: Visit | null; readonly failure: string | null; again(): void } => {
  const { data, error, refetch } = useQuery({
    queryKey: ['visit', callId],
    queryFn: fetchVisit,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return {
    // asked for in the moment at which the next one came
    visit: data?.callId === callId ? data : null,
    failure: error ? (error instanceof ApiError ? error.code : 'unexpected') : null,
    again: () => void refetch(),
  }
}
