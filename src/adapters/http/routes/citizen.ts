import type { App, ServerParts } from '../app.ts'
import { ApiError } from '../errors.ts'
import { citizenCookie, citizenPath } from '../phone/citizen-lines.ts'
import { CitizenCallSchema } from '../phone/phone-schemas.ts'
import { failures } from '../schemas.ts'
import { sipDomain } from './phone.ts'

/** The demo's citizens: anybody may call the hotline from the page; not there in a real house. */
export const citizenRoutes = (app: App, { citizens, cookieSecure }: ServerParts): void => {
  const guard = app.createRateLimit({ max: 60, timeWindow: 60_000 })
  app.post(
    '/api/citizen/call',
    {
      schema: {
        summary: 'A phone for one call to the hotline (demo only)',
        tags: ['demo'],
        response: { 200: CitizenCallSchema, ...failures },
      },
    },
    async (request, reply) => {
      if (!citizens) throw new ApiError('not_found')
      const tried = await guard(request)
      if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
      const call = await citizens.open()
      if (!call) throw new ApiError('demo_lines_taken')
      const { ticket, user, password, number } = call
      reply.setCookie(citizenCookie, ticket, {
        path: citizenPath,
        httpOnly: true,
        sameSite: 'strict',
        secure: cookieSecure,
      })
      return { user, password, number, domain: sipDomain, path: citizenPath, target: '12345' }
    },
  )
}
