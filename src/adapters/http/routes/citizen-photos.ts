import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { FileRefused } from '../../../engine/citizens/beside-cases.ts'
import type { ErrorCode } from '../../../wire/errors.ts'
import type { App, ServerParts } from '../app.ts'
import { PhotoHeadersSchema, PhotoTakenBackSchema } from '../citizen-case-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { uploadRoute } from './attachments.ts'

/** What of the house's refusals citizens are told in words of their own, since they send photos and nothing else. */
const ofPhotos: Partial<Record<ErrorCode, ErrorCode>> = {
  attachment_too_large: 'photo_too_large',
  attachment_type_unknown: 'photo_only',
  attachment_too_many: 'photos_too_many',
  attachment_gone: 'photo_gone',
}
const toldOf = (code: ErrorCode): ErrorCode => ofPhotos[code] ?? code

/** A refusal of files, in the words for citizens. */
export const refusePhotos = (error: unknown): never => {
  throw error instanceof FileRefused ? new ApiError(toldOf(error.code)) : error
}

const perAddress = 60
const minute = 60_000

/**
 * Photos of citizens. Each is bound to a wish, and a wish to work that was done for it, so that a robot pays for every four of them; who has the wish alone can take a
 * photo back or send it, and nobody can see it.
 */
export const citizenPhotoRoutes = (app: App, citizenCases: ServerParts['citizenCases']): void => {
  const guard = app.createRateLimit({ max: perAddress, timeWindow: minute })
  const parts = () => {
    if (!citizenCases?.photos || !citizenCases.uploads) throw new ApiError('not_found')
    const { photos, uploads, challenges, keyOfAddress } = citizenCases
    const askerOf = ({ ip }: FastifyRequest) => ({ channel: 'page', key: keyOfAddress(ip) }) as const
    return { photos, uploads, challenges, askerOf }
  }
  const refuseHaste = async (request: FastifyRequest): Promise<void> => {
    const tried = await guard(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
  }

  uploadRoute(app, '/api/public/cases/photos', {
    summary:
      'Uploads one photo as it is (application/octet-stream) for a request that is not sent yet; 4 wait for 6 hours',
    headers: PhotoHeadersSchema,
    desk: request => ({
      keep: async (bytes, name, uploader) => {
        const { photos, askerOf } = parts()
        const kept = await photos.keep(askerOf(request), bytes, name, uploader)
        return 'refused' in kept ? { refused: toldOf(kept.refused) } : kept
      },
    }),
    uploads: {
      receive: (raw, source) =>
        parts()
          .uploads.receive(raw, source)
          .catch((error: unknown) => {
            throw error instanceof ApiError ? new ApiError(toldOf(error.code)) : error
          }),
    },
    sourceOf: request => citizenCases?.keyOfAddress(request.ip) ?? request.ip,
    uploaderOf: async request => {
      await refuseHaste(request)
      const { photos, challenges, askerOf } = parts()
      const header = (name: string): string => String(request.headers[name])
      const answers = header('x-answers').split(',').map(Number)
      const requestId = header('x-request-id')
      const spent = challenges.spend(header('x-challenge'), answers, requestId)
      if (spent !== 'spent') throw new ApiError(spent === 'over' ? 'challenge_over' : 'challenge_unsolved')
      const admitted = await photos.admit(askerOf(request), requestId)
      if ('refused' in admitted) throw new ApiError(admitted.refused)
      return admitted.done
    },
  })

  app.post(
    '/api/public/cases/photos/taken-back',
    {
      schema: {
        summary: 'Erases a photo that is not sent yet, for who has its requestId',
        tags: ['citizens'],
        body: PhotoTakenBackSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      await refuseHaste(request)
      const { requestId, id } = request.body
      const gone = await parts().photos.takeBack(requestId, id)
      if ('refused' in gone) throw new ApiError(toldOf(gone.refused))
      return reply.code(204).send(null)
    },
  )
}
