import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Answer = paths['/api/waiting']['get']['responses'][200]['content']['application/json']

/** The number of a caller who waits. */
export type WaitingNumber = Answer['waiting'][number]

/** Numbers of the callers who wait now, by call. Throws an ApiError. */
export const fetchWaitingNumbers = async (): Promise<ReadonlyMap<string, WaitingNumber>> => {
  const { data, error } = await reached(api.GET('/api/waiting'))
  if (data === undefined) throw new ApiError(codeOf(error))
  return new Map(data.waiting.map(row => [row.callId, row]))
}
