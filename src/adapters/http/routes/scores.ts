import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { formulaOf } from '../../../domain/scoring/formula.ts'
import type { Ruling } from '../../../domain/scoring/objection.ts'
import type { MonthScores, NamedCase } from '../../../engine/scoring/score-office.ts'
import { hasRole, isOfUnit, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures, NoQuerySchema } from '../schemas.ts'
import {
  FormulaSchema,
  MonthSchema,
  NamedListSchema,
  ObjectionBodySchema,
  ObjectionIdSchema,
  ObjectionSchema,
  RulingBodySchema,
  ScoreCasesQuerySchema,
  ScoreCasesSchema,
  ScoresQuerySchema,
  ScoresSchema,
} from '../score-schemas.ts'

const mostCases = 200
const mostNamed = 500

/** Whose scores somebody sees: null all, otherwise those of his unit alone. Throws `forbidden`. */
const whose = (viewer: Viewer): string | null => {
  if (isOfUnit(viewer)) {
    if ((viewer.unitId ?? null) === null) throw new ApiError('forbidden')
    return viewer.unitId as string
  }
  if (!hasRole(viewer, 'supervisor', 'analyst', 'shift_leader', 'admin')) throw new ApiError('forbidden')
  return null
}

const rules = (viewer: Viewer): boolean => !isOfUnit(viewer) && hasRole(viewer, 'supervisor')
const freezes = (viewer: Viewer): boolean => !isOfUnit(viewer) && hasRole(viewer, 'supervisor', 'admin')
const objects = (viewer: Viewer): boolean => isOfUnit(viewer) && hasRole(viewer, 'unit_leader')

/** Scores of departments, the formula they come from, objections to them, and the list of those named for long delays. */
export const scoreRoutes = (app: App, { scoreOffice, clock }: ServerParts): void => {
  const office = () => {
    if (!scoreOffice) throw new ApiError('not_found')
    return scoreOffice
  }

  const reply = async (scores: MonthScores, viewer: Viewer) => {
    const unit = whose(viewer)
    const { rows, sheet, ...rest } = scores
    const newest = scores.version === (scores.issues.at(-1)?.version ?? null)
    return {
      ...rest,
      issues: scores.issues.map(issue => ({
        ...issue,
        by: unit === null ? issue.by : '',
        objectionId: unit === null ? issue.objectionId : null,
      })),
      sheet: sheet.id,
      rows: rows
        .filter(row => unit === null || row.unit === unit)
        .map(row => ({ ...row, items: row.items.map(copied), others: row.others.map(copied) })),
      ranked: rows.filter(row => row.kind === 'ranked').length,
      objections: (await office().objections(scores.month, unit ?? undefined)).map(copied),
      may: {
        freeze: freezes(viewer) && scores.version === null && scores.to <= clock.now(),
        object: objects(viewer) && scores.version !== null && newest && rows.some(row => row.unit === unit),
        rule: rules(viewer) && newest,
      },
    }
  }

  app.get(
    '/api/scores',
    {
      schema: {
        summary: 'The scores of a month: all units for those who supervise, his own row alone for somebody of a unit',
        tags: ['scores'],
        querystring: ScoresQuerySchema,
        response: { 200: ScoresSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      whose(viewer)
      const scores = await office().month(request.query.month, request.query.version)
      if (!scores) throw new ApiError('not_found')
      return reply(scores, viewer)
    },
  )

  app.get(
    '/api/scores/formula',
    {
      schema: {
        summary: 'How a month is scored, step by step; for everybody who is scored',
        tags: ['scores'],
        querystring: MonthSchema,
        response: { 200: FormulaSchema, ...failures },
      },
    },
    async request => {
      whose(viewerOf(request))
      const { month } = request.query
      const { sheet, sheetVersion } = await office().sheetOf(month)
      const items = formulaOf(sheet).map(item => ({ ...item, steps: item.steps.map(copied) }))
      return { month, sheet: sheet.id, sheetVersion, validFrom: sheet.validFrom, items }
    },
  )

  app.get(
    '/api/scores/cases',
    {
      schema: {
        summary: 'Numbers of the cases behind a figure, 200 at most, as they stand now',
        tags: ['scores'],
        querystring: ScoreCasesQuerySchema,
        response: { 200: ScoreCasesSchema, ...failures },
      },
    },
    async request => {
      const own = whose(viewerOf(request))
      if (own !== null && own !== request.query.unit) throw new ApiError('forbidden')
      const cases = await office().cases({ ...request.query, limit: mostCases + 1 })
      return { cases: cases.slice(0, mostCases), more: cases.length > mostCases }
    },
  )

  app.post(
    '/api/scores/freeze',
    {
      schema: {
        summary: 'Make the scores of a month that is over final; they never change again',
        tags: ['scores'],
        body: MonthSchema,
        response: { 200: ScoresSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      if (!freezes(viewer)) throw new ApiError('forbidden')
      const answer = await office().freeze(request.body.month, viewer.name)
      if ('refused' in answer) throw new ApiError(answer.refused)
      return reply(answer.done, viewer)
    },
  )

  app.post(
    '/api/scores/objections',
    {
      schema: {
        summary: 'Object to the final score of one’s own unit: to an indicator, to one case, or both',
        tags: ['scores'],
        body: ObjectionBodySchema,
        response: { 200: ObjectionSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const unit = whose(viewer)
      if (!objects(viewer) || unit === null) throw new ApiError('forbidden')
      const { caseNo: typed, ...wish } = request.body
      const caseNo = typed === null ? null : parseCaseNumber(typed)
      if (typed !== null && caseNo === null) throw new ApiError('case_unknown')
      const answer = await office().object({ ...wish, caseNo }, unit, viewer.name)
      if ('refused' in answer) throw new ApiError(answer.refused)
      return copied(answer.done)
    },
  )

  app.post(
    '/api/scores/objections/:id/ruling',
    {
      schema: {
        summary:
          'Rule on an objection: accepted with what is counted instead, which makes a new version of the month, or refused',
        tags: ['scores'],
        params: ObjectionIdSchema,
        querystring: NoQuerySchema,
        body: RulingBodySchema,
        response: { 200: ObjectionSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      if (!rules(viewer)) throw new ApiError('forbidden')
      const { seen, accepted, reason, correction } = request.body
      if (accepted !== (correction !== null)) throw new ApiError('bad_request')
      const ruling = { accepted, reason, correction } as Ruling
      const answer = await office().rule(request.params.id, ruling, seen, viewer.name)
      if ('refused' in answer) throw new ApiError(answer.refused)
      return copied(answer.done)
    },
  )

  app.get(
    '/api/named-list',
    {
      schema: {
        summary: 'Cases that are overdue by more than five working days, by unit',
        tags: ['scores'],
        response: { 200: NamedListSchema, ...failures },
      },
    },
    async request => {
      const cases = await office().named(mostNamed + 1, whose(viewerOf(request)) ?? undefined)
      return { units: byUnit(cases.slice(0, mostNamed)), more: cases.length > mostNamed }
    },
  )
}

/** A copy that a schema may take its fields from. */
const copied = <T extends object>(each: T): { -readonly [Key in keyof T]: T[Key] } => ({ ...each })

const byUnit = (cases: readonly NamedCase[]) => {
  const units = new Map<string, Omit<NamedCase, 'unit'>[]>()
  for (const { unit, ...each } of cases) units.set(unit, [...(units.get(unit) ?? []), each])
  return [...units].map(([unit, of]) => ({ unit, cases: of }))
}
