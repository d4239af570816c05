import type { ArticleRow, ArticleSearch, KnowledgeReads } from '../../../engine/knowledge/knowledge-store.ts'
import type { Builder } from '../db.ts'
import { and, desc, inArray, type SQL, sql } from '../drizzle.ts'
import { matchQuery, vectorQuery } from '../schema/article-search.ts'
import { shownArticle } from './knowledge-reads.ts'

/** With so many that have all that was asked for, those that have some of it are not looked for. */
const enough = 5

/** At most so many segments are counted where only some of them need be there. */
const mostCounted = 8

/** And of each only so many articles: the newest. A segment that more have tells little. */
const mostOfEach = 300

/** Where all segments may stand, the best first. */
const tiers = ['title', 'title questions', 'title questions body'] as const

type Tables = Builder['tables']

/** Whether an article holds at this instant, neither expired nor yet to come. */
const holds = ({ articles }: Tables, now: number): SQL =>
  sql`(${articles.state} = 'published' and coalesce(${articles.expiresAt} > ${now}, true) and coalesce(${articles.validFrom} <= ${now}, true))`

/** Later is worse: 0 holds now, 1 not yet, 2 expired. */
const staleness = ({ articles }: Tables, now: number): SQL =>
  sql`case when ${articles.state} = 'expired' or ${articles.expiresAt} <= ${now} then 2 when ${articles.validFrom} > ${now} then 1 else 0 end`

const wanted = ({ articles }: Tables, { module }: ArticleSearch): SQL =>
  and(inArray(articles.state, ['published', 'expired']), module && inArray(articles.module, [...module])) ?? sql`true`

/** A search by words, or for the latest. */
export const articleSearch = (builder: Builder): Pick<KnowledgeReads, 'searchArticles'> => {
  const { db, tables, dialect } = builder
  const { articles } = tables

  const latest = (asked: ArticleSearch): Promise<ArticleRow[]> =>
    db
      .select(shownArticle(tables))
      .from(articles)
      .where(and(wanted(tables, asked), asked.validOnly ? holds(tables, asked.now) : undefined))
      .orderBy(staleness(tables, asked.now), desc(articles.changedAt))
      .limit(asked.limit)

  const { every, some } = dialect === 'sqlite' ? onSqlite(builder) : onPostgres(builder)
  return {
    async searchArticles(asked) {
      if (asked.sought.length === 0) return latest(asked)
      const all = await every(asked)
      if (all.length >= Math.min(asked.limit, enough) || asked.sought.length === 1) return all
      const known = new Set(all.map(({ id }) => id))
      const rest = await some({ ...asked, sought: asked.sought.slice(0, mostCounted) })
      return [...all, ...rest.filter(({ id }) => !known.has(id))].slice(0, asked.limit)
    },
  }
}

type Ask = (asked: ArticleSearch) => Promise<ArticleRow[]>

/**
 * No rank is reckoned over all that is found, which takes SQLite some 25 µs for each: where the segments stand is asked for in turn, the
 * newest first, and the first that fill the page are enough. What does not hold is looked for only where what holds leaves room.
 */
const onSqlite = ({ db, tables }: Builder): { readonly every: Ask; readonly some: Ask } => {
  const { articles } = tables
  const rows = () => db.select(shownArticle(tables)).from(articles)

  const tier = (asked: ArticleSearch, columns: string, now: boolean, limit: number): Promise<ArticleRow[]> => {
    const holding = holds(tables, asked.now)
    const where = and(wanted(tables, asked), now ? holding : sql`not ${holding}`)
    const found = sql`(select article_words.rowid as found_row from article_words cross join ${articles} on ${articles.row} = article_words.rowid where article_words match ${matchQuery(asked.sought, columns)} and ${where} order by article_words.rowid desc limit ${limit})`
    return rows().innerJoin(sql`${found} as hits`, sql`hits.found_row = ${articles.row}`)
  }

  return {
    async every(asked) {
      const found = new Map<string, ArticleRow>()
      for (const columns of tiers) {
        if (found.size >= asked.limit) break
        for (const row of await tier(asked, columns, true, asked.limit)) if (!found.has(row.id)) found.set(row.id, row)
      }
      const holding = [...found.values()].slice(0, asked.limit)
      const room = asked.limit - holding.length
      if (asked.validOnly || room === 0) return holding
      const stale = await tier(asked, tiers[2], false, room)
      const isOver = ({ state, content }: ArticleRow) =>
        state === 'expired' || (content.expiresAt !== null && content.expiresAt <= asked.now)
      return [...holding, ...stale.sort((a, b) => Number(isOver(a)) - Number(isOver(b)))]
    },

    some(asked) {
      const each = asked.sought.map(
        segment =>
          sql`select word_row from (select rowid as word_row from article_words where article_words match ${matchQuery([segment], 'title questions')} order by rowid desc limit ${mostOfEach})`,
      )
      const where = and(wanted(tables, asked), asked.validOnly ? holds(tables, asked.now) : undefined)
      const counted = sql`(select word_row, count(*) as hit from (${sql.join(each, sql` union all `)}) group by word_row)`
      const stale = staleness(tables, asked.now)
      const found = sql`(select word_row as found_row, ${stale} as stale, hit from ${counted} inner join ${articles} on ${articles.row} = word_row where ${where} order by stale, hit desc, word_row desc limit ${asked.limit})`
      return rows()
        .innerJoin(sql`${found} as hits`, sql`hits.found_row = ${articles.row}`)
        .orderBy(sql`hits.stale`, sql`hits.hit desc`, desc(articles.row))
    },
  }
}

/** By `ts_rank`, in which the title weighs most. */
const onPostgres = ({ db, tables }: Builder): { readonly every: Ask; readonly some: Ask } => {
  const { articles } = tables
  const search = (asked: ArticleSearch, every: boolean): Promise<ArticleRow[]> => {
    const query = sql`cast(${vectorQuery(asked.sought, every)} as tsquery)`
    const where = and(wanted(tables, asked), asked.validOnly ? holds(tables, asked.now) : undefined)
    const found = sql`(select ${articles.row} as found_row, ${staleness(tables, asked.now)} as stale, ts_rank('{0.1, 0.1, 0.5, 1}', article_words.words, ${query}) as hit from article_words inner join ${articles} on ${articles.row} = article_words.article_row where article_words.words @@ ${query} and ${where} order by stale, hit desc, found_row desc limit ${asked.limit})`
    return db
      .select(shownArticle(tables))
      .from(articles)
      .innerJoin(sql`${found} as hits`, sql`hits.found_row = ${articles.row}`)
      .orderBy(sql`hits.stale`, sql`hits.hit desc`, desc(articles.row))
  }
  return { every: asked => search(asked, true), some: asked => search(asked, false) }
}
