import { ApiError, api, codeOf, reached } from '../../api/api.ts'
import type { paths } from '../../api-types.ts'

/** What a shift leader asks for an agent. */
export type LeadCommand = NonNullable<
  paths['/api/agents/{id}/lead']['post']['requestBody']
>['content']['application/json']

/** Gives a command about an agent. Throws an ApiError with the code of the refusal. */
export const lead = async (agentId: string, command: LeadCommand): Promise<void> => {
  const { error } = await reached(
    api.POST('/api/agents/{id}/lead', { params: { path: { id: agentId } }, body: command }),
  )
  if (error !== undefined) throw new ApiError(codeOf(error))
}
