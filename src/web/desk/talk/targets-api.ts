import type { CallTargetsView } from '../../../wire/views.ts'
import { ApiError, api, codeOf, reached } from '../../api/api.ts'

/** Whom this agent can call now. Throws an ApiError. */
export const fetchCallTargets = async (): Promise<CallTargetsView> => {
  const { data, error } = await reached(api.GET('/api/call-targets'))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}
