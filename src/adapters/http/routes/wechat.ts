import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { App, ServerParts } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { BackSchema, EchoSchema, ReturnSchema, WechatCitizenSchema, WechatQuerySchema } from '../wechat-schemas.ts'

const largest = 64 * 1024
const minute = 60_000
/** Only what is refused counts: behind a proxy WeChat and those who play it have one address, and WeChat must get through. */
const refusedPerAddress = 300
/** Many citizens share an address of their mobile network. */
const signInsPerAddress = 600

const ticketCookie = (secure: boolean): string => (secure ? '__Host-yihao-ticket' : 'yihao-ticket')
const sessionCookie = (secure: boolean): string => (secure ? '__Host-yihao-citizen' : 'yihao-citizen')

/** A citizen's session as a request brings it, or null. */
export const citizenSessionOf = (request: FastifyRequest, secure: boolean): string | null =>
  request.cookies[sessionCookie(secure)] ?? null

/** The door for WeChat's servers, and signing in by it. Not there without an official account. */
export const wechatRoutes = (app: App, parts: ServerParts): void => {
  app.register(async scope => {
    callbackRoutes(scope, parts)
  })
  citizenSignInRoutes(app, parts)
}

const present = (wechat: ServerParts['wechat']) => {
  if (!wechat) throw new ApiError('not_found')
  return wechat
}

const limited = (app: App, max: number) => {
  const limit = app.createRateLimit({ max, timeWindow: minute })
  return async (request: FastifyRequest) => {
    const tried = await limit(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
  }
}

const callbackRoutes = (app: App, { wechat }: ServerParts): void => {
  const countRefused = limited(app, refusedPerAddress)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largest }, (_request, body, done) => done(null, body))

  app.get(
    '/api/wechat',
    {
      schema: {
        summary: 'The proof to WeChat that this address is ours',
        tags: ['wechat'],
        querystring: EchoSchema,
        response: { 200: Type.String(), ...failures },
      },
    },
    async (request, reply) => {
      const echo = present(wechat).door.echo(request.query)
      if (echo !== null) return reply.type('text/plain; charset=utf-8').send(echo)
      await countRefused(request)
      throw new ApiError('wechat_refused')
    },
  )

  app.post(
    '/api/wechat',
    {
      schema: {
        summary: 'A message or an event from WeChat',
        tags: ['wechat'],
        querystring: WechatQuerySchema,
        response: { 200: Type.String(), ...failures },
      },
      bodyLimit: largest,
    },
    async (request, reply) => {
      const { door } = present(wechat)
      const body: unknown = request.body
      const answer = await door.message(request.query, body instanceof Uint8Array ? body : new Uint8Array())
      if (answer.kind === 'answer') return reply.type(`${answer.type}; charset=utf-8`).send(answer.body)
      await countRefused(request)
      throw new ApiError(answer.kind === 'refused' ? 'wechat_refused' : 'bad_request')
    },
  )
}

const citizenSignInRoutes = (app: App, { wechat, cookieSecure }: ServerParts): void => {
  const guard = limited(app, signInsPerAddress)
  const flags = { path: '/', httpOnly: true, secure: cookieSecure } as const

  app.get(
    '/api/wechat/sign-in',
    {
      schema: {
        summary: 'Lead a citizen to WeChat, which says that he is the same one again',
        tags: ['wechat'],
        querystring: BackSchema,
        response: { 302: Type.Null(), ...failures },
      },
      onRequest: guard,
    },
    async (request, reply) => {
      const { url, ticket, seconds } = present(wechat).signIn.start(request.query.back)
      // lax: the browser comes back from WeChat's site with it
      reply.setCookie(ticketCookie(cookieSecure), ticket, { ...flags, sameSite: 'lax', maxAge: seconds })
      return reply.redirect(url, 302)
    },
  )

  app.get(
    '/api/wechat/signed-in',
    {
      schema: {
        summary: 'Where WeChat sends the citizen back to; sets the cookie',
        tags: ['wechat'],
        querystring: ReturnSchema,
        response: { 302: Type.Null(), ...failures },
      },
      onRequest: guard,
    },
    async (request, reply) => {
      const ticket = request.cookies[ticketCookie(cookieSecure)] ?? null
      const { code, state } = request.query
      const signedIn = await present(wechat).signIn.finish({ code, state, ticket })
      if (signedIn === 'away') throw new ApiError('wechat_away')
      if (signedIn === 'refused') throw new ApiError('wechat_sign_in_refused')
      const { session, seconds, back } = signedIn
      reply.clearCookie(ticketCookie(cookieSecure), { ...flags, sameSite: 'lax' })
      reply.setCookie(sessionCookie(cookieSecure), session, { ...flags, sameSite: 'strict', maxAge: seconds })
      return reply.redirect(back, 302)
    },
  )

  app.get(
    '/api/wechat/citizen',
    {
      schema: {
        summary: 'Whether a citizen is signed in by WeChat, and until when',
        tags: ['wechat'],
        response: { 200: WechatCitizenSchema, ...failures },
      },
      onRequest: guard,
    },
    async request => {
      const citizen = present(wechat).signIn.citizenOf(citizenSessionOf(request, cookieSecure))
      return { signedIn: citizen !== null, until: citizen?.expiresAt ?? null }
    },
  )
}
