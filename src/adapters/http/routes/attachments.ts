import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type TSchema, Type } from 'typebox'
import type { Uploader } from '../../../domain/attachments/attachment-facts.ts'
import { kindOf } from '../../../domain/attachments/kinds.ts'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import type { AttachmentAnswer, AttachmentDesk } from '../../../engine/attachments/attachment-desk.ts'
import type { AttachmentRow } from '../../../engine/attachments/attachment-store.ts'
import { isOwnUpload } from '../../../engine/attachments/may-read.ts'
import type { OpenFile } from '../../../engine/attachments/ports.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { fileHeaders } from '../attachment-headers.ts'
import {
  AttachmentIdSchema,
  AttachmentQuerySchema,
  type AttachmentReply,
  AttachmentsSchema,
  FileBodySchema,
  FileNameSchema,
  FileSchema,
  UploadedSchema,
} from '../attachment-schemas.ts'
import { byteRange } from '../byte-range.ts'
import { CaseNoSchema } from '../case-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import { uploadMs } from '../slow-bodies.ts'
import type { Uploads } from '../uploads.ts'

/** Uploads of somebody in an hour: an hour's work of anyone, and little for a disk. */
const mostInAnHour = 200

const given = <T>(answer: AttachmentAnswer<T>): T => {
  if ('refused' in answer) throw new ApiError(answer.refused)
  return answer.done
}

/** An attachment as pages see it: not who uploaded it. */
export const attachmentReply = (row: AttachmentRow): AttachmentReply => {
  const { id, name, type, bytes, sha256, uploadedAt, stripped } = row
  return { id, name, type, kind: kindOf(type), bytes, sha256, uploadedAt, stripped }
}

const nameOf = (header: string): string => {
  try {
    return decodeURIComponent(header)
  } catch {
    throw new ApiError('bad_request')
  }
}

/** What an upload leans on; citizens and units come by addresses of their own. */
export interface UploadParts {
  readonly desk: (request: FastifyRequest) => Pick<AttachmentDesk, 'keep'>
  readonly uploads: Uploads
  /** Who uploads. Throws where he may not; asked before a byte is read. */
  uploaderOf(request: FastifyRequest): Uploader | Promise<Uploader>
  /** Whose uploads are counted together, and how many may go on at once. */
  sourceOf(request: FastifyRequest): string
  /** Headers that it needs beside the name of the file. */
  readonly headers?: TSchema
  readonly summary?: string
}

export const sourceOfUploader = ({ kind, id }: Uploader): string => `${kind} ${id}`

/**
 * One upload by `POST url`: the body is the file itself, its name a header. A form of several parts would need a parser of its own, which is one thing more that
 * strangers can talk to; so each file has its own progress, its own refusal and its own second try.
 */
export const uploadRoute = (app: App, url: string, parts: UploadParts): void => {
  const { desk, uploads, uploaderOf, sourceOf } = parts
  app.register(async scope => {
    // the bytes are read by the handler, when it is known who sends them
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
    scope.post(
      url,
      {
        handlerTimeout: uploadMs + 60_000,
        config: { slowBody: true, rateLimit: { max: mostInAnHour, timeWindow: 3_600_000, keyGenerator: sourceOf } },
        schema: {
          summary:
            parts.summary ??
            'Uploads one file as it is (application/octet-stream); it waits 24 h to be attached to a case',
          tags: ['attachments'],
          headers: parts.headers ?? FileNameSchema,
          body: FileBodySchema,
          response: { 201: UploadedSchema, ...failures },
        },
      },
      async (request, reply) => {
        try {
          const uploader = await uploaderOf(request)
          const keeps = desk(request)
          const bytes = await uploads.receive(request.raw as IncomingMessage, sourceOf(request))
          const headers = request.headers as IncomingHttpHeaders
          const { row, place } = given(await keeps.keep(bytes, nameOf(String(headers['x-file-name'])), uploader))
          return reply.code(201).send({ attachment: attachmentReply(row), place })
        } catch (error) {
          // what is still on its way is not waited for
          if (!request.raw.complete) reply.header('connection', 'close')
          throw error
        }
      },
    )
  })
}

/** Sends an attachment, whole or a stretch of it. Nothing is sent before its first bytes were found whole. */
export const sendAttachment = async (
  request: FastifyRequest,
  reply: FastifyReply,
  row: AttachmentRow,
  opened: OpenFile,
  download: boolean,
): Promise<FastifyReply> => {
  try {
    const range = byteRange(request.headers.range, opened.bytes)
    if (range === 'none') {
      reply.header('content-range', `bytes */${opened.bytes}`)
      throw new ApiError('no_such_range')
    }
    const { from, to } = range ?? { from: 0, to: opened.bytes }
    const bytes = opened.read(from, to)[Symbol.asyncIterator]()
    const first = await bytes.next().catch(() => {
      throw new ApiError('attachment_unreadable')
    })
    if (range) reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${opened.bytes}`)
    return reply
      .headers({ ...fileHeaders(row, download), 'content-length': to - from })
      .send(Readable.from(rest(first, bytes, opened), { objectMode: false }))
  } catch (error) {
    await opened.close()
    throw error
  }
}

/** What was read already, then the rest; the file is closed at the end, also where the reader goes away. */
async function* rest(
  first: IteratorResult<Uint8Array>,
  bytes: AsyncIterator<Uint8Array>,
  opened: OpenFile,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; !next.done; next = await bytes.next()) yield next.value
  } finally {
    await opened.close()
  }
}

const userOf = (request: FastifyRequest): Uploader => ({ kind: 'user', id: viewerOf(request).name })

/** Attachments of who is signed in, and those of the cases that he may read. */
export const attachmentRoutes = (app: App, { attachments, store }: ServerParts): void => {
  const parts = () => {
    if (!attachments) throw new ApiError('not_found')
    return attachments
  }
  uploadRoute(app, '/api/attachments', {
    desk: () => parts().desk,
    uploads: attachments?.uploads ?? { receive: () => Promise.reject(new ApiError('not_found')) },
    uploaderOf: userOf,
    sourceOf: request => sourceOfUploader(userOf(request)),
  })

  app.get(
    '/api/attachments/:id',
    {
      exposeHeadRoute: false,
      // as long as a film is watched: a player reads ahead only so far
      handlerTimeout: 3_600_000,
      schema: {
        summary: 'One attachment, whole or a stretch of it; who opens it is in the ledger before the first byte',
        tags: ['attachments'],
        params: AttachmentIdSchema,
        querystring: AttachmentQuerySchema,
        response: { 200: FileSchema, 206: FileSchema, ...failures },
      },
    },
    async (request, reply) => {
      const { desk, readers } = parts()
      const viewer = viewerOf(request)
      const row = await desk.find(request.params.id)
      // whether there is one is told to those who may see it
      if (!row || !(await readers.mayRead(viewer, row))) throw new ApiError('attachment_gone')
      const opener = { userName: viewer.name, role: viewer.role, address: request.ip }
      const opened = given(await desk.open(row, opener, isOwnUpload(viewer, row)))
      return sendAttachment(request, reply, row, opened, request.query.download === '1')
    },
  )

  app.delete(
    '/api/attachments/:id',
    {
      schema: {
        summary: 'Takes back an upload of mine that no case has yet',
        tags: ['attachments'],
        params: AttachmentIdSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      const { desk } = parts()
      const viewer = viewerOf(request)
      const row = await desk.find(request.params.id)
      if (!row || !isOwnUpload(viewer, row)) throw new ApiError('attachment_gone')
      given(await desk.erase(row.id, 'removed', viewer.name))
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/cases/:caseNo/attachments',
    {
      schema: {
        summary: 'Attachments of a case that I may see, in their order',
        tags: ['attachments'],
        params: CaseNoSchema,
        response: { 200: AttachmentsSchema, ...failures },
      },
    },
    async request => {
      const caseNo = parseCaseNumber(request.params.caseNo)
      if (caseNo === null) throw new ApiError('case_unknown')
      const viewer = viewerOf(request)
      const rows = await store.read.attachmentsOfCase(caseNo)
      const seen = await Promise.all(rows.map(row => parts().readers.mayRead(viewer, row)))
      return { attachments: rows.filter((_, index) => seen[index]).map(attachmentReply) }
    },
  )
}
