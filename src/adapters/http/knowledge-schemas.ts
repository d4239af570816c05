import { type Static, Type } from 'typebox'
import { articleModules, articleStates } from '../../domain/knowledge/article.ts'
import { feedbackKinds, feedbackResolutions } from '../../domain/knowledge/feedback.ts'

const strict = { additionalProperties: false } as const
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'UTC ms' })
const line = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\r\\n\\u0000]*$' })
const id = Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' })
const module = Type.Enum([...articleModules])
const state = Type.Enum([...articleStates])
const version = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const note = Type.String({ maxLength: 1_000 })

const content = Type.Object(
  {
    module,
    title: line(200),
    questions: Type.Array(line(200), { maxItems: 20, description: 'how citizens ask for it' }),
    body: Type.String({ maxLength: 20_000, description: 'plain text; addresses of governments only' }),
    source: Type.Object({ number: line(100), issuer: line(100), url: line(500) }, strict),
    unit: line(100),
    topics: Type.Array(line(40), { maxItems: 20 }),
    validFrom: nullable(instant),
    expiresAt: nullable(instant),
    reviewAt: nullable(instant),
  },
  strict,
)

export const ArticleIdSchema = Type.Object({ id }, strict)

export const ArticleQuerySchema = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    module: Type.Optional(module),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
  },
  strict,
)

export const ArticleListQuerySchema = Type.Object(
  {
    state: Type.Optional(state),
    module: Type.Optional(module),
    dueBefore: Type.Optional(instant),
    mine: Type.Optional(Type.Boolean()),
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  strict,
)

const article = Type.Object(
  {
    id: Type.String(),
    state,
    version,
    content,
    author: Type.String(),
    owner: Type.String(),
    caseNo: nullable(Type.String({ description: 'of the case whose answer it was made of' })),
    changedAt: instant,
    changedBy: Type.String(),
    submittedAt: nullable(instant),
    publishedAt: nullable(instant),
  },
  strict,
)
export type ArticleReply = Static<typeof article>

export const ArticleFoundSchema = Type.Object({ articles: Type.Array(article) }, strict)
export const ArticleListSchema = Type.Object({ articles: Type.Array(article), next: nullable(Type.String()) }, strict)

const feedback = Type.Object(
  {
    id: Type.String(),
    articleId: Type.String(),
    version,
    kind: Type.Enum([...feedbackKinds]),
    note: Type.String(),
    by: Type.String(),
    at: instant,
    resolution: nullable(Type.Enum([...feedbackResolutions])),
    resolvedBy: nullable(Type.String()),
    resolvedAt: nullable(instant),
    resolvedNote: nullable(Type.String()),
  },
  strict,
)

export const ArticleDetailSchema = Type.Object(
  {
    article,
    useful: Type.Integer(),
    feedback: Type.Array(feedback),
    history: Type.Array(
      Type.Object(
        { kind: Type.String(), at: instant, by: nullable(Type.String()), note: nullable(Type.String()) },
        strict,
      ),
    ),
  },
  strict,
)

export const ArticleVersionsSchema = Type.Object(
  {
    versions: Type.Array(
      Type.Object({ version, content, by: Type.String(), at: instant, note: Type.String() }, strict),
    ),
    next: nullable(Type.Integer({ description: 'the version before which the next page begins' })),
  },
  strict,
)

export const ArticleVersionsQuerySchema = Type.Object(
  { before: Type.Optional(version), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })) },
  strict,
)

export const NewArticleSchema = Type.Object({ id, content }, strict)
export const AnswerSchema = Type.Object(
  {
    id,
    title: line(200),
    question: Type.String({ maxLength: 20_000 }),
    answer: Type.String({ maxLength: 8_000, pattern: '\\S' }),
    unit: line(100),
    enterprise: Type.Boolean(),
    caseNo: nullable(Type.String({ maxLength: 40 })),
  },
  strict,
)
export const ArticleEditSchema = Type.Object({ basedOn: version, content, note }, strict)
export const ArticleStepSchema = Type.Object({ basedOn: version }, strict)
export const HandOverSchema = Type.Object(
  {
    basedOn: version,
    from: Type.String({ maxLength: 64, description: 'the owner before your eyes' }),
    owner: Type.String({ minLength: 1, maxLength: 64 }),
    note: Type.String({ maxLength: 1_000, description: 'why; both are told' }),
  },
  strict,
)
export const ArticleOwnersSchema = Type.Object(
  { owners: Type.Array(Type.Object({ name: Type.String(), displayName: Type.String() }, strict)) },
  strict,
)
export const ArticleNoteSchema = Type.Object({ basedOn: version, note }, strict)

export const FeedbackSchema = Type.Object({ feedbackId: id, feedback: Type.Enum([...feedbackKinds]), note }, strict)
export const FeedbackIdSchema = Type.Object({ feedbackId: id }, strict)
export const ResolutionSchema = Type.Object({ resolution: Type.Enum([...feedbackResolutions]), note }, strict)
export const FeedbackListQuerySchema = Type.Object(
  {
    cursor: Type.Optional(Type.String({ maxLength: 200 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  strict,
)
export const OpenFeedbackSchema = Type.Object(
  {
    feedback: Type.Array(Type.Object({ ...feedback.properties, title: Type.String(), owner: Type.String() }, strict)),
    next: nullable(Type.String()),
  },
  strict,
)

/** What the public may know of an article: no name of anybody who works here. */
const publicArticle = Type.Object(
  {
    id: Type.String(),
    module,
    title: Type.String(),
    body: Type.String(),
    source: content.properties.source,
    unit: Type.String(),
    topics: Type.Array(Type.String()),
    expiresAt: nullable(instant),
    publishedAt: nullable(instant),
  },
  strict,
)
export const PublicArticleSchema = publicArticle
export const PublicArticlesSchema = Type.Object({ articles: Type.Array(publicArticle) }, strict)
export const PublicQuerySchema = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200 })),
    module: Type.Optional(Type.Enum(['enterprise', 'public'])),
  },
  strict,
)
