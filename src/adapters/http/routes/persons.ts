import { normaliseCaller } from '../../../domain/number/normalise.ts'
import { ErasedSchema, ErasureSchema } from '../access-schemas.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

/** Erasing what is held of one number, for admins: they are told counts, never contents. */
export const personRoutes = (app: App, { personErasure, homeArea = '' }: ServerParts): void => {
  app.post(
    '/api/persons/erasure',
    {
      schema: {
        summary: 'Erase the personal data of one number, but what is open, held or must be kept',
        tags: ['cases'],
        body: ErasureSchema,
        response: { 200: ErasedSchema, ...failures },
      },
    },
    async request => {
      if (!personErasure) throw new ApiError('not_found')
      const { number } = normaliseCaller(request.body.number, homeArea)
      if (number === null) throw new ApiError('bad_request')
      const answer = await personErasure.erase(number, viewerOf(request).name, request.body.reason.trim())
      if ('refused' in answer) throw new ApiError(answer.refused)
      return { ...answer.done, kept: answer.done.kept.map(each => ({ ...each })) }
    },
  )
}
