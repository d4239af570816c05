import { type Count, type Indicator, indicators, noCounts, type UnitCounts } from '../../../domain/scoring/indicator.ts'
import type { ScorePeriod, ScoreReads } from '../../../engine/scoring/score-store.ts'
import type { Builder } from '../db.ts'
import { and, asc, columnsOf, desc, eq, lte, type SQL, sql } from '../drizzle.ts'

type Source = 'orders' | 'signs' | 'rated' | 'reviews'

/** Of an indicator: where its rows come from, which of them are its base, and which of those are counted. */
interface Meaning {
  readonly source: Source
  readonly base: string
  readonly counted: string
}

/** Left the unit by no reply of its own before it was due, or a return was asked for in time and granted: it is not due from this unit. */
const stillDue = `(ended is null or ended = 'replied' or coalesce(case when ended = 'returned' then return_asked_at end, ended_at) >= due_at)`
const stillToSign = `(signed_at is not null or ended is null or coalesce(case when ended = 'returned' then return_asked_at end, ended_at) >= sign_by)`
const satisfied = `score in ('satisfied', 'basically_satisfied')`

/** The definitions of DOMAIN.md 2.3, in words that both databases know. */
const meanings: Readonly<Record<Indicator, Meaning>> = {
  handled_in_time: { source: 'orders', base: stillDue, counted: 'replied_at < due_at' },
  contacted_in_time: {
    source: 'orders',
    base: `${stillDue} and contact_by is not null`,
    counted: 'contacted_at < contact_by',
  },
  returns_asked: { source: 'orders', base: 'due_at is not null', counted: 'return_asked_at is not null' },
  returns_granted: { source: 'orders', base: 'due_at is not null', counted: `ended = 'returned'` },
  redone: { source: 'orders', base: `ended = 'replied'`, counted: 'redone' },
  // who asks to give it back has taken notice of it
  signed_in_time: { source: 'signs', base: stillToSign, counted: 'signed_at < sign_by or return_asked_at < sign_by' },
  satisfaction_raw: { source: 'rated', base: 'score is not null', counted: satisfied },
  satisfaction_adjusted: {
    source: 'rated',
    base: `ruling is null or ruling <> 'excluded'`,
    counted: `${satisfied} or ruling = 'recoded_satisfied'`,
  },
  resolved: { source: 'rated', base: 'solved is not null', counted: 'solved' },
  replies_bounced: { source: 'reviews', base: 'accepted is not null', counted: 'not accepted' },
}

/** A redo is the next assignment, of the next round, after the citizen was dissatisfied; a reopening is none. */
const redone = `(exists (select 1 from dispatches following where following.case_no = dispatches.case_no
    and following.number = dispatches.number + 1 and following.round = dispatches.round + 1)
  and exists (select 1 from ratings where ratings.case_no = dispatches.case_no
    and ratings.round = dispatches.round and ratings.score = 'dissatisfied'))`

/** What was ruled last on a rating, before another one came, once a second person had confirmed it. */
export const rulingOf = `case when score = 'dissatisfied' or own_number then (select ruled.ruling from rating_rulings ruled
    where ruled.case_no = ratings.case_no and ruled.seq > ratings.seq and ruled.state = 'confirmed'
    and not exists (select 1 from ratings nearer where nearer.case_no = ratings.case_no
      and nearer.seq > ratings.seq and nearer.seq < ruled.seq and nearer.result = 'rated')
    order by ruled.seq desc limit 1) end`

/** A rating of a result, in the table of this name: one by key is none. */
export const isOfResult = (table: string): string => `${table}.result = 'rated' and ${table}.source <> 'keypad'`

/** Of a case the latest one among those of which this holds. */
export const latestRating = (among: string): string =>
  `seq = (select max(later.seq) from ratings later where later.case_no = ratings.case_no
    and ${isOfResult('later')} and ${among})`

const rows = (source: Source, period: ScorePeriod): SQL => {
  const { from, to, asOf, unit } = period
  const until = Math.min(to, asOf)
  const ofUnit = unit === undefined ? sql`` : sql` and unit = ${unit}`
  switch (source) {
    case 'orders':
      return sql`select *, ${sql.raw(redone)} as redone
        from dispatches where due_at >= ${from} and due_at < ${until}${ofUnit}`
    case 'signs':
      return sql`select * from dispatches where sign_by >= ${from} and sign_by < ${until}${ofUnit}`
    // the latest of a case counts, for each unit that had it; asked by `max`, since PostgreSQL makes of `not exists` a join with all ratings that there are
    case 'rated':
      return sql`select *, ${sql.raw(rulingOf)} as ruling from ratings
        where at >= ${from} and at < ${to}${ofUnit} and unit is not null and score is not null and ${sql.raw(isOfResult('ratings'))}
        and ${sql.raw(latestRating('later.unit = ratings.unit'))}`
    case 'reviews':
      return sql`select * from reply_reviews where at >= ${from} and at < ${to}${ofUnit}`
  }
}

const number = (query: string): SQL<number> => sql`${sql.raw(query)}`.mapWith(Number) as SQL<number>

/** Scores: what they count, as they were published, and what was said against them. */
export const scoreReads = ({ db, tables: { cases, scoreIssues, scoreObjections } }: Builder): ScoreReads => {
  const { seq: _seq, ruledSeq: _ruledSeq, ...objection } = columnsOf(scoreObjections)
  const countsOf = async (source: Source, period: ScorePeriod) => {
    const of = indicators.filter(indicator => meanings[indicator].source === source)
    const columns = Object.fromEntries(
      of.flatMap(indicator => {
        const { base, counted } = meanings[indicator]
        return [
          [`${indicator}_base`, number(`count(*) filter (where ${base})`)],
          [`${indicator}_counted`, number(`count(*) filter (where (${base}) and (${counted}))`)],
        ]
      }),
    )
    const found = await db
      .select({ unit: sql<string>`unit`, ...columns })
      .from(sql`(${rows(source, period)}) as counting`)
      .groupBy(sql`unit`)
    return (found as readonly Readonly<Record<string, unknown>>[]).map(row => ({
      unit: String(row['unit']),
      counts: Object.fromEntries(
        of.map((indicator): [Indicator, Count] => [
          indicator,
          { counted: Number(row[`${indicator}_counted`]), base: Number(row[`${indicator}_base`]) },
        ]),
      ) as Partial<UnitCounts>,
    }))
  }

  const issue = {
    ...{ month: scoreIssues.month, version: scoreIssues.version, sheet: scoreIssues.sheet },
    ...{ sheetVersion: scoreIssues.sheetVersion, rows: scoreIssues.rows, objectionId: scoreIssues.objectionId },
    ...{ by: scoreIssues.by, at: scoreIssues.at },
  }

  return {
    async scoreCounts(period) {
      const sources: readonly Source[] = ['orders', 'signs', 'rated', 'reviews']
      const found = await Promise.all(sources.map(source => countsOf(source, period)))
      const units = new Map<string, UnitCounts>()
      for (const { unit, counts } of found.flat()) units.set(unit, { ...(units.get(unit) ?? noCounts), ...counts })
      return units
    },

    async scoreCases({ indicator, counted, limit, ...period }) {
      const { source, base, counted: meant } = meanings[indicator]
      const found = await db
        .selectDistinct({ caseNo: sql<string>`case_no` })
        .from(sql`(${rows(source, period)}) as counting`)
        .where(sql`(${sql.raw(base)}) and (${sql.raw(meant)}) is ${sql.raw(counted ? 'true' : 'not true')}`)
        .orderBy(sql`case_no`)
        .limit(limit)
      return found.map(({ caseNo }) => caseNo)
    },

    scoreIssues: month =>
      db.select(issue).from(scoreIssues).where(eq(scoreIssues.month, month)).orderBy(asc(scoreIssues.version)),

    async newestFrozenMonth() {
      const [newest] = await db
        .select({ month: scoreIssues.month })
        .from(scoreIssues)
        .orderBy(desc(scoreIssues.month))
        .limit(1)
      return newest?.month ?? null
    },

    scoreObjections: ({ month, unit }) =>
      db
        .select(objection)
        .from(scoreObjections)
        .where(and(eq(scoreObjections.month, month), unit === undefined ? undefined : eq(scoreObjections.unit, unit)))
        .orderBy(asc(scoreObjections.at), asc(scoreObjections.id)),

    scoreObjection: async id =>
      (await db.select(objection).from(scoreObjections).where(eq(scoreObjections.id, id)))[0] ?? null,

    async longOverdue({ dueBy, unit, limit }) {
      const found = await db
        .select({ caseNo: cases.caseNo, unit: cases.unit, dueAt: cases.openDueAt, supervised: cases.supervised })
        .from(cases)
        .where(
          and(
            lte(cases.openDueAt, dueBy),
            sql`${cases.state} <> 'suspended'`,
            unit === undefined ? undefined : eq(cases.unit, unit),
          ),
        )
        .orderBy(asc(cases.unit), asc(cases.openDueAt), asc(cases.caseNo))
        .limit(limit)
      return found.flatMap(({ unit, dueAt, ...row }) =>
        unit === null || dueAt === null ? [] : [{ ...row, unit, dueAt }],
      )
    },
  }
}
