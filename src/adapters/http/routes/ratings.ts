import { againstAll, isOdd, oddBelow } from '../../../domain/campaign/unusual.ts'
import type { RatingGroup } from '../../../engine/ratings/rating-store.ts'
import { hasRole, isOfUnit } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { UnusualQuerySchema, UnusualSchema } from '../rating-schemas.ts'
import { failures } from '../schemas.ts'

const mostRows = 200
const longestSpanMs = 400 * 86_400_000

const figures = ['ratings', 'dissatisfied', 'own', 'excluded', 'recoded', 'kept'] as const
type Figures = Pick<RatingGroup, (typeof figures)[number]>

/** Rows of one name as one, each against the share of all; the oddest first. */
const seenBy = <Name extends object>(groups: readonly RatingGroup[], nameOf: (group: RatingGroup) => Name) => {
  const rows = new Map<string, Name & Figures>()
  for (const group of groups) {
    const name = nameOf(group)
    const before = rows.get(JSON.stringify(name))
    const sums = Object.fromEntries(
      figures.map(each => [each, (before?.[each] ?? 0) + group[each]]),
    ) as unknown as Figures
    rows.set(JSON.stringify(name), { ...name, ...sums })
  }
  return againstAll([...rows.values()])
    .map(row => ({ ...row, odd: isOdd(row) }))
    .sort((a, b) => (a.likelihood ?? 2) - (b.likelihood ?? 2) || b.ratings - a.ratings)
}

/** Whether ratings can be trusted: seen against expected, from the unit's own numbers, changed and ruled upon (docs/decisions/0039). */
export const ratingRoutes = (app: App, { store }: ServerParts): void => {
  app.get(
    '/api/visits/unusual',
    {
      schema: {
        summary:
          'Ratings of results by unit and by visitor against what chance would make of the share of all, the oddest first',
        tags: ['scores'],
        querystring: UnusualQuerySchema,
        response: { 200: UnusualSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      if (isOfUnit(viewer) || !hasRole(viewer, 'supervisor', 'analyst', 'auditor')) throw new ApiError('forbidden')
      const { from, to } = request.query
      if (from >= to || to - from > longestSpanMs) throw new ApiError('bad_request')
      const [groups, changed, rulings] = await Promise.all([
        store.read.ratingGroups({ from, to }),
        store.read.changedRatings({ from, to, limit: mostRows }),
        store.read.rulings({ from, to, limit: mostRows }),
      ])
      const total = (name: 'ratings' | 'dissatisfied') => groups.reduce((sum, group) => sum + group[name], 0)
      return {
        ratings: total('ratings'),
        dissatisfied: total('dissatisfied'),
        oddBelow,
        units: seenBy(groups, ({ unit }) => ({ unit })),
        visitors: seenBy(groups, ({ by }) => ({ by })),
        pairs: seenBy(groups, ({ unit, by }) => ({ unit, by })).slice(0, mostRows),
        changed: changed.map(row => ({ ...row })),
        rulings: rulings.map(row => ({ ...row })),
      }
    },
  )
}
