import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

export type Unusual = paths['/api/visits/unusual']['get']['responses'][200]['content']['application/json']
export type SeenRow = Omit<Unusual['units'][number], 'unit'>

/** Ratings of a span (UTC ms) by unit and visitor, changed and ruled upon. Throws an ApiError. */
export const fetchUnusual = async (from: number, to: number): Promise<Unusual> => {
  const { data, error } = await reached(api.GET('/api/visits/unusual', { params: { query: { from, to } } }))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}
