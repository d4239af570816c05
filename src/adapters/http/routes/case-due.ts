import { Type } from 'typebox'
import { explain } from '../../../domain/calendar/explain.ts'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { sightOf } from '../../../engine/cases/case-sight.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { CaseNoSchema } from '../case-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

const strict = { additionalProperties: false } as const
const instant = Type.Integer({ description: 'UTC ms' })
const date = Type.String({ description: 'yyyy-mm-dd' })
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])

const PlannedDueSchema = Type.Object(
  {
    dueAt: instant,
    signBy: instant,
    provisional: Type.Boolean({ description: 'a year is not loaded: counted without its holidays, no promise' }),
    limitId: Type.String({ description: 'the rule of the table of limits that holds' }),
    limit: Type.Object({ count: Type.Integer(), unit: Type.Enum(['minute', 'hour', 'day', 'working_day']) }, strict),
    calendar: Type.String({ description: 'version of the calendar' }),
    days: Type.Array(
      Type.Object(
        {
          from: date,
          to: date,
          kind: Type.Enum(['day_zero', 'day', 'workday', 'makeup_day', 'weekend', 'holiday']),
          name: nullable(Type.String()),
          first: nullable(Type.Integer({ description: 'which days of the limit these are; null: they do not count' })),
          last: nullable(Type.Integer()),
        },
        strict,
      ),
    ),
  },
  strict,
)

/** When a case would be due if it were given to a unit now. */
export const caseDueRoutes = (app: App, { store, caseOffice, caseSettings, clock }: ServerParts): void => {
  app.get(
    '/api/cases/:caseNo/due',
    {
      schema: {
        summary: 'When it would have to be done and signed for if it were dispatched now, day by day',
        tags: ['cases'],
        params: CaseNoSchema,
        response: { 200: PlannedDueSchema, ...failures },
      },
    },
    async request => {
      if (!caseOffice || !caseSettings) throw new ApiError('not_found')
      const caseNo = parseCaseNumber(request.params.caseNo)
      const found = caseNo === null ? null : await store.read.caseByNo(caseNo)
      if (!found || ['nothing', 'stub'].includes(sightOf(viewerOf(request), found.case)))
        throw new ApiError('case_unknown')
      const file = await caseOffice.file(found.case.caseNo)
      if (!file) throw new ApiError('case_unknown')
      const now = clock.now()
      const { clocks } = caseSettings.context(now)
      const handling = clocks.due('handling', now, file.standing)
      const explained = explain(handling.clock, caseSettings.calendar(), caseSettings.counting())
      const { count, unit } = handling.clock.limit
      return {
        dueAt: handling.at,
        signBy: clocks.due('sign', now, file.standing).at,
        provisional: handling.provisional,
        limitId: handling.limitId,
        limit: { count, unit },
        calendar: handling.calendarVersion,
        days:
          explained.kind === 'explained'
            ? explained.parts.flatMap(part =>
                part.days.map(({ from, to, kind, name, count: which }) => ({
                  ...{ from, to, kind, name },
                  first: which?.first ?? null,
                  last: which?.last ?? null,
                })),
              )
            : [],
      }
    },
  )
}
