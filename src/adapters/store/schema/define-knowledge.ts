import type { ArticleContent, ArticleModule, ArticleState } from '../../../domain/knowledge/article.ts'
import type { DraftOrigin } from '../../../domain/knowledge/article-facts.ts'
import type { FeedbackKind, FeedbackResolution } from '../../../domain/knowledge/feedback.ts'
import { sql } from '../drizzle.ts'
import type { Dialect } from './vocabulary.ts'

/**
 * The knowledge base: projections of the ledger like the tables of cases. What finds articles by words is beside these, in
 * article-search.ts.
 */
export const defineKnowledge = ({ table, index, unique, text, int, id, instant, json }: Dialect) => {
  const articles = table(
    'articles',
    {
      id: text().primaryKey(),
      /** The sequence of the fact that made it: its place in the index of words. */
      row: int().notNull(),
      module: text().$type<ArticleModule>().notNull(),
      title: text().notNull(),
      state: text().$type<ArticleState>().notNull(),
      version: int().notNull(),
      content: json<ArticleContent>().notNull(),
      origin: json<DraftOrigin>().notNull(),
      author: text().notNull(),
      owner: text().notNull(),
      validFrom: instant(),
      expiresAt: instant(),
      reviewAt: instant(),
      changedAt: instant().notNull(),
      changedBy: text().notNull(),
      submittedAt: instant(),
      publishedAt: instant(),
      /** When its owner was told that it waits for him; null: not since it was last changed. */
      remindedAt: instant(),
    },
    t => [
      unique('articles_row').on(t.row),
      // all that a search asks of an article, so that it reads no text of those it does not show
      index('articles_found').on(t.row, t.state, t.expiresAt, t.validFrom, t.module),
      index('articles_changed').on(t.changedAt, t.id),
      index('articles_state').on(t.state, t.changedAt, t.id),
      index('articles_author').on(t.author, t.changedAt, t.id),
      index('articles_expiry').on(t.state, t.expiresAt),
      index('articles_review').on(t.state, t.reviewAt),
      index('articles_waiting').on(t.state, t.submittedAt),
    ],
  )

  /** Every content that an article ever had. */
  const articleVersions = table(
    'article_versions',
    {
      id: id().primaryKey(),
      articleId: text().notNull(),
      version: int().notNull(),
      content: json<ArticleContent>().notNull(),
      by: text().notNull(),
      at: instant().notNull(),
      note: text().notNull(),
    },
    t => [unique('article_versions_of').on(t.articleId, t.version)],
  )

  const articleFeedback = table(
    'article_feedback',
    {
      id: text().primaryKey(),
      articleId: text().notNull(),
      version: int().notNull(),
      kind: text().$type<FeedbackKind>().notNull(),
      note: text().notNull(),
      by: text().notNull(),
      at: instant().notNull(),
      resolution: text().$type<FeedbackResolution>(),
      resolvedBy: text(),
      resolvedAt: instant(),
      resolvedNote: text(),
    },
    t => [
      index('article_feedback_article').on(t.articleId, t.at),
      index('article_feedback_open').on(t.at, t.id).where(sql`${t.resolution} is null and ${t.kind} <> 'useful'`),
    ],
  )

  /** Which facts of the ledger are the history of an article. */
  const articleFacts = table('article_facts', { seq: int().primaryKey(), articleId: text().notNull() }, t => [
    index('article_facts_article').on(t.articleId, t.seq),
  ])

  return { articles, articleVersions, articleFeedback, articleFacts }
}
