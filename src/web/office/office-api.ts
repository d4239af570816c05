import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Json<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never
type Sent = paths['/api/cases/{caseNo}/steps']['post']['requestBody']['content']['application/json']

export type QueueCounts = Json<'/api/office/queues'>
export type QueueName = QueueCounts['queues'][number]['name']
export type PlannedDue = Json<'/api/cases/{caseNo}/due'>
/** What may be asked of a case. */
export type Wish = Sent['wish']

const answered = async <T>(request: Promise<{ data?: T; error?: unknown }>): Promise<T> => {
  const { data, error } = await reached(request)
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** All of these throw an ApiError. */
export const fetchQueueCounts = (): Promise<QueueCounts> => answered(api.GET('/api/office/queues'))

export const fetchQueue = async (name: QueueName) =>
  (await answered(api.GET('/api/office/queues/{name}', { params: { path: { name } } }))).cases

/** When a case would be due if it were dispatched now. */
export const fetchDue = (caseNo: string): Promise<PlannedDue> =>
  answered(api.GET('/api/cases/{caseNo}/due', { params: { path: { caseNo } } }))

/** Does a step; `seen`: the version that is before the reader's eyes. */
export const doStep = (caseNo: string, wish: Wish, seen: number) =>
  answered(api.POST('/api/cases/{caseNo}/steps', { params: { path: { caseNo } }, body: { wish, seen } }))
