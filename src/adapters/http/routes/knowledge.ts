import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { stateNow } from '../../../domain/knowledge/article.ts'
import type { ArticleWish } from '../../../domain/knowledge/article-step.ts'
import { soughtIn } from '../../../domain/knowledge/query.ts'
import type { KnowledgeAnswer } from '../../../engine/knowledge/knowledge-desk.ts'
import { mayEditKnowledge, mayRead } from '../../../engine/knowledge/rights.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import {
  articleReply,
  contentReply,
  fromArticleCursor,
  historyReply,
  publicReply,
  toArticleCursor,
} from '../knowledge-replies.ts'
import {
  AnswerSchema,
  ArticleDetailSchema,
  ArticleEditSchema,
  ArticleFoundSchema,
  ArticleIdSchema,
  ArticleListQuerySchema,
  ArticleListSchema,
  ArticleNoteSchema,
  ArticleQuerySchema,
  ArticleStepSchema,
  ArticleVersionsSchema,
  FeedbackIdSchema,
  FeedbackSchema,
  NewArticleSchema,
  OpenFeedbackSchema,
  PublicArticleSchema,
  PublicArticlesSchema,
  PublicQuerySchema,
  ResolutionSchema,
} from '../knowledge-schemas.ts'
import { failures } from '../schemas.ts'

const usualLimit = 20
const mostOpenFeedback = 200

/** Twenty thousand characters of any alphabet, with what JSON adds to them. */
const bodyLimit = 256 * 1024

const done = (answer: KnowledgeAnswer): null => {
  if (answer !== null) throw new ApiError(answer)
  return null
}
const changes = { 204: Type.Null(), ...failures }
const tags = ['knowledge']

/** The knowledge base for those who work here. Who may do what with an article stands in its table; the routes only pass it on. */
export const knowledgeRoutes = (app: App, { store, clock, knowledgeDesk }: ServerParts): void => {
  const desk = () => {
    if (!knowledgeDesk) throw new ApiError('not_found')
    return knowledgeDesk
  }
  const { read } = store
  const editorOnly = (request: FastifyRequest) => {
    if (!mayEditKnowledge(viewerOf(request))) throw new ApiError('forbidden')
  }
  const readable = async (request: FastifyRequest, id: string) => {
    const article = await read.article(id)
    if (article === null || !mayRead(viewerOf(request), article)) throw new ApiError('not_found')
    return article
  }

  app.get(
    '/api/articles',
    {
      schema: {
        summary: 'Articles by words, the best first; what has expired comes last. Without words the latest',
        tags,
        querystring: ArticleQuerySchema,
        response: { 200: ArticleFoundSchema, ...failures },
      },
    },
    async request => {
      const { q = '', module, limit = usualLimit } = request.query
      const now = clock.now()
      const sought = soughtIn(q)
      const nothing = q.trim() !== '' && sought.length === 0
      const modules = module && { module: [module] }
      const rows = nothing ? [] : await read.searchArticles({ sought, ...modules, validOnly: false, now, limit })
      return { articles: rows.map(row => articleReply(row, now)) }
    },
  )

  app.get(
    '/api/article-list',
    {
      schema: {
        summary: 'Articles in any state, the latest changed first; for who is no editor, his own',
        tags,
        querystring: ArticleListQuerySchema,
        response: { 200: ArticleListSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const { state, module, dueBefore, mine = false, cursor, limit = usualLimit } = request.query
      const before = cursor === undefined ? undefined : fromArticleCursor(cursor)
      if (before === null) throw new ApiError('bad_request')
      const rows = await read.articles({
        ...(state && { state }),
        ...(module && { module }),
        ...(dueBefore !== undefined && { dueBefore }),
        ...((mine || !mayEditKnowledge(viewer)) && { author: viewer.name }),
        ...(before && { before }),
        limit: limit + 1,
      })
      const last = rows[limit - 1]
      const next = rows.length > limit && last && dueBefore === undefined ? toArticleCursor(last) : null
      return { articles: rows.slice(0, limit).map(row => articleReply(row, clock.now())), next }
    },
  )

  app.get(
    '/api/articles/:id',
    {
      schema: {
        summary: 'One article with what readers say of it and its history',
        tags,
        params: ArticleIdSchema,
        response: { 200: ArticleDetailSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const article = await readable(request, request.params.id)
      const [feedback, facts] = await Promise.all([read.articleFeedback(article.id), read.articleFacts(article.id)])
      const seesAll = mayEditKnowledge(viewer) || article.owner === viewer.name
      return {
        article: articleReply(article, clock.now()),
        useful: feedback.filter(({ kind }) => kind === 'useful').length,
        feedback: feedback
          .filter(({ kind, by }) => kind !== 'useful' && (seesAll || by === viewer.name))
          .map(each => ({ ...each })),
        history: facts.map(historyReply),
      }
    },
  )

  app.get(
    '/api/articles/:id/versions',
    {
      schema: {
        summary: 'Every content that an article had, the latest first',
        tags,
        params: ArticleIdSchema,
        response: { 200: ArticleVersionsSchema, ...failures },
      },
    },
    async request => {
      const { id } = await readable(request, request.params.id)
      const versions = await read.articleVersions(id)
      return { versions: versions.map(each => ({ ...each, content: contentReply(each.content) })) }
    },
  )

  app.post(
    '/api/articles',
    {
      bodyLimit,
      schema: {
        summary: 'Propose an article: a draft; asking twice with one id makes one',
        tags,
        body: NewArticleSchema,
        response: changes,
      },
    },
    async (request, reply) => reply.code(204).send(done(await desk().draft(viewerOf(request), request.body))),
  )

  app.post(
    '/api/articles/from-answer',
    {
      bodyLimit,
      schema: { summary: 'Make a draft of an answer', tags, body: AnswerSchema, response: changes },
    },
    async (request, reply) => {
      const { id, caseNo, ...answer } = request.body
      const of = caseNo === null ? null : parseCaseNumber(caseNo)
      return reply.code(204).send(done(await desk().draftAnswer(viewerOf(request), id, answer, of)))
    },
  )

  app.put(
    '/api/articles/:id',
    {
      bodyLimit,
      schema: {
        summary: 'Another content; refused (article_changed) where the article is not the version it was based on',
        tags,
        params: ArticleIdSchema,
        body: ArticleEditSchema,
        response: changes,
      },
    },
    async (request, reply) => {
      const wish = { does: 'edit', ...request.body } as const
      return reply.code(204).send(done(await desk().change(viewerOf(request), request.params.id, wish)))
    },
  )

  const step = (path: string, summary: string, does: 'submit' | 'publish') =>
    app.post(
      `/api/articles/:id/${path}`,
      { schema: { summary, tags, params: ArticleIdSchema, body: ArticleStepSchema, response: changes } },
      async (request, reply) => {
        const wish: ArticleWish = { does, ...request.body }
        return reply.code(204).send(done(await desk().change(viewerOf(request), request.params.id, wish)))
      },
    )
  const noted = (path: string, summary: string, does: 'send_back' | 'withdraw') =>
    app.post(
      `/api/articles/:id/${path}`,
      { schema: { summary, tags, params: ArticleIdSchema, body: ArticleNoteSchema, response: changes } },
      async (request, reply) => {
        const wish: ArticleWish = { does, ...request.body }
        return reply.code(204).send(done(await desk().change(viewerOf(request), request.params.id, wish)))
      },
    )
  step('submit', 'Give a draft to review', 'submit')
  step('publish', 'Publish what was reviewed, or what had expired and has another date', 'publish')
  noted('send-back', 'Give it back to whoever wrote it', 'send_back')
  noted('withdraw', 'Take it out of what readers find', 'withdraw')

  app.put(
    '/api/articles/:id/feedback',
    {
      schema: {
        summary: 'Say that an article is useful, wrong or outdated; the same id again adds a note',
        tags,
        params: ArticleIdSchema,
        body: FeedbackSchema,
        response: changes,
      },
    },
    async (request, reply) =>
      reply.code(204).send(done(await desk().feedback(viewerOf(request), request.params.id, request.body))),
  )

  app.get(
    '/api/article-feedback',
    {
      schema: {
        summary: 'What readers found wrong and nobody has resolved, the oldest first',
        tags,
        response: { 200: OpenFeedbackSchema, ...failures },
      },
    },
    async request => {
      editorOnly(request)
      return { feedback: (await read.openFeedback(mostOpenFeedback)).map(each => ({ ...each })) }
    },
  )

  app.put(
    '/api/article-feedback/:feedbackId',
    {
      schema: {
        summary: 'Resolve what a reader found wrong',
        tags,
        params: FeedbackIdSchema,
        body: ResolutionSchema,
        response: changes,
      },
    },
    async (request, reply) =>
      reply.code(204).send(done(await desk().resolve(viewerOf(request), request.params.feedbackId, request.body))),
  )
}

/** A page of a citizen asks a few times; a list of all articles is no secret. */
const publicPerMinute = 120
const publicLimit = 20
const publicModules = ['enterprise', 'public'] as const

/** What anybody may read: published policies for enterprises and notices to the public, while they hold. */
export const publicKnowledgeRoutes = (app: App, { store, clock }: ServerParts): void => {
  const perAddress = app.createRateLimit({ max: publicPerMinute, timeWindow: 60_000 })
  const preHandler = async (request: FastifyRequest) => {
    const tried = await perAddress(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
  }

  app.get(
    '/api/public/articles',
    {
      schema: {
        summary: 'Published policies and notices by words; without words the latest',
        tags,
        querystring: PublicQuerySchema,
        response: { 200: PublicArticlesSchema, ...failures },
      },
      preHandler,
    },
    async request => {
      const { q = '', module } = request.query
      const sought = soughtIn(q)
      if (q.trim() !== '' && sought.length === 0) return { articles: [] }
      const asked = { sought, module: module ? [module] : publicModules, validOnly: true, now: clock.now() }
      return { articles: (await store.read.searchArticles({ ...asked, limit: publicLimit })).map(publicReply) }
    },
  )

  app.get(
    '/api/public/articles/:id',
    {
      schema: {
        summary: 'One published policy or notice',
        tags,
        params: ArticleIdSchema,
        response: { 200: PublicArticleSchema, ...failures },
      },
      preHandler,
    },
    async request => {
      const found = await store.read.article(request.params.id)
      const now = clock.now()
      if (found === null || stateNow(found.state, found.content, now) !== 'published') throw new ApiError('not_found')
      const { module, validFrom } = found.content
      if (module === 'general' || (validFrom !== null && validFrom > now)) throw new ApiError('not_found')
      return publicReply(found)
    },
  )
}
