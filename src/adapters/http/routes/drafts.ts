import { whoseCall } from '../../../engine/cases/whose-call.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { DraftSavedSchema, DraftSchema, DraftToSaveSchema } from '../case-schemas.ts'
import { ApiError } from '../errors.ts'
import { CallIdSchema, failures } from '../schemas.ts'

/** Some thirty thousand characters of any alphabet, with what JSON adds to them. */
const bodyLimit = 256 * 1024

/** What an agent writes during a call and its wrap-up: his own and nobody else's. */
export const draftRoutes = (app: App, { store, hotline, clock, onDraftSaved }: ServerParts): void => {
  const whose = whoseCall(hotline, store.read)
  const ownerOf = async (request: Parameters<typeof viewerOf>[0], callId: string): Promise<string> => {
    const { agentId } = viewerOf(request)
    if (agentId === null) throw new ApiError('forbidden')
    if ((await whose(agentId, callId)) === null) throw new ApiError('not_found')
    return agentId
  }

  app.get(
    '/api/calls/:id/draft',
    {
      schema: {
        summary: 'What I wrote about my call; empty where there is nothing',
        tags: ['calls'],
        params: CallIdSchema,
        response: { 200: DraftSchema, ...failures },
      },
    },
    async request => {
      const { id } = request.params
      const agentId = await ownerOf(request, id)
      return (await store.read.draft(id, agentId)) ?? { fields: {}, updatedAt: null }
    },
  )

  app.put(
    '/api/calls/:id/draft',
    {
      bodyLimit,
      schema: {
        summary:
          'Save what I wrote about my call; refused (draft_changed) where the saved one is not the one it was based on',
        tags: ['calls'],
        params: CallIdSchema,
        body: DraftToSaveSchema,
        response: { 200: DraftSavedSchema, ...failures },
      },
    },
    async request => {
      const { id: callId } = request.params
      const agentId = await ownerOf(request, callId)
      const updatedAt = await store.write.saveDraft({ callId, agentId, ...request.body, now: clock.now() })
      if (updatedAt === null) throw new ApiError('draft_changed')
      onDraftSaved?.(agentId, callId, updatedAt)
      return { updatedAt }
    },
  )
}
