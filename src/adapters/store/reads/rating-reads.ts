import type { Score } from '../../../domain/cases/life/visit.ts'
import type { RatingReads } from '../../../engine/ratings/rating-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, desc, eq, gte, lt, sql } from '../drizzle.ts'
import { isOfResult, latestRating, rulingOf } from './score-reads.ts'

/** What is read of ratings of results beside scores. */
export const ratingReads = ({ db, tables: { cases, ratings, ratingRulings } }: Builder): RatingReads => {
  const number = (text: string) => sql.raw(`count(*) filter (where ${text})`).mapWith(Number)
  return {
    async ratingGroups({ from, to }) {
      const rows = await db
        .select({
          ...{ unit: sql<string | null>`unit`, by: sql<string>`rated_by` },
          ratings: number('true'),
          dissatisfied: number(`score = 'dissatisfied'`),
          own: number('own_number'),
          excluded: number(`ruling = 'excluded'`),
          recoded: number(`ruling = 'recoded_satisfied'`),
          kept: number(`ruling = 'kept'`),
        })
        .from(
          sql`(select unit, ${ratings.by} as rated_by, score, own_number, ${sql.raw(rulingOf)} as ruling from ratings
            where at >= ${from} and at < ${to} and ${sql.raw(isOfResult('ratings'))} and ${sql.raw(latestRating('true'))}) as counting`,
        )
        .groupBy(sql`unit`, sql`rated_by`)
        .orderBy(sql`unit`, sql`rated_by`)
      return rows
    },

    async changedRatings({ from, to, limit }) {
      const instant = (column: string) => sql.raw(column).mapWith(Number)
      return db
        .select({
          ...{ caseNo: sql<string>`case_no`, unit: sql<string | null>`unit`, at: instant('at') },
          ...{ by: sql<string>`rated_by`, score: sql<Score>`score`, laterAt: instant('later_at') },
          ...{ laterBy: sql<string>`later_by`, laterScore: sql<Score>`later_score` },
        })
        .from(
          sql`(select rated.seq, rated.case_no, rated.unit, rated.at, rated.${sql.identifier('by')} as rated_by, rated.score,
            later.at as later_at, later.${sql.identifier('by')} as later_by, later.score as later_score
            from ratings rated join ratings later on later.seq = (select min(following.seq) from ratings following
              where following.case_no = rated.case_no and following.seq > rated.seq and ${sql.raw(isOfResult('following'))})
            where rated.at >= ${from} and rated.at < ${to} and ${sql.raw(isOfResult('rated'))}
              and later.round = rated.round and later.score <> rated.score) as changed`,
        )
        .orderBy(sql`at desc, seq desc`)
        .limit(limit)
    },

    rulings({ from, to, limit }) {
      const { caseNo, ruling, state, by, at, decidedBy, decidedAt } = ratingRulings
      return db
        .select({ ...{ caseNo, ruling, state, by, at, decidedBy, decidedAt }, unit: cases.unit })
        .from(ratingRulings)
        .innerJoin(cases, eq(cases.caseNo, caseNo))
        .where(and(gte(at, from), lt(at, to)))
        .orderBy(desc(at), asc(caseNo))
        .limit(limit)
    },
  }
}
