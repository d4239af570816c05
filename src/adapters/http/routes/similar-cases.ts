import type { FastifyRequest } from 'fastify'
import type { Suggested } from '../../../domain/cases/suggest.ts'
import type { SetOfNames } from '../../../domain/transfer/directory.ts'
import { sightOf } from '../../../engine/cases/case-sight.ts'
import { type DuplicateCase, similarTo } from '../../../engine/cases/similar.ts'
import { leads, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { SimilarSchema, SimilarWishSchema } from '../similar-schemas.ts'

/** As often as cases may be searched for: a page asks when its agent stops writing. */
const asksPerMinute = 60

/** More of the place than this is the same place. */
const samePlace = 0.6

/** What is proposed while a case is written: class, topic, unit, and the open cases it may be about. */
export const similarCaseRoutes = (app: App, { store, clock, caseSettings }: ServerParts): void => {
  const perViewer = app.createRateLimit({
    max: asksPerMinute,
    timeWindow: 60_000,
    keyGenerator: request => `similar ${viewerOf(request).userId}`,
  })
  const guardAsks = async (request: FastifyRequest) => {
    const tried = await perViewer(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
  }

  /** The caller's number, where the call is the viewer's and the number tells somebody in particular. */
  const numberOf = async (callId: string | null, viewer: Viewer): Promise<string | null> => {
    const found = callId === null ? null : await store.read.call(callId)
    if (!found || found.call.number === null) return null
    const { number, agentId, withAgentId } = found.call
    const isHis = viewer.agentId !== null && (agentId === viewer.agentId || withAgentId === viewer.agentId)
    if (!isHis && !leads(viewer.role)) return null
    const { shared } = await store.read.callerHistory(number, found.call.id, clock.now())
    return shared === null ? number : null
  }

  app.post(
    '/api/cases/similar',
    {
      schema: {
        summary: 'Class, topic and unit for a case that is being written, and open cases that may be about the same',
        tags: ['cases'],
        body: SimilarWishSchema,
        response: { 200: SimilarSchema, ...failures },
      },
      preHandler: guardAsks,
    },
    async request => {
      const viewer = viewerOf(request)
      const { title, text, place, callId } = request.body
      const { suggestion, duplicates } = await similarTo(store.read, {
        text: `${title}\n${text}`,
        place,
        number: await numberOf(callId, viewer),
        confidentialOf: leads(viewer.role) ? undefined : (viewer.agentId ?? ''),
        now: clock.now(),
      })
      return {
        classes: suggestion.classes.map(({ value, ...why }) => ({ class: value, ...mutable(why) })),
        topics: suggestion.topics.flatMap(each => named(each, caseSettings?.topics())),
        units: suggestion.units.flatMap(each => named(each, caseSettings?.units())),
        duplicates: duplicates.map(each => duplicateReply(each, viewer)),
      }
    },
  )
}

type Why = Omit<Suggested<unknown>, 'value'>

const mutable = ({ share, cases, words }: Why) => ({ share, cases: [...cases], words: [...words] })

interface Named {
  readonly id: string
  readonly name: SetOfNames
  readonly active?: boolean
}

/** Of what the house has: what it does not know, or has no more, is not proposed. */
const named = ({ value, ...why }: Suggested<string>, all: ReadonlyMap<string, Named> | undefined) => {
  const known = all?.get(value)
  return known === undefined || known.active === false ? [] : [{ id: known.id, ...known.name, ...mutable(why) }]
}

/** What of a confidential case of another is told: its number, its class, and that it is this caller's. */
const duplicateReply = ({ case: row, as, sameNumber, place, words }: DuplicateCase, viewer: Viewer) => {
  const { caseNo, class: of } = row
  const base = { caseNo, class: of, as, sameNumber, unit: row.unit }
  if (sightOf(viewer, row) === 'stub' || sightOf(viewer, row) === 'nothing')
    return { ...base, hidden: true, title: null, place: null, acceptedAt: null, samePlace: false, words: [] }
  const { title, acceptedAt } = row
  const isSamePlace = place >= samePlace
  return { ...base, hidden: false, title, place: row.place, acceptedAt, samePlace: isSamePlace, words: [...words] }
}
