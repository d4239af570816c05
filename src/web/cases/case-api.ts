import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Json<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never
type Sent<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  requestBody: { content: { 'application/json': infer Body } }
}
  ? Body
  : never

/** A case as a list shows it; hidden where it is confidential and another agent's. */
export type ListedCase = Json<'/api/cases', 'get'>['cases'][number]
export type CaseDetail = Json<'/api/cases/{caseNo}', 'get'>
/** What a call came to, and the cases it belongs to. */
export type CallDecision = Json<'/api/calls/{id}/outcome', 'get'>
/** What is proposed for a case that is being written. */
export type Similar = Json<'/api/cases/similar', 'post'>
export type NewCase = Sent<'/api/calls/{id}/cases', 'post'>
export type OutcomeWish = Sent<'/api/calls/{id}/outcome', 'put'>
export type PersonToKeep = Sent<'/api/calls/{id}/person', 'put'>
export type SharedKind = Sent<'/api/calls/{id}/shared-number', 'put'>['shared']
export type Undecided = Json<'/api/undecided-calls', 'get'>

const answered = async <T>(request: Promise<{ data?: T; error?: unknown }>): Promise<T> => {
  const { data, error } = await reached(request)
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}
const done = async (request: Promise<{ error?: unknown; response: Response }>): Promise<void> => {
  const { error, response } = await reached(request)
  if (!response.ok) throw new ApiError(codeOf(error))
}
const ofCall = (id: string) => ({ path: { id } })

/** Cases that fit what was typed, newest first. All of these throw an ApiError. */
export const searchCases = (q: string, open: boolean, cursor: string | null) =>
  answered(
    api.GET('/api/cases', {
      params: { query: { ...(q !== '' && { q }), ...(open && { open }), ...(cursor !== null && { cursor }) } },
    }),
  )

export const fetchCase = (caseNo: string): Promise<CaseDetail> =>
  answered(api.GET('/api/cases/{caseNo}', { params: { path: { caseNo } } }))

/** A step that adds to a case and changes nothing that another has seen. */
export type AddedStep = Extract<
  Sent<'/api/cases/{caseNo}/steps', 'post'>['wish'],
  { event: 'urge' } | { event: 'supplement' }
>

export const addToCase = (caseNo: string, wish: AddedStep): Promise<void> =>
  done(api.POST('/api/cases/{caseNo}/steps', { params: { path: { caseNo } }, body: { wish, seen: null } }))

export const fetchDecision = (callId: string): Promise<CallDecision> =>
  answered(api.GET('/api/calls/{id}/outcome', { params: ofCall(callId) }))

/** Registers a case and gives its number, and why its files are not with it; the same `requestId` makes one however often it is sent. */
export const registerCase = (callId: string, body: NewCase): Promise<Json<'/api/calls/{id}/cases', 'post'>> =>
  answered(api.POST('/api/calls/{id}/cases', { params: ofCall(callId), body }))

/** Asked beside everything else: whatever the desk does goes before it. */
export const fetchSimilar = (body: Sent<'/api/cases/similar', 'post'>, signal: AbortSignal): Promise<Similar> =>
  answered(api.POST('/api/cases/similar', { body, signal, priority: 'low' }))

/** Topics and units of the house, by name. */
export const fetchUnits = () => answered(api.GET('/api/units', { priority: 'low' }))

export const fetchAttachments = async (caseNo: string) =>
  (await answered(api.GET('/api/cases/{caseNo}/attachments', { params: { path: { caseNo } } }))).attachments

export const putOutcome = (callId: string, body: OutcomeWish): Promise<void> =>
  done(api.PUT('/api/calls/{id}/outcome', { params: ofCall(callId), body }))

export const putPerson = async (callId: string, body: PersonToKeep): Promise<string> =>
  (await answered(api.PUT('/api/calls/{id}/person', { params: ofCall(callId), body }))).personId

export const putShared = (callId: string, shared: SharedKind): Promise<void> =>
  done(api.PUT('/api/calls/{id}/shared-number', { params: ofCall(callId), body: { shared } }))

/** What the reader took himself and what waits for him, the most pressing first. */
export const fetchOwnCases = async () =>
  (await answered(api.GET('/api/work', { params: { query: { states: ['registered'], taken: true } } }))).cases

export const fetchUndecided = (): Promise<Undecided> => answered(api.GET('/api/undecided-calls'))

export const fetchUndecidedCounts = async () => (await answered(api.GET('/api/undecided-calls/by-agent'))).agents
