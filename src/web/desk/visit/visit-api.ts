import { ApiError, api, codeOf, reached } from '../../api/api.ts'
import type { paths } from '../../api-types.ts'

export type Visit = paths['/api/visits/current']['get']['responses'][200]['content']['application/json']
export type ToConclude = paths['/api/visits/conclusion']['post']['requestBody']['content']['application/json']

/** The visit that this agent makes now. Throws an ApiError, as the other. */
export const fetchVisit = async (): Promise<Visit> => {
  const { data, error } = await reached(api.GET('/api/visits/current'))
  if (!data) throw new ApiError(codeOf(error))
  return data
}

/** Says what came of it; the answer tells whether the case is done again. */
export const concludeVisit = async (body: ToConclude): Promise<{ readonly redo: string | null }> => {
  const { data, error } = await reached(api.POST('/api/visits/conclusion', { body }))
  if (!data) throw new ApiError(codeOf(error))
  return data
}
