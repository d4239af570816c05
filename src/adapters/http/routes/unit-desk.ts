import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { percent } from '../../../domain/kpi/rate.ts'
import { sightOf } from '../../../engine/cases/case-sight.ts'
import { localDayOf, localMonthOf } from '../../../engine/local-day.ts'
import type { WhoseCases } from '../../../engine/units/unit-store.ts'
import { isOfUnit, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { CaseNoSchema } from '../case-schemas.ts'
import { clockReply } from '../clock-replies.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import type { ReplyTemplate } from '../setting-schemas.ts'
import { CaseClockSchema, ReplyTemplatesSchema, UnitFiguresSchema } from '../unit-schemas.ts'
import { whoseOf } from './case-steps.ts'

const ownOf = (viewer: Viewer): WhoseCases => {
  if (!isOfUnit(viewer)) throw new ApiError('forbidden')
  const { unit, handlerUnit } = whoseOf(viewer)
  if (unit !== undefined) return { unit }
  if (handlerUnit === undefined) throw new ApiError('forbidden')
  return { handlerUnit }
}

/** What the desk of a unit asks beside its cases: how a clock is counted, its own figures, and texts for replies. */
export const unitDeskRoutes = (
  app: App,
  { store, caseOffice, settings, caseSettings, clock, zone = 'Asia/Shanghai' }: ServerParts,
): void => {
  app.get(
    '/api/cases/:caseNo/clock',
    {
      schema: {
        summary: 'How the clock of the unit that has the case comes to its end, day by day, and what is left of it',
        tags: ['cases'],
        params: CaseNoSchema,
        response: { 200: CaseClockSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const caseNo = parseCaseNumber(request.params.caseNo)
      const found = caseNo === null ? null : await store.read.caseByNo(caseNo)
      if (!found || !caseOffice || !caseSettings) throw new ApiError('case_unknown')
      const sight = sightOf(viewer, found.case)
      if (sight === 'nothing') throw new ApiError('case_unknown')
      if (sight === 'stub') throw new ApiError('case_not_yours')
      const file = await caseOffice.file(found.case.caseNo)
      if (!file) throw new ApiError('case_unknown')
      return clockReply(file.standing, clock.now(), caseSettings)
    },
  )

  app.get(
    '/api/unit/figures',
    {
      schema: {
        summary: 'What my unit has now, and how much of what fell due this month it signed and handled in time',
        tags: ['figures'],
        response: { 200: UnitFiguresSchema, ...failures },
      },
    },
    async request => {
      const whose = ownOf(viewerOf(request))
      const now = clock.now()
      const { from } = localMonthOf(now, zone)
      const [box, month] = await Promise.all([
        store.read.unitBox(whose, now, localDayOf(now, zone).to),
        store.read.unitFigures(whose, from, now),
      ])
      return {
        now,
        box: { ...box },
        month: {
          ...month,
          from,
          to: now,
          signedInTimeRate: percent(month.signedInTime, month.signDue),
          handledInTimeRate: percent(month.handledInTime, month.handleDue),
        },
      }
    },
  )

  app.get(
    '/api/reply-templates',
    {
      schema: {
        summary: 'Texts that my unit can begin a reply with',
        tags: ['settings'],
        response: { 200: ReplyTemplatesSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      ownOf(viewer)
      const own = viewer.unitId ?? ''
      const above = caseSettings?.units().get(own)?.parent ?? own
      const all = settings?.all('reply_template').map(row => row.document as ReplyTemplate) ?? []
      return { templates: all.filter(({ unit }) => unit === null || unit === own || unit === above) }
    },
  )
}
