import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { stateNow } from '../../../domain/knowledge/article.ts'
import type { ArticleWish } from '../../../domain/knowledge/article-step.ts'
import { soughtIn } from '../../../domain/knowledge/query.ts'
import type { KnowledgeAnswer } from '../../../engine/knowledge/knowledge-desk.ts'
import type { ArticleRow } from '../../../engine/knowledge/knowledge-store.ts'
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
  ArticleOwnersSchema,
  ArticleQuerySchema,
  ArticleStepSchema,
  ArticleVersionsQuerySchema,
  ArticleVersionsSchema,
  FeedbackIdSchema,
  FeedbackListQuerySchema,
  FeedbackSchema,
  HandOverSchema,
  NewArticleSchema,
  OpenFeedbackSchema,
  PublicArticleSchema,
  PublicArticlesSchema,
  PublicQuerySchema,
  ResolutionSchema,
} from '../knowledge-schemas.ts'
import { failures } from '../schemas.ts'

const usualLimit = 20
const versionsAtOnce = 10
/** Of one article, the last of each; older ones are kept and not shown. */
const mostHistory = 50
const mostComplaints = 50

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
  const placeOf = (cursor: string | undefined) => {
    const place = cursor === undefined ? undefined : fromArticleCursor(cursor)
    if (place === null) throw new ApiError('bad_request')
    return place
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
      const after = placeOf(cursor)
      const rows = await read.articles({
        ...(state && { state }),
        ...(module && { module }),
        ...(dueBefore !== undefined && { dueBefore }),
        ...((mine || !mayEditKnowledge(viewer)) && { author: viewer.name }),
        ...(after && { after }),
        limit: limit + 1,
      })
      const last = rows[limit - 1]
      const endsAt = (row: ArticleRow) =>
        dueBefore === undefined ? row.changedAt : (row.content.expiresAt ?? row.content.reviewAt ?? 0)
      const next = rows.length > limit && last ? toArticleCursor({ at: endsAt(last), id: last.id }) : null
      return { articles: rows.slice(0, limit).map(row => articleReply(row, clock.now())), next }
    },
  )

  app.get(
    '/api/articles/:id',
    {
      schema: {
        summary: 'One article with what readers say of it and its history, the last fifty of each',
        tags,
        params: ArticleIdSchema,
        response: { 200: ArticleDetailSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const article = await readable(request, request.params.id)
      const [complaints, useful, facts] = await Promise.all([
        read.articleComplaints(article.id, mostComplaints),
        read.articleUseful(article.id),
        read.articleFacts(article.id, mostHistory),
      ])
      const seesAll = mayEditKnowledge(viewer) || article.owner === viewer.name
      return {
        article: articleReply(article, clock.now()),
        useful,
        feedback: complaints.filter(({ by }) => seesAll || by === viewer.name).map(each => ({ ...each })),
        history: facts.map(historyReply),
      }
    },
  )

  app.get(
    '/api/articles/:id/versions',
    {
      schema: {
        summary: 'The contents that an article had, the latest first',
        tags,
        params: ArticleIdSchema,
        querystring: ArticleVersionsQuerySchema,
        response: { 200: ArticleVersionsSchema, ...failures },
      },
    },
    async request => {
      const { id } = await readable(request, request.params.id)
      const { before, limit = versionsAtOnce } = request.query
      const page = { ...(before !== undefined && { before }), limit: limit + 1 }
      const found = await read.articleVersions(id, page)
      const versions = found.slice(0, limit)
      return {
        versions: versions.map(each => ({ ...each, content: contentReply(each.content) })),
        next: found.length > limit ? (versions.at(-1)?.version ?? null) : null,
      }
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

  app.get(
    '/api/article-owners',
    {
      schema: {
        summary: 'Who can look after articles, by name',
        tags,
        response: { 200: ArticleOwnersSchema, ...failures },
      },
    },
    async request => {
      editorOnly(request)
      const editors = (await read.housePeople()).filter(mayEditKnowledge)
      return { owners: editors.map(({ name, displayName }) => ({ name, displayName })) }
    },
  )

  app.post(
    '/api/articles/:id/hand-over',
    {
      schema: {
        summary: 'Give it to another owner; refused (article_changed) where it has another one meanwhile',
        tags,
        params: ArticleIdSchema,
        body: HandOverSchema,
        response: changes,
      },
    },
    async (request, reply) => {
      const wish: ArticleWish = { does: 'hand_over', ...request.body }
      return reply.code(204).send(done(await desk().change(viewerOf(request), request.params.id, wish)))
    },
  )

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
        querystring: FeedbackListQuerySchema,
        response: { 200: OpenFeedbackSchema, ...failures },
      },
    },
    async request => {
      editorOnly(request)
      const { cursor, limit = usualLimit } = request.query
      const found = await read.openFeedback(limit + 1, placeOf(cursor))
      const feedback = found.slice(0, limit)
      const last = feedback.at(-1)
      const next = found.length > limit && last ? toArticleCursor(last) : null
      return { feedback: feedback.map(each => ({ ...each })), next }
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
