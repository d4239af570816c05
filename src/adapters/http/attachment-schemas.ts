import type { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import { type AttachmentType, attachmentTypes } from '../../domain/attachments/kinds.ts'

const strict = { additionalProperties: false } as const
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const instant = Type.Integer({ description: 'UTC ms' })
const id = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })

export const AttachmentIdSchema = Type.Object({ id }, strict)

/** The name of a file in percent-encoded UTF-8, since a header carries nothing else. Other headers come along. */
export const FileNameSchema = Type.Object({
  'x-file-name': Type.String({ maxLength: 6_000, description: 'name of the file, percent-encoded UTF-8' }),
})

/** Read as it comes (uploads.ts). */
export const FileBodySchema = Type.Unsafe<unknown>({ description: 'the bytes of one file' })

const types = Object.keys(attachmentTypes) as AttachmentType[]

export const AttachmentSchema = Type.Object(
  {
    id,
    name: Type.String(),
    type: Type.Enum(types),
    kind: Type.Enum(['photo', 'document', 'sound', 'video']),
    bytes: Type.Integer(),
    sha256: Type.String({ description: 'of what is kept, in hexadecimal' }),
    uploadedAt: instant,
    stripped: Type.Boolean({ description: 'tells nothing of its author and place any more' }),
  },
  strict,
)
export type AttachmentReply = Static<typeof AttachmentSchema>

const degrees = (most: number) => Type.Number({ minimum: -most, maximum: most })

export const UploadedSchema = Type.Object(
  {
    attachment: AttachmentSchema,
    place: orNull(
      Type.Object(
        { latitude: degrees(90), longitude: degrees(180) },
        { ...strict, description: 'where the photo says it was taken (WGS 84): offered, and kept nowhere' },
      ),
    ),
  },
  strict,
)

export const AttachmentsSchema = Type.Object({ attachments: Type.Array(AttachmentSchema) }, strict)

export const AttachmentQuerySchema = Type.Object(
  { download: Type.Optional(Type.Literal('1', { description: 'saved, not shown' })) },
  strict,
)

/** Sent as it is, never made into JSON. */
export const FileSchema = Type.Unsafe<Readable>({ type: 'string', format: 'binary', description: 'the file' })
