import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Answer = paths['/api/missed-calls']['get']['responses'][200]['content']['application/json']

/** A number that waits to be rung back. */
export type RingBack = Answer['missed'][number]

/** At most this many are asked for. */
export const mostRingBacks = 200

/** Numbers to ring back, oldest first. Throws an ApiError. */
export const fetchRingBacks = async (): Promise<readonly RingBack[]> => {
  const { data, error } = await reached(
    api.GET('/api/missed-calls', { params: { query: { open: true, limit: mostRingBacks } } }),
  )
  if (data === undefined) throw new ApiError(codeOf(error))
  return data.missed
}
