import type { FastifyRequest } from 'fastify'
import { administers, hearing, isOfUnit, leads } from '../../engine/viewer.ts'
import { type ServerParts, viewerOf } from './app.ts'
import { ApiError } from './errors.ts'
import { comesFromUs } from './origin.ts'
import { readViewer } from './sign-in.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses changes that another site makes a browser send. */
export const guardOrigin = (publicOrigin?: string) => async (request: FastifyRequest) => {
  if (!reading.has(request.method) && !comesFromUs(request.headers, publicOrigin)) throw new ApiError('foreign_origin')
}

/** Lets in who is signed in, and notes who it is. */
export const guardSignedIn =
  ({ store, clock, cookieSecure }: ServerParts) =>
  async (request: FastifyRequest) => {
    request.viewer = await readViewer(request.headers, { reads: store.read, clock, cookieSecure })
    if (!request.viewer) throw new ApiError('not_signed_in')
  }

/** Lets in the hotline's own people, and nobody of a unit. */
export const guardHouse = async (request: FastifyRequest) => {
  if (isOfUnit(viewerOf(request))) throw new ApiError('forbidden')
}

/** Lets in who leads a shift or administers. */
export const guardLeader = async (request: FastifyRequest) => {
  if (!leads(viewerOf(request).role)) throw new ApiError('forbidden')
}

/** Lets in who may hear recordings, be it only his own. */
export const guardListener =
  ({ recordings }: ServerParts) =>
  async (request: FastifyRequest) => {
    if (hearing(viewerOf(request), recordings.agentsHearOwn) === 'none') throw new ApiError('forbidden')
  }

/** Lets in who administers. */
export const guardAdmin = async (request: FastifyRequest) => {
  if (!administers(viewerOf(request).role)) throw new ApiError('forbidden')
}
