import type { Static } from 'typebox'
import type { CallFilter } from '../../../engine/store.ts'
import { leads, type Viewer } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { callReply, fromCursor, legReply, offerReply, partyReply, ratingReply, toCursor } from '../call-replies.ts'
import { ApiError } from '../errors.ts'
import { CallDetailSchema, CallIdSchema, CallListSchema, CallQuerySchema, failures } from '../schemas.ts'

const usualLimit = 50

/** Calls, newest first, and one call with its offers and legs. Agents see their own calls only, numbers masked. */
export const callRoutes = (app: App, { store }: ServerParts): void => {
  app.get(
    '/api/calls',
    {
      schema: {
        summary: 'Calls, newest first',
        tags: ['calls'],
        querystring: CallQuerySchema,
        response: { 200: CallListSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const limit = request.query.limit ?? usualLimit
      const rows = await store.read.calls(filterFor(viewer, request.query, limit + 1))
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        calls: page.map(row => callReply(row, viewer.role)),
        next: rows.length > limit && last ? toCursor(last) : null,
      }
    },
  )

  app.get(
    '/api/calls/:id',
    {
      schema: {
        summary: 'One call with its offers, why each was made, and its legs',
        tags: ['calls'],
        params: CallIdSchema,
        response: { 200: CallDetailSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const found = await store.read.call(request.params.id)
      const whole = leads(viewer.role)
      if (!found || (!whole && (viewer.agentId === null || found.call.agentId !== viewer.agentId))) {
        throw new ApiError('not_found')
      }
      const mine = ({ agentId }: { readonly agentId: string }) => whole || agentId === viewer.agentId
      return {
        call: callReply(found.call, viewer.role),
        offers: found.offers.filter(mine).map(offerReply),
        legs: found.legs.filter(mine).map(legReply),
        parties: found.parties.map(party => partyReply(party, viewer.role)),
        ratings: whole ? found.ratings.map(ratingReply) : [],
      }
    },
  )
}

type Query = Static<typeof CallQuerySchema>

/** An agent may not search by number: with the masked digits tried out one by one he would learn them. */
const filterFor = (viewer: Viewer, { cursor, limit: _limit, ...query }: Query, limit: number): CallFilter => {
  const before = cursor === undefined ? undefined : fromCursor(cursor)
  if (before === null) throw new ApiError('bad_request')
  const filter = { ...query, ...(before && { before }), limit }
  if (leads(viewer.role)) return filter
  const foreign = query.agentId !== undefined && query.agentId !== viewer.agentId
  if (viewer.agentId === null || foreign || query.number !== undefined) throw new ApiError('forbidden')
  return { ...filter, agentId: viewer.agentId }
}
