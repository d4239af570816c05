import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { UnitKey } from '../../engine/unit-api/unit-store.ts'
import type { Viewer } from '../../engine/viewer.ts'
import type { App, ServerParts } from './app.ts'
import { ApiError } from './errors.ts'
import { newToken } from './sign-in.ts'

/** Begins each key, so that one that lies about is known for what it is. */
const beginning = 'yihao_unit_'
const bearer = /^Bearer (yihao_unit_[A-Za-z0-9_-]{43})$/

/** Tries with a wrong key from one address in a minute, and requests of one key. */
const wrongPerMinute = 30
const requestsPerMinute = 240

/** Booking each use would be a commit for each request. */
const usedEveryMs = 60_000

declare module 'fastify' {
  interface FastifyRequest {
    unitKey: UnitKey | null
  }
}

/** A new key, as it is shown once. */
export const newUnitToken = (): string => `${beginning}${newToken()}`

/** What is kept of a key. */
export const hashOfUnitToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The key of this request. Throws `unit_key_wrong` outside the scope of units' systems. */
export const unitKeyOf = (request: FastifyRequest): UnitKey => {
  if (!request.unitKey) throw new ApiError('unit_key_wrong')
  return request.unitKey
}

/** A unit's system sees cases as a clerk of the unit does. */
export const viewerOfKey = ({ id, unit, name, leads, hash }: UnitKey): Viewer => ({
  userId: 0,
  name: `${name} (${id})`,
  displayName: name,
  role: 'unit_clerk',
  alsoRoles: leads ? ['unit_leader'] : null,
  agentId: null,
  unitId: unit,
  tokenHash: hash,
  expiresAt: Number.MAX_SAFE_INTEGER,
})

/** Lets in systems of units by their keys, each so often a minute; a unit that was taken away has none. */
export const guardUnitKey = (app: App, { store, clock, caseSettings, log }: ServerParts) => {
  const wrong = app.createRateLimit({
    max: wrongPerMinute,
    timeWindow: 60_000,
    keyGenerator: request => `unit key ${request.ip}`,
  })
  const perKey = app.createRateLimit({
    max: requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: request => `unit requests ${request.unitKey?.id ?? ''}`,
  })
  const noteUse = ({ id, lastUsedAt }: UnitKey): void => {
    const now = clock.now()
    if (lastUsedAt !== null && now - lastUsedAt < usedEveryMs) return
    store.write.unitKeyUsed(id, now).catch(error => log.warn({ err: error, key: id }, 'the use of a key is not booked'))
  }
  const refuse = async (request: FastifyRequest): Promise<never> => {
    const tried = await wrong(request)
    throw new ApiError(!tried.isAllowed && tried.isExceeded ? 'too_many_attempts' : 'unit_key_wrong')
  }
  return async (request: FastifyRequest): Promise<void> => {
    const [, token] = bearer.exec(request.headers.authorization ?? '') ?? []
    const key = token === undefined ? null : await store.read.unitKeyByHash(hashOfUnitToken(token))
    const isThere = key !== null && caseSettings?.units().get(key.unit)?.active === true
    if (!key || key.revokedAt !== null || !isThere) return refuse(request)
    request.unitKey = key
    request.viewer = viewerOfKey(key)
    const tried = await perKey(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
    noteUse(key)
  }
}
