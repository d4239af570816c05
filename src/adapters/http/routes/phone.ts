import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures, PhoneSchema, PhoneWishesSchema } from '../schemas.ts'

/** What the signed-in agent's own phone registers with. */
export const phoneRoutes = (app: App, { store, hotline, clock, phone }: ServerParts): void => {
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
