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

type AttemptsRoute = paths['/api/visits/attempts']['get']
export type Attempts = AttemptsRoute['responses'][200]['content']['application/json']
export type AttemptsQuery = AttemptsRoute['parameters']['query']
export type Purpose = Attempts['campaigns'][number]['purpose']

/** Attempts of days by hour, agent and outcome. Throws an ApiError. */
export const fetchAttempts = async (query: AttemptsQuery): Promise<Attempts> => {
  const { data, error } = await reached(api.GET('/api/visits/attempts', { params: { query } }))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}
