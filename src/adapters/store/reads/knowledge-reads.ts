import type {
  ArticleFilter,
  ArticleRow,
  ArticleSearch,
  KnowledgeReads,
} from '../../../engine/knowledge/knowledge-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, type SQL, sql } from '../drizzle.ts'
import { toFact } from '../ledger/fact-row.ts'
import { matchQuery, vectorQuery } from '../schema/article-search.ts'
import type { Tables } from '../schema/define.ts'

const shown = ({ articles }: Tables) => {
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

/** One article with what belongs to it. */
export const articleReads = ({
  db,
  tables,
}: Builder): Omit<KnowledgeReads, 'searchArticles' | 'articles' | 'openFeedback' | 'dueArticles'> => {
  const { articles, articleVersions, articleFeedback, articleFacts, facts } = tables
  return {
    article: async id => (await db.select(shown(tables)).from(articles).where(eq(articles.id, id)))[0] ?? null,

    articleVersions(id) {
      const { version, content, by, at, note } = articleVersions
      return db
        .select({ version, content, by, at, note })
        .from(articleVersions)
        .where(eq(articleVersions.articleId, id))
        .orderBy(desc(version))
    },

    async articleFacts(id) {
      const { at, received, kind, body } = facts
      const rows = await db
        .select({ at, received, kind, body })
        .from(articleFacts)
        .innerJoin(facts, eq(facts.seq, articleFacts.seq))
        .where(eq(articleFacts.articleId, id))
        .orderBy(asc(articleFacts.seq))
      return rows.map(toFact)
    },

    articleFeedback: id =>
      db
        .select(ofFeedback(tables))
        .from(articleFeedback)
        .where(eq(articleFeedback.articleId, id))
        .orderBy(desc(articleFeedback.at)),

    feedbackById: async id =>
      (await db.select(ofFeedback(tables)).from(articleFeedback).where(eq(articleFeedback.id, id)))[0] ?? null,
  }
}

/** Searches and lists, which read many rows: on the connection that no call waits for. */
export const articleSearch = ({
  db,
  tables,
  dialect,
}: Builder): Pick<KnowledgeReads, 'searchArticles' | 'articles' | 'openFeedback' | 'dueArticles'> => {
  const { articles, articleFeedback } = tables

  /** Later is worse: 0 holds now, 1 not yet, 2 expired. */
  const staleness = (now: number): SQL =>
    sql`case when ${articles.state} = 'expired' or ${articles.expiresAt} <= ${now} then 2 when ${articles.validFrom} > ${now} then 1 else 0 end`

  const wanted = ({ module, validOnly, now }: ArticleSearch): (SQL | undefined)[] => [
    validOnly ? eq(articles.state, 'published') : inArray(articles.state, ['published', 'expired']),
    module && inArray(articles.module, [...module]),
    validOnly ? sql`${staleness(now)} = 0` : undefined,
  ]

  /** The rows of articles that have the segments, the best first; the text of an article is read only where it is shown. */
  const found = (search: ArticleSearch, every: boolean): SQL => {
    const { sought, now, limit } = search
    const conditions = and(...wanted(search)) ?? sql`true`
    if (dialect === 'sqlite')
      return sql`(select ${articles.row} as found_row, ${staleness(now)} as stale, bm25(article_words, 10.0, 5.0, 1.0) as worse from article_words inner join ${articles} on ${articles.row} = article_words.rowid where article_words match ${matchQuery(sought, every)} and ${conditions} order by stale, worse, found_row desc limit ${limit})`
    const query = sql`cast(${vectorQuery(sought, every)} as tsquery)`
    return sql`(select ${articles.row} as found_row, ${staleness(now)} as stale, -ts_rank('{0.1, 0.1, 0.5, 1}', article_words.words, ${query}) as worse from article_words inner join ${articles} on ${articles.row} = article_words.article_row where article_words.words @@ ${query} and ${conditions} order by stale, worse, found_row desc limit ${limit})`
  }

  const search = (asked: ArticleSearch, every: boolean): Promise<ArticleRow[]> =>
    db
      .select(shown(tables))
      .from(articles)
      .innerJoin(sql`${found(asked, every)} as hits`, sql`hits.found_row = ${articles.row}`)
      .orderBy(sql`hits.stale`, sql`hits.worse`, desc(articles.row))

  const latest = (asked: ArticleSearch): Promise<ArticleRow[]> =>
    db
      .select(shown(tables))
      .from(articles)
      .where(and(...wanted(asked)))
      .orderBy(staleness(asked.now), desc(articles.changedAt))
      .limit(asked.limit)

  return {
    async searchArticles(asked) {
      if (asked.sought.length === 0) return latest(asked)
      const all = await search(asked, true)
      if (all.length >= Math.min(asked.limit, enough) || asked.sought.length === 1) return all
      const known = new Set(all.map(({ id }) => id))
      const some = await search(asked, false)
      return [...all, ...some.filter(({ id }) => !known.has(id))].slice(0, asked.limit)
    },

    articles: filter => {
      const { dueBefore, limit } = filter
      const rows = db.select(shown(tables)).from(articles)
      const where = and(...conditions(articles, filter))
      if (dueBefore !== undefined)
        return rows.where(where).orderBy(sql`coalesce(${articles.expiresAt}, ${articles.reviewAt})`).limit(limit)
      return rows.where(where).orderBy(desc(articles.changedAt), desc(articles.id)).limit(limit)
    },

    openFeedback: limit =>
      db
        .select({ ...ofFeedback(tables), title: articles.title, owner: articles.owner })
        .from(articleFeedback)
        .innerJoin(articles, eq(articles.id, articleFeedback.articleId))
        .where(and(isNull(articleFeedback.resolution), sql`${articleFeedback.kind} <> 'useful'`))
        .orderBy(asc(articleFeedback.at), asc(articleFeedback.id))
        .limit(limit),

    async dueArticles(now, waitMs, limit) {
      // written out, since SQLite takes an index over some rows only where the statement itself says which
      const published = sql`${articles.state} = 'published'`
      const toTell = isNull(articles.remindedAt)
      const waiting = and(sql`${articles.state} = 'in_review'`, toTell)
      const due = (where: SQL | undefined, order: SQL) =>
        db.select(shown(tables)).from(articles).where(where).orderBy(order).limit(limit)
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

/** With so many that have all that was asked for, those that have some of it are not looked for. */
const enough = 5

const conditions = (articles: Tables['articles'], filter: ArticleFilter): (SQL | undefined)[] => {
  const { state, module, dueBefore, author, before } = filter
  const due = sql`coalesce(${articles.expiresAt}, ${articles.reviewAt})`
  return [
    state === undefined ? undefined : eq(articles.state, state),
    module === undefined ? undefined : eq(articles.module, module),
    author === undefined ? undefined : eq(articles.author, author),
    dueBefore === undefined
      ? undefined
      : and(eq(articles.state, 'published'), isNotNull(due), sql`${due} < ${dueBefore}`),
    before && sql`(${articles.changedAt}, ${articles.id}) < (${before.changedAt}, ${before.id})`,
  ]
}
