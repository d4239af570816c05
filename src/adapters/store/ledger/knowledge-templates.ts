import type { Fact } from '../../../domain/fact.ts'
import type { Builder } from '../db.ts'
import { eq, type SQL, sql } from '../drizzle.ts'
import type { Template } from '../query.ts'
import { hole, holes, template } from '../template.ts'

type Of<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>

/** What of a content stands in columns of its own. `document`: all of it, as JSON. */
interface Spread {
  readonly module: string
  readonly title: string
  readonly validFrom: number | null
  readonly expiresAt: number | null
  readonly reviewAt: number | null
  readonly document: string
}

/** An article's words for the index: each column's segments, parted by spaces, and the vector for PostgreSQL. */
interface Words {
  readonly articleId: string
  readonly title: string
  readonly questions: string
  readonly body: string
  readonly vector: string
}

const value = (name: string): SQL => sql`${hole(name)}`
const raw = <Values>(text: string, ...names: readonly string[]): Template<Values> => ({
  sql: text,
  holes: names.map(name => ({ name, as: 'plain' })),
})

/** The index of words is no table of drizzle's (schema/article-search.ts). The article itself is written before. */
const wordsTemplate = (dialect: Builder['dialect']): Template<Words> =>
  dialect === 'sqlite'
    ? raw(
        'insert or replace into article_words (rowid, title, questions, body) values ((select "row" from articles where id = ?), ?, ?, ?)',
        ...['articleId', 'title', 'questions', 'body'],
      )
    : raw(
        'insert into article_words (article_row, words) select "row", cast($1 as tsvector) from articles where id = $2 on conflict (article_row) do update set words = excluded.words',
        ...['vector', 'articleId'],
      )

/** The statements that write what happens to articles. */
export const knowledgeTemplates = ({ db, tables, dialect }: Builder) => {
  const { articles, articleVersions, articleFeedback, articleFacts } = tables
  const theArticle = eq(articles.id, hole('articleId'))
  const changed = { changedAt: value('at'), changedBy: value('by'), remindedAt: null }
  return {
    articleDrafted: template<Of<'article_drafted'> & Spread>(
      db
        .insert(articles)
        .values({
          ...holes('module', 'title', 'version', 'content', 'origin', 'owner', 'validFrom', 'expiresAt', 'reviewAt'),
          ...{
            id: hole('articleId'),
            row: hole('seq'),
            author: hole('by'),
            changedAt: hole('at'),
            changedBy: hole('by'),
          },
          state: 'draft',
        })
        .onConflictDoNothing(),
    ),
    articleEdited: template<Of<'article_edited'> & Spread>(
      db
        .update(articles)
        .set({
          ...changed,
          content: value('document'),
          module: value('module'),
          title: value('title'),
          version: value('version'),
          owner: value('owner'),
          validFrom: value('validFrom'),
          expiresAt: value('expiresAt'),
          reviewAt: value('reviewAt'),
        })
        .where(theArticle),
    ),
    articleVersion: template<Of<'article_edited'>>(
      db
        .insert(articleVersions)
        .values(holes('articleId', 'version', 'content', 'by', 'at', 'note'))
        .onConflictDoNothing(),
    ),
    articleWords: wordsTemplate(dialect),
    articleSubmitted: template<Of<'article_submitted'>>(
      db
        .update(articles)
        .set({ ...changed, state: 'in_review', submittedAt: value('at') })
        .where(theArticle),
    ),
    articleSentBack: template<Of<'article_sent_back'>>(
      db
        .update(articles)
        .set({ ...changed, state: 'draft' })
        .where(theArticle),
    ),
    articlePublished: template<Of<'article_published'>>(
      db
        .update(articles)
        .set({ ...changed, state: 'published', publishedAt: value('at') })
        .where(theArticle),
    ),
    articleWithdrawn: template<Of<'article_withdrawn'>>(
      db
        .update(articles)
        .set({ ...changed, state: 'withdrawn' })
        .where(theArticle),
    ),
    articleHandedOver: template<Of<'article_handed_over'>>(
      db
        .update(articles)
        .set({ owner: value('owner'), remindedAt: null })
        .where(theArticle),
    ),
    articleExpired: template<Of<'article_expired'>>(db.update(articles).set({ state: 'expired' }).where(theArticle)),
    articleReminded: template<Of<'article_reminded'>>(
      db
        .update(articles)
        .set({ remindedAt: value('at') })
        .where(theArticle),
    ),
    articleFeedbackGiven: template<Of<'article_feedback_given'>>(
      db
        .insert(articleFeedback)
        .values({
          ...holes('articleId', 'version', 'note', 'by', 'at'),
          id: hole('feedbackId'),
          kind: hole('feedback'),
        })
        .onConflictDoUpdate({
          target: articleFeedback.id,
          set: { kind: sql`excluded.kind`, note: sql`excluded.note` },
        }),
    ),
    articleFeedbackResolved: template<Of<'article_feedback_resolved'>>(
      db
        .update(articleFeedback)
        .set({
          resolution: value('resolution'),
          resolvedBy: value('by'),
          resolvedAt: value('at'),
          resolvedNote: value('note'),
        })
        .where(eq(articleFeedback.id, hole('feedbackId'))),
    ),
    articleFact: template<{ readonly seq: number; readonly articleId: string }>(
      db.insert(articleFacts).values(holes('seq', 'articleId')),
    ),
  }
}
