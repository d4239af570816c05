import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Json<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never

/** A case in the in-box, with what is left of its time. */
export type BoxCase = Json<'/api/work'>['cases'][number]
export type TimeLeft = NonNullable<BoxCase['left']>
export type UnitCaseDetail = Json<'/api/cases/{caseNo}'>
export type HistoryEntry = UnitCaseDetail['history'][number]
export type CaseClock = Json<'/api/cases/{caseNo}/clock'>
export type UnitFigures = Json<'/api/unit/figures'>
export type ReplyTemplate = Json<'/api/reply-templates'>['templates'][number]
export type Wish = paths['/api/cases/{caseNo}/steps']['post']['requestBody']['content']['application/json']['wish']
export type ResultCode = Extract<Wish, { event: 'reply' }>['result']
export type ContactKind = Extract<Wish, { event: 'log_contact' }>['contact']
type Query = NonNullable<paths['/api/work']['get']['parameters']['query']>

const answered = async <T>(request: Promise<{ data?: T; error?: unknown }>): Promise<T> => {
  const { data, error } = await reached(request)
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** What must be done with a case, as the in-box is filtered. */
export const boxTabs = ['all', 'to_sign', 'to_handle', 'to_sign_off', 'waiting', 'overdue', 'assisting'] as const
export type BoxTab = (typeof boxTabs)[number]

const waiting = ['return_requested', 'suspended', 'replied', 'reply_review', 'pending_callback'] as const
const filters: Readonly<Record<BoxTab, Query>> = {
  all: { states: ['dispatched', 'signed', 'handling', ...waiting] },
  to_sign: { states: ['dispatched'] },
  to_handle: { states: ['signed', 'handling'], draftReply: false },
  to_sign_off: { states: ['signed', 'handling'], draftReply: true },
  waiting: { states: [...waiting] },
  overdue: { states: ['dispatched', 'signed', 'handling', ...waiting], overdue: true },
  assisting: { states: ['dispatched', 'signed', 'handling', ...waiting], assisting: true },
}

export const fetchBox = (tab: BoxTab, after: string | null) =>
  answered(api.GET('/api/work', { params: { query: { ...filters[tab], ...(after !== null && { after }) } } }))

export const fetchUnitCase = (caseNo: string) =>
  answered(api.GET('/api/cases/{caseNo}', { params: { path: { caseNo } } }))

export const fetchClock = (caseNo: string) =>
  answered(api.GET('/api/cases/{caseNo}/clock', { params: { path: { caseNo } } }))

export const fetchUnitFigures = () => answered(api.GET('/api/unit/figures'))

export const fetchReplyTemplates = async () => (await answered(api.GET('/api/reply-templates'))).templates

/** Does one step with a case; `seen`: the version that the reader has before his eyes. */
export const takeStep = (caseNo: string, wish: Wish, seen: number) =>
  answered(api.POST('/api/cases/{caseNo}/steps', { params: { path: { caseNo } }, body: { wish, seen } }))
