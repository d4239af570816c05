import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { mayEditKnowledge } from '../../../engine/knowledge/rights.ts'
import { hearing } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { knownViewers } from '../known-viewers.ts'
import { CredentialsSchema, failures, SignedInSchema } from '../schemas.ts'
import { checkPassword, cookieFlags, cookieName, hashToken, newToken, signInMs } from '../sign-in.ts'

const window = 5 * 60_000
/** One person mistypes a few times; a whole shift behind one address signs in at once. */
const triesPerNameAndAddress = 10
const triesPerAddress = 300

const nameIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'name' in body && typeof body.name === 'string' ? body.name : ''

/** Signing in: open to all, with limits. */
export const signInRoutes = (app: App, { store, hotline, recordings, clock, cookieSecure }: ServerParts): void => {
  const perAddress = app.createRateLimit({ max: triesPerAddress, timeWindow: window })
  const perName = app.createRateLimit({
    max: triesPerNameAndAddress,
    timeWindow: window,
    keyGenerator: request => `${request.ip} ${nameIn(request.body)}`,
  })
  const guardTries = async (request: FastifyRequest) => {
    for (const limit of [perAddress, perName]) {
      const tried = await limit(request)
      if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
    }
  }

  app.post(
    '/api/session',
    {
      schema: {
        summary: 'Sign in; sets the cookie',
        tags: ['session'],
        body: CredentialsSchema,
        response: { 200: SignedInSchema, ...failures },
      },
      preHandler: guardTries,
    },
    async (request, reply) => {
      const user = await checkPassword(store.read, request.body.name, request.body.password)
      if (!user) throw new ApiError('wrong_password')
      const now = clock.now()
      const token = newToken()
      const expiresAt = now + signInMs
      await store.write.addSession({ tokenHash: hashToken(token), userId: user.id, createdAt: now, expiresAt })
      if (user.agentId !== null) await hotline.tell({ type: 'agent_signed_in', at: now, agentId: user.agentId })
      reply.setCookie(cookieName(cookieSecure), token, { ...cookieFlags(cookieSecure), maxAge: signInMs / 1000 })
      const { name, displayName, role, agentId, unitId } = user
      const alsoRoles = [...(user.alsoRoles ?? [])]
      const hearsRecordings = hearing(user, recordings.agentsHearOwn) !== 'none'
      const editsKnowledge = mayEditKnowledge(user)
      return { name, displayName, role, alsoRoles, unitId, agentId, hearsRecordings, editsKnowledge, expiresAt }
    },
  )
}

/** Who is signed in, and signing out. */
export const sessionRoutes = (
  app: App,
  { store, hotline, recordings, cookieSecure, onSignedOut }: ServerParts,
): void => {
  app.get(
    '/api/session',
    { schema: { summary: 'Who is signed in', tags: ['session'], response: { 200: SignedInSchema, ...failures } } },
    async request => {
      const viewer = viewerOf(request)
      const { name, displayName, role, agentId, expiresAt, unitId = null } = viewer
      const alsoRoles = [...(viewer.alsoRoles ?? [])]
      const hearsRecordings = hearing(viewer, recordings.agentsHearOwn) !== 'none'
      const editsKnowledge = mayEditKnowledge(viewer)
      return { name, displayName, role, alsoRoles, unitId, agentId, hearsRecordings, editsKnowledge, expiresAt }
    },
  )

  app.delete(
    '/api/session',
    { schema: { summary: 'Sign out', tags: ['session'], response: { 204: Type.Null(), ...failures } } },
    async (request, reply) => {
      const { agentId, tokenHash } = viewerOf(request)
      await store.write.endSession(tokenHash).finally(() => knownViewers(store.read).forget(tokenHash))
      if (agentId !== null) await hotline.command(agentId, { name: 'sign_out' })
      onSignedOut?.(tokenHash)
      reply.clearCookie(cookieName(cookieSecure), cookieFlags(cookieSecure))
      return reply.code(204).send(null)
    },
  )
}
