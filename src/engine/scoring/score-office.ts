import { dueAfter } from '../../domain/calendar/due.ts'
import { workingDays } from '../../domain/calendar/limit.ts'
import type { Fact, FactBody } from '../../domain/fact.ts'
import { type Indicator, indicators, noCounts } from '../../domain/scoring/indicator.ts'
import { boundsOfMonth } from '../../domain/scoring/month.ts'
import { correctedRows, type Objection, type Ruling, type ScoreIssue } from '../../domain/scoring/objection.ts'
import { namedBefore, workdaysOverdue } from '../../domain/scoring/overdue.ts'
import { ranked, type ScoreRow, scoreUnit } from '../../domain/scoring/score.ts'
import { defaultSheet, type Month, type ScoringSheet, sheetFor } from '../../domain/scoring/sheet.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import type { CaseSettings } from '../cases/case-settings.ts'
import type { CaseReads } from '../cases/case-store.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { Clock } from '../ports.ts'
import type { SettingsBook } from '../settings/settings-book.ts'
import type { LongOverdue, ScorePeriod, ScoreReads } from './score-store.ts'

/** A sheet and the version of the setting it comes from; 0: the default. */
export interface DatedSheet {
  readonly sheet: ScoringSheet
  readonly sheetVersion: number
}

/** The scores of a month: as they were published, or (`version` null) as they stand now. */
export interface MonthScores extends DatedSheet {
  readonly month: Month
  readonly from: number
  readonly to: number
  readonly version: number | null
  /** As of when it was counted. */
  readonly at: number
  readonly rows: readonly ScoreRow[]
  readonly issues: readonly Pick<ScoreIssue, 'version' | 'by' | 'at' | 'objectionId'>[]
}

/** A case of the named list 点名通报, with the working days it is overdue; null: a year is not loaded. */
export interface NamedCase extends LongOverdue {
  readonly workdays: number | null
}

export interface ObjectionWish {
  readonly month: Month
  readonly version: number
  readonly indicator: Indicator | null
  readonly caseNo: string | null
  readonly reason: string
}

type Answer<T> = { readonly done: T } | { readonly refused: ErrorCode }

/** Scores of departments: counted, published once, objected to and ruled upon; and who is named for long delays. */
export interface ScoreOffice {
  /** The newest month that is frozen; null: none. */
  newestFrozen(): Month | null
  /** The sheet a month was published by; of one that is not final, the sheet that holds now. */
  sheetOf(month: Month): Promise<DatedSheet>
  /** `version` of an issue; left out: the newest one, or where there is none, as of now. null: there is no such issue. */
  month(month: Month, version?: number): Promise<MonthScores | null>
  /** Publishes a month that is over, for good. */
  freeze(month: Month, by: string): Promise<Answer<MonthScores>>
  object(wish: ObjectionWish, unit: string, by: string): Promise<Answer<Objection>>
  /** `seen`: the newest issue before the eyes of who corrects it. */
  rule(id: string, ruling: Ruling, seen: number, by: string): Promise<Answer<Objection>>
  objections(month: Month, unit?: string): Promise<readonly Objection[]>
  /** The cases behind a number, as they stand now. */
  cases(wish: {
    readonly month: Month
    readonly unit: string
    readonly indicator: Indicator
    readonly counted: boolean
    readonly limit: number
  }): Promise<readonly string[]>
  named(limit: number, unit?: string): Promise<readonly NamedCase[]>
}

export interface ScoreOfficeParts {
  readonly reads: ScoreReads & Pick<CaseReads, 'dispatches'>
  book(facts: readonly Fact[]): Promise<void>
  /** Whether facts reach the database now. */
  keepsFacts(): boolean
  readonly clock: Pick<Clock, 'now'>
  readonly settings: SettingsBook
  readonly rules: Pick<CaseSettings, 'units' | 'calendar' | 'counting'>
  readonly newId: () => string
}

/** How long a supervisor has to rule on an objection: a rule of this house. */
const rulingLimit = workingDays(5)

/** Where the year is not loaded, as long in days as five working days with a weekend. */
const rulingMs = 7 * 86_400_000

const notRuled = { ruledBy: null, ruledAt: null, ruling: null, correction: null, issued: null } as const

/** Opens it. `keepsFacts`: whether what is booked can be read at once; while facts wait for the database nothing is published. */
export const openScoreOffice = async (parts: ScoreOfficeParts): Promise<ScoreOffice> => {
  const { reads, book, keepsFacts, clock, settings, rules, newId } = parts
  let newestFrozen = await reads.newestFrozenMonth()
  const inTurn = createTurns()

  const booked = async (at: number, ...bodies: readonly FactBody[]) =>
    book(bodies.map(body => ({ at, received: at, ...body }) as Fact))

  const sheetNow = (month: Month): DatedSheet => {
    const rows = settings.all('scoring')
    const own = rows.map(row => row.document as ScoringSheet)
    const sheet = sheetFor(own, month) ?? defaultSheet
    return { sheet, sheetVersion: rows.find(row => row.document === sheet)?.version ?? 0 }
  }

  const periodOf = (month: Month, asOf: number): ScorePeriod => ({
    ...boundsOfMonth(month, rules.counting().zone),
    asOf,
  })

  const rowsNow = async (month: Month, sheet: ScoringSheet, asOf: number): Promise<readonly ScoreRow[]> => {
    const counts = await reads.scoreCounts(periodOf(month, asOf))
    const active = [...rules.units().values()].filter(unit => unit.tier === 1 && unit.active).map(unit => unit.id)
    return ranked(
      [...new Set([...active, ...counts.keys()])].map(id => scoreUnit(sheet, id, counts.get(id) ?? noCounts)),
    )
  }

  const shown = (issue: ScoreIssue, issues: readonly ScoreIssue[]): MonthScores => ({
    ...boundsOfMonth(issue.month, rules.counting().zone),
    ...{ month: issue.month, version: issue.version, at: issue.at, rows: issue.rows },
    ...{ sheet: issue.sheet, sheetVersion: issue.sheetVersion },
    issues: issues.map(({ version, by, at, objectionId }) => ({ version, by, at, objectionId })),
  })

  const ruleBy = (at: number): number => {
    const due = dueAfter(at, rulingLimit, rules.calendar(), rules.counting())
    return due.kind === 'due' ? due.at : at + rulingMs
  }

  return {
    newestFrozen: () => newestFrozen,
    sheetOf: async month => {
      const newest = (await reads.scoreIssues(month)).at(-1)
      return newest ? { sheet: newest.sheet, sheetVersion: newest.sheetVersion } : sheetNow(month)
    },

    async month(month, version) {
      const issues = await reads.scoreIssues(month)
      if (version !== undefined) {
        const issue = issues.find(each => each.version === version)
        return issue ? shown(issue, issues) : null
      }
      const newest = issues.at(-1)
      if (newest) return shown(newest, issues)
      const at = clock.now()
      const dated = sheetNow(month)
      const rows = await rowsNow(month, dated.sheet, at)
      const { from, to } = boundsOfMonth(month, rules.counting().zone)
      return { ...dated, month, from, to, version: null, at, rows, issues: [] }
    },

    freeze: (month, by) =>
      inTurn(month, async () => {
        const at = clock.now()
        if (boundsOfMonth(month, rules.counting().zone).to > at) return { refused: 'month_not_over' }
        if ((await reads.scoreIssues(month)).length > 0) return { refused: 'scores_frozen_already' }
        if (!keepsFacts()) return { refused: 'store_down' }
        const dated = sheetNow(month)
        const rows = await rowsNow(month, dated.sheet, at)
        const issue = { ...dated, month, version: 1, rows, objectionId: null, by }
        await booked(at, { kind: 'scores_frozen', ...issue })
        if (newestFrozen === null || month > newestFrozen) newestFrozen = month
        return { done: shown({ ...issue, at }, [{ ...issue, at }]) }
      }),

    object: (wish, unit, by) =>
      inTurn(wish.month, async () => {
        const { month, version, indicator, caseNo } = wish
        if (wish.reason.trim() === '' || (indicator === null && caseNo === null)) return { refused: 'words_missing' }
        const newest = (await reads.scoreIssues(month)).at(-1)
        if (!newest) return { refused: 'scores_not_frozen' }
        if (newest.version !== version) return { refused: 'scores_changed' }
        if (!newest.rows.some(row => row.unit === unit)) return { refused: 'unit_unknown' }
        if (caseNo !== null && !(await reads.dispatches(caseNo)).some(each => each.unit === unit))
          return { refused: 'case_unknown' }
        const before = await reads.scoreObjections({ month, unit })
        const same = before.some(
          each => each.state === 'open' && each.indicator === indicator && each.caseNo === caseNo,
        )
        if (same) return { refused: 'objection_open' }
        if (!keepsFacts()) return { refused: 'store_down' }
        const id = newId()
        const at = clock.now()
        const objected = { id, ...wish, unit, by, ruleBy: ruleBy(at) }
        await booked(at, { kind: 'score_objected', ...objected })
        return { done: { ...objected, at, state: 'open', ...notRuled } }
      }),

    async rule(id, ruling, seen, by) {
      const asked = await reads.scoreObjection(id)
      if (!asked) return { refused: 'objection_unknown' }
      return inTurn(asked.month, async () => {
        const standing = (await reads.scoreObjection(id)) ?? asked
        const { state, month, unit } = standing
        if (state !== 'open') return { refused: 'objection_ruled' }
        if (ruling.reason.trim() === '') return { refused: 'words_missing' }
        const newest = (await reads.scoreIssues(month)).at(-1)
        if (!newest || newest.version !== seen) return { refused: 'scores_changed' }
        if (!keepsFacts()) return { refused: 'store_down' }
        const at = clock.now()
        const ruled = { ...standing, ruledBy: by, ruledAt: at, ruling: ruling.reason, correction: ruling.correction }
        if (!ruling.accepted) {
          await booked(at, { kind: 'score_ruled', id, ruling, by, issued: null })
          return { done: { ...ruled, state: 'refused' } }
        }
        const rows = correctedRows(newest, unit, ruling.correction)
        if (!rows) return { refused: 'correction_unsound' }
        const version = newest.version + 1
        const { sheet, sheetVersion } = newest
        const issue = { month, version, sheet, sheetVersion, rows, objectionId: id, by }
        await booked(at, { kind: 'scores_frozen', ...issue }, { kind: 'score_ruled', id, ruling, by, issued: version })
        return { done: { ...ruled, state: 'accepted', issued: version } }
      })
    },

    objections: (month, unit) => reads.scoreObjections({ month, ...(unit === undefined ? {} : { unit }) }),

    async cases({ month, unit, ...wish }) {
      if (!indicators.includes(wish.indicator)) return []
      const frozenAt = (await reads.scoreIssues(month))[0]?.at
      return reads.scoreCases({ ...periodOf(month, frozenAt ?? clock.now()), ...wish, unit })
    },

    async named(limit, unit) {
      const now = clock.now()
      const dueBy = namedBefore(now, rules.calendar(), rules.counting())
      if (dueBy === null) return []
      const found = await reads.longOverdue({ dueBy, limit, ...(unit === undefined ? {} : { unit }) })
      return found.map(each => ({
        ...each,
        workdays: workdaysOverdue(each.dueAt, now, rules.calendar(), rules.counting()),
      }))
    },
  }
}
