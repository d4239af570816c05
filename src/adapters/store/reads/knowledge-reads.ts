import type { Fact } from '../../../domain/fact.ts'
import type { ArticleFilter, ArticleHappening, KnowledgeReads } from '../../../engine/knowledge/knowledge-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, gt, isNotNull, isNull, lt, lte, ne, notInArray, type SQL, sql } from '../drizzle.ts'
import { toFact } from '../ledger/fact-row.ts'
import type { Tables } from '../schema/define.ts'

/** What of an article is read. */
export const shownArticle = ({ articles }: Tables) => {
  const { id, state, version, content, author, owner, origin } = articles
  const { changedAt, changedBy, submittedAt, publishedAt, remindedAt } = articles
  return {
    ...{ id, state, version, content, author, owner, origin },
    ...{ changedAt, changedBy, submittedAt, publishedAt, remindedAt },
  }
}

const ofFeedback = ({ articleFeedback }: Tables) => {
  const { id, articleId, version, kind, note, by, at } = articleFeedback
  const { resolution, resolvedBy, resolvedAt, resolvedNote } = articleFeedback
  return { id, articleId, version, kind, note, by, at, resolution, resolvedBy, resolvedAt, resolvedNote }
}

/** Facts of an article that are no part of its history: readers see in it what became of the text. */
const besideHistory: readonly Fact['kind'][] = ['article_feedback_given', 'article_reminded']

/** One article with what belongs to it. */
export const articleReads = ({
  db,
  tables,
}: Builder): Omit<KnowledgeReads, 'searchArticles' | 'articles' | 'openFeedback' | 'dueArticles'> => {
  const { articles, articleVersions, articleFeedback, articleFacts, facts, users } = tables
  return {
    article: async id => (await db.select(shownArticle(tables)).from(articles).where(eq(articles.id, id)))[0] ?? null,

    articleVersions(id, { before, limit }) {
      const { version, content, by, at, note } = articleVersions
      return db
        .select({ version, content, by, at, note })
        .from(articleVersions)
        .where(and(eq(articleVersions.articleId, id), before === undefined ? undefined : lt(version, before)))
        .orderBy(desc(version))
        .limit(limit)
    },

    async articleFacts(id, limit) {
      const { at, received, kind, body } = facts
      const rows = await db
        .select({ at, received, kind, body })
        .from(articleFacts)
        .innerJoin(facts, eq(facts.seq, articleFacts.seq))
        .where(and(eq(articleFacts.articleId, id), notInArray(kind, [...besideHistory])))
        .orderBy(desc(articleFacts.seq))
        .limit(limit)
      return rows.map(toFact).reverse()
    },

    articleComplaints: (id, limit) =>
      db
        .select(ofFeedback(tables))
        .from(articleFeedback)
        .where(and(eq(articleFeedback.articleId, id), ne(articleFeedback.kind, 'useful')))
        .orderBy(desc(articleFeedback.at))
        .limit(limit),

    async articleUseful(id) {
      const useful = and(eq(articleFeedback.articleId, id), eq(articleFeedback.kind, 'useful'))
      const [found] = await db.select({ n: sql<number>`count(*)` }).from(articleFeedback).where(useful)
      return Number(found?.n ?? 0)
    },

    housePeople() {
      const { name, displayName, role, alsoRoles, unitId, disabled } = users
      return db
        .select({ name, displayName, role, alsoRoles, unitId })
        .from(users)
        .where(and(eq(disabled, false), isNull(unitId)))
        .orderBy(asc(name))
    },

    async articleHappenings(after, limit) {
      const { at, received, kind, body } = facts
      const rows = await db
        .select({ seq: articleFacts.seq, at, received, kind, body })
        .from(articleFacts)
        .innerJoin(facts, eq(facts.seq, articleFacts.seq))
        .where(gt(articleFacts.seq, after))
        .orderBy(asc(articleFacts.seq))
        .limit(limit)
      return rows.map(({ seq, ...row }) => ({ seq, fact: toFact(row) as ArticleHappening['fact'] }))
    },

    async lastArticleFact() {
      const [found] = await db.select({ seq: sql<number | null>`max(${articleFacts.seq})` }).from(articleFacts)
      return Number(found?.seq ?? 0)
    },

    feedbackById: async id =>
      (await db.select(ofFeedback(tables)).from(articleFeedback).where(eq(articleFeedback.id, id)))[0] ?? null,
  }
}

/** Lists, which read many rows: on the connection that no call waits for. */
export const articleLists = ({
  db,
  tables,
}: Builder): Pick<KnowledgeReads, 'articles' | 'openFeedback' | 'dueArticles'> => {
  const { articles, articleFeedback } = tables
  // written out, since SQLite takes an index over some rows only where the statement itself says which
  const openOnes = and(isNull(articleFeedback.resolution), sql`${articleFeedback.kind} <> 'useful'`)

  return {
    articles: filter => {
      const { dueBefore, limit } = filter
      const rows = db.select(shownArticle(tables)).from(articles)
      const where = and(...conditions(articles, filter))
      if (dueBefore !== undefined)
        return rows
          .where(where)
          .orderBy(sql`coalesce(${articles.expiresAt}, ${articles.reviewAt})`, asc(articles.id))
          .limit(limit)
      return rows.where(where).orderBy(desc(articles.changedAt), desc(articles.id)).limit(limit)
    },

    openFeedback: (limit, after) =>
      db
        .select({ ...ofFeedback(tables), title: articles.title, owner: articles.owner })
        .from(articleFeedback)
        .innerJoin(articles, eq(articles.id, articleFeedback.articleId))
        .where(and(openOnes, after && sql`(${articleFeedback.at}, ${articleFeedback.id}) > (${after.at}, ${after.id})`))
        .orderBy(asc(articleFeedback.at), asc(articleFeedback.id))
        .limit(limit),

    async dueArticles(now, waitMs, limit) {
      const published = eq(articles.state, 'published')
      const toTell = isNull(articles.remindedAt)
      const waiting = and(eq(articles.state, 'in_review'), toTell)
      const due = (where: SQL | undefined, order: SQL) =>
        db.select(shownArticle(tables)).from(articles).where(where).orderBy(order).limit(limit)
      const next = async (at: SQL, where: SQL | undefined): Promise<number | null> => {
        const found = await db
          .select({ at: sql<number>`${at}` })
          .from(articles)
          .where(where)
          .orderBy(asc(at))
          .limit(1)
        return found[0] ? Number(found[0].at) : null
      }
      const { expiresAt, reviewAt, submittedAt } = articles
      const found = [
        ...(await due(and(published, lte(expiresAt, now)), asc(expiresAt))),
        ...(await due(and(published, toTell, lte(reviewAt, now)), asc(reviewAt))),
        ...(await due(and(waiting, lte(submittedAt, now - waitMs)), asc(submittedAt))),
      ]
      const submitted = await next(sql`${submittedAt}`, and(waiting, gt(submittedAt, now - waitMs)))
      const instants = [
        await next(sql`${expiresAt}`, and(published, gt(expiresAt, now))),
        await next(sql`${reviewAt}`, and(published, toTell, gt(reviewAt, now))),
        submitted === null ? null : submitted + waitMs,
      ].filter(at => at !== null)
      const once = new Map(found.map(row => [row.id, row]))
      return { articles: [...once.values()], next: instants.length > 0 ? Math.min(...instants) : null }
    },
  }
}

const conditions = (articles: Tables['articles'], filter: ArticleFilter): (SQL | undefined)[] => {
  const { state, module, dueBefore, author, after } = filter
  const due = sql`coalesce(${articles.expiresAt}, ${articles.reviewAt})`
  return [
    state === undefined ? undefined : eq(articles.state, state),
    module === undefined ? undefined : eq(articles.module, module),
    author === undefined ? undefined : eq(articles.author, author),
    dueBefore === undefined
      ? undefined
      : and(eq(articles.state, 'published'), isNotNull(due), sql`${due} < ${dueBefore}`),
    after &&
      (dueBefore === undefined
        ? sql`(${articles.changedAt}, ${articles.id}) < (${after.at}, ${after.id})`
        : sql`(${due}, ${articles.id}) > (${after.at}, ${after.id})`),
  ]
}
