import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Answer<Path extends '/api/campaigns' | '/api/campaigns/{id}/tasks' | '/api/tasks/{taskId}'> =
  paths[Path]['get']['responses'][200]['content']['application/json']

export type Campaigns = Answer<'/api/campaigns'>
export type CampaignRow = Campaigns['campaigns'][number]
export type Campaign = CampaignRow['campaign']
export type Tasks = Answer<'/api/campaigns/{id}/tasks'>
export type Task = Tasks['tasks'][number]
export type TaskDetail = Answer<'/api/tasks/{taskId}'>
export type TaskWish = NonNullable<paths['/api/campaigns/{id}/tasks']['get']['parameters']['query']>

const given = async <T>(request: Promise<{ data?: T; error?: unknown }>): Promise<T> => {
  const { data, error } = await reached(request)
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** All campaigns with their counts. Throws an ApiError, as all of these. */
export const fetchCampaigns = (): Promise<Campaigns> => given(api.GET('/api/campaigns'))

export const fetchTasks = (id: string, query: TaskWish): Promise<Tasks> =>
  given(api.GET('/api/campaigns/{id}/tasks', { params: { path: { id }, query } }))

export const fetchTask = (taskId: string): Promise<TaskDetail> =>
  given(api.GET('/api/tasks/{taskId}', { params: { path: { taskId } } }))

/** Sets a campaign in the place of the version that was seen. */
export const setCampaign = (campaign: Campaign, seen: number): Promise<CampaignRow> =>
  given(api.PUT('/api/campaigns/{id}', { params: { path: { id: campaign.id } }, body: { campaign, seen } }))

type AskRoute = paths['/api/campaigns/{id}/tasks-of-cases']['post']
export type CasesAsk = AskRoute['requestBody']['content']['application/json']
export type CaseConditions = CasesAsk['conditions']
export type CasesAsked = AskRoute['responses'][200]['content']['application/json']

/** Counts the cases that fit, or makes tasks of them. The same `requestId` twice makes nothing twice. */
export const askOfCases = (id: string, body: CasesAsk): Promise<CasesAsked> =>
  given(api.POST('/api/campaigns/{id}/tasks-of-cases', { params: { path: { id } }, body }))
