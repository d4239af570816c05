import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

type Json<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

export type Article = Json<'/api/articles', 'get'>['articles'][number]
export type ArticleContent = Article['content']
export type ArticleModule = ArticleContent['module']
export type ArticleState = Article['state']
export type ArticleDetail = Json<'/api/articles/{id}', 'get'>
export type ArticleVersion = Json<'/api/articles/{id}/versions', 'get'>['versions'][number]
export type OpenFeedback = Json<'/api/article-feedback', 'get'>['feedback'][number]
export type FeedbackKind = OpenFeedback['kind']

const answered = async <T>(request: Promise<{ data?: T; error?: unknown }>): Promise<T> => {
  const { data, error } = await reached(request)
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}
const done = async (request: Promise<{ error?: unknown; response: Response }>): Promise<void> => {
  const { error, response } = await reached(request)
  if (!response.ok) throw new ApiError(codeOf(error))
}
const of = (id: string) => ({ path: { id } })

/** A new name for an article or a word on one, the same for every try. */
export const newId = (): string => crypto.randomUUID()

/** Articles that fit what was typed, the best first. All of these throw an ApiError. */
export const searchArticles = async (q: string): Promise<readonly Article[]> =>
  (await answered(api.GET('/api/articles', { params: { query: q === '' ? {} : { q } } }))).articles

export const listArticles = (query: {
  state?: ArticleState
  module?: ArticleModule
  dueBefore?: number
  cursor?: string
}) => answered(api.GET('/api/article-list', { params: { query } }))

export const fetchArticle = (id: string) => answered(api.GET('/api/articles/{id}', { params: of(id) }))

/** The contents an article had, the latest first, those before a version. */
export const fetchVersions = (id: string, before: number | null) =>
  answered(api.GET('/api/articles/{id}/versions', { params: { ...of(id), query: before === null ? {} : { before } } }))

export const proposeArticle = (id: string, content: ArticleContent) =>
  done(api.POST('/api/articles', { body: { id, content } }))

export const editArticle = (id: string, body: { basedOn: number; content: ArticleContent; note: string }) =>
  done(api.PUT('/api/articles/{id}', { params: of(id), body }))

/** What an editor does with an article beside writing it. */
export type ArticleStep = 'submit' | 'publish' | 'send-back' | 'withdraw'

export const stepArticle = (id: string, step: ArticleStep, basedOn: number, note: string): Promise<void> => {
  const params = of(id)
  if (step === 'submit') return done(api.POST('/api/articles/{id}/submit', { params, body: { basedOn } }))
  if (step === 'publish') return done(api.POST('/api/articles/{id}/publish', { params, body: { basedOn } }))
  if (step === 'withdraw') return done(api.POST('/api/articles/{id}/withdraw', { params, body: { basedOn, note } }))
  return done(api.POST('/api/articles/{id}/send-back', { params, body: { basedOn, note } }))
}

export const sayOfArticle = (id: string, feedbackId: string, feedback: FeedbackKind, note: string) =>
  done(api.PUT('/api/articles/{id}/feedback', { params: of(id), body: { feedbackId, feedback, note } }))

export const draftAnswer = (body: {
  id: string
  title: string
  question: string
  answer: string
  enterprise: boolean
}) => done(api.POST('/api/articles/from-answer', { body: { ...body, unit: '', caseNo: null } }))

export const fetchOpenFeedback = (cursor: string | null) =>
  answered(api.GET('/api/article-feedback', { params: { query: cursor === null ? {} : { cursor } } }))

/** Who can look after articles. */
export const fetchOwners = async () => (await answered(api.GET('/api/article-owners'))).owners

/** Somebody else looks after it from now on. `from`: who does as far as is known here. */
export const handOver = (id: string, body: { basedOn: number; from: string; owner: string; note: string }) =>
  done(api.POST('/api/articles/{id}/hand-over', { params: of(id), body }))

export type MyContact = Json<'/api/my-contact', 'get'>

export const fetchMyContact = (): Promise<MyContact> => answered(api.GET('/api/my-contact'))

export const saveMyContact = (body: { mobile: string; email: string; seen: number }): Promise<MyContact> =>
  answered(api.PUT('/api/my-contact', { body }))

export const resolveFeedback = (feedbackId: string, resolution: 'changed' | 'kept') =>
  done(
    api.PUT('/api/article-feedback/{feedbackId}', { params: { path: { feedbackId } }, body: { resolution, note: '' } }),
  )
