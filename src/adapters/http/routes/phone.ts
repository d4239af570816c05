import { get } from '../../../domain/sorted.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { PhoneSessionRequestSchema, PhoneSessionSchema } from '../phone/phone-schemas.ts'
import { failures, PhoneSchema, PhoneWishesSchema } from '../schemas.ts'

/** Where the SIP socket of agents' pages is. */
export const sipPath = '/sip'

/** Number of the echo test in the dialplan. */
const echoNumber = '19000'

/** Asterisk asks for no domain of its own; this one can be nobody's. */
export const sipDomain = 'yihao.invalid'

/** What the signed-in agent's own phones register with: the desk phone, and the browser phone of this page. */
export const phoneRoutes = (app: App, { store, hotline, clock, phone, phoneSessions }: ServerParts): void => {
  app.get(
    '/api/phone',
    { schema: { summary: 'My own phone', tags: ['phone'], response: { 200: PhoneSchema, ...failures } } },
    async request => {
      const { agentId } = viewerOf(request)
      if (agentId === null) throw new ApiError('forbidden')
      const agent = (await store.read.agents()).find(({ id }) => id === agentId)
      if (!agent) throw new ApiError('agent_unknown')
      return {
        user: agent.extension,
        password: agent.sipPassword,
        server: phone.server ?? request.hostname,
        port: phone.port,
      }
    },
  )

  app.post(
    '/api/phone/session',
    {
      schema: {
        summary: 'Make this page my phone, or go on being it; the password is new each time',
        tags: ['phone'],
        body: PhoneSessionRequestSchema,
        response: { 200: PhoneSessionSchema, ...failures },
      },
    },
    async request => {
      const { agentId, tokenHash } = viewerOf(request)
      if (agentId === null) throw new ApiError('forbidden')
      const agent = get(hotline.line().agents, agentId)
      if (!agent) throw new ApiError('agent_unknown')
      const { previous } = request.body
      if (previous === null) await hotline.tell({ type: 'phone_renewed', at: clock.now(), agentId })
      const opened = await phoneSessions.open({ agentId, extension: agent.extension, tokenHash, previous })
      if (!opened) throw new ApiError('phone_elsewhere')
      return { ...opened, domain: sipDomain, path: sipPath, echo: echoNumber }
    },
  )

  const profileOf = async (agentId: string | null) => {
    if (agentId === null) throw new ApiError('forbidden')
    const agent = (await store.read.agents()).find(({ id }) => id === agentId)
    if (!agent) throw new ApiError('agent_unknown')
    const { sipPassword: _, ...profile } = agent
    return profile
  }

  app.get(
    '/api/phone/settings',
    {
      schema: {
        summary: 'How I am called on my browser phone',
        tags: ['phone'],
        response: { 200: PhoneWishesSchema, ...failures },
      },
    },
    async request => {
      const { wantsStandingLeg, autoAccept } = await profileOf(viewerOf(request).agentId)
      return { wantsStandingLeg, autoAccept }
    },
  )

  app.put(
    '/api/phone/settings',
    {
      schema: {
        summary: 'Change how I am called on my browser phone; holds from the next call on',
        tags: ['phone'],
        body: PhoneWishesSchema,
        response: { 200: PhoneWishesSchema, ...failures },
      },
    },
    async request => {
      const profile = await profileOf(viewerOf(request).agentId)
      await store.write.savePhoneWishes(profile.id, request.body)
      await hotline.tell({ type: 'agent_set', at: clock.now(), agent: { ...profile, ...request.body } })
      return request.body
    },
  )
}
