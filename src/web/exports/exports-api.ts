import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

export type Exports = paths['/api/exports']['get']['responses'][200]['content']['application/json']
export type Version = Exports['versions'][number]
export type Delivery = Version['deliveries'][number]

/** How the nightly export fares. Throws an ApiError. */
export const fetchExports = async (): Promise<Exports> => {
  const { data, error } = await reached(api.GET('/api/exports', { params: { query: {} } }))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** Has all days that are not final looked at now. Throws an ApiError. */
export const beginExport = async (): Promise<void> => {
  const { data, error } = await reached(api.POST('/api/exports'))
  if (data === undefined) throw new ApiError(codeOf(error))
}
