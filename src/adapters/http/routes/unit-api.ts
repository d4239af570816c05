import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { KeptState } from '../../../domain/cases/case.ts'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import type { CaseCommand, CaseEventName } from '../../../domain/cases/life/commands.ts'
import { mayNow } from '../../../domain/cases/life/decide.ts'
import { fileOf } from '../../../domain/cases/life/file.ts'
import type { Actor } from '../../../domain/cases/role.ts'
import { sightOf } from '../../../engine/cases/case-sight.ts'
import type { CaseRow } from '../../../engine/cases/case-store.ts'
import { createUnitRequests, type UnitAnswer } from '../../../engine/unit-api/unit-requests.ts'
import { actorOf } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { AttachmentIdSchema, AttachmentsSchema, FileSchema } from '../attachment-schemas.ts'
import { caseReply, historyReply } from '../case-replies.ts'
import { CaseNoSchema } from '../case-schemas.ts'
import { UnitStepSchema } from '../case-step-schemas.ts'
import { ApiError, codeOf, errorReply } from '../errors.ts'
import { failures } from '../schemas.ts'
import {
  IdempotencySchema,
  UnitCaseListSchema,
  UnitCaseQuerySchema,
  UnitCaseSchema,
  UnitStepDoneSchema,
} from '../unit-api-schemas.ts'
import { unitKeyOf } from '../unit-keys.ts'
import { wishWithFiles } from '../wish-files.ts'
import { attachmentReply, sendAttachment, sourceOfUploader, uploadRoute } from './attachments.ts'

const usualLimit = 50

/** How long one file may be on its way, ms. */
const downloadMs = 3_600_000
const bodyLimit = 64 * 1024

/** In these a case is a unit's own and open. */
const openStates: readonly KeptState[] = [
  'dispatched',
  'signed',
  'return_requested',
  'handling',
  'suspended',
  'replied',
  'reply_review',
]

/** What a system may ask for; the rest is for people. */
const events: readonly CaseEventName[] = [
  'sign',
  'request_return',
  'log_contact',
  'ask_extension',
  'draft_reply',
  'reply',
]

const keyForm = /^[A-Za-z0-9._-]{8,100}$/

const hashed = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/** Equal requests have equal text, in whatever order their fields came. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => [key, inOrder(part)])
}

/** The API for units with systems of their own, by a key: their open cases, one of them, and what a unit does with one. */
export const unitApiRoutes = (app: App, { store, caseOffice, attachments, clock }: ServerParts): void => {
  const requests = createUnitRequests({ reads: store.read, writes: store.write, clock })
  const office = () => {
    if (!caseOffice) throw new ApiError('not_found')
    return caseOffice
  }
  const actor = (request: FastifyRequest): Actor => ({ ...actorOf(viewerOf(request)), kind: 'unit_system' })
  const uploaderOf = (request: FastifyRequest) => ({ kind: 'unit', id: unitKeyOf(request).unit }) as const

  /** A case that the unit has or had; one of another unit is not there. */
  const find = async (request: FastifyRequest, typed: string): Promise<CaseRow> => {
    const caseNo = parseCaseNumber(typed)
    const found = caseNo === null ? null : await store.read.caseByNo(caseNo)
    if (!found || sightOf(viewerOf(request), found.case) === 'nothing') throw new ApiError('case_unknown')
    return found.case
  }

  app.get(
    '/api/unit/v1/cases',
    {
      schema: {
        summary: 'Open cases of the unit by their next deadline, the most pressing first',
        tags: ['unit'],
        querystring: UnitCaseQuerySchema,
        response: { 200: UnitCaseListSchema, ...failures },
      },
    },
    async request => {
      const { cursor, limit = usualLimit } = request.query
      const [, deadline = '', caseNo = ''] = /^(\d+)-(\d+)$/.exec(cursor ?? '') ?? []
      const rows = await store.read.work({
        states: openStates,
        unit: unitKeyOf(request).unit,
        ...(cursor !== undefined && { after: { deadline: Number(deadline), caseNo } }),
        limit: limit + 1,
      })
      const last = rows[limit - 1]
      return {
        cases: rows.slice(0, limit).map(row => caseReply(row, viewerOf(request))),
        next: rows.length > limit && last ? `${last.deadline ?? 0}-${last.caseNo}` : null,
      }
    },
  )

  app.get(
    '/api/unit/v1/cases/:caseNo',
    {
      schema: {
        summary: 'One case of the unit with its history, and what may be asked of it now',
        tags: ['unit'],
        params: CaseNoSchema,
        response: { 200: UnitCaseSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const row = await find(request, request.params.caseNo)
      const [facts, dispatches] = await Promise.all([
        store.read.caseFacts(row.caseNo),
        store.read.dispatches(row.caseNo),
      ])
      const file = fileOf(facts)
      const { extensionAsked = null, version = 0 } = file?.standing ?? {}
      return {
        case: { ...caseReply(row, viewer), text: row.text, answer: row.answer },
        version,
        may: file ? mayNow(file, actor(request)).filter(event => events.includes(event)) : [],
        extension: extensionAsked && { ...extensionAsked },
        reply: file?.reply ? { ...file.reply, attachments: [...file.reply.attachments] } : null,
        dispatches: dispatches.map(({ caseNo: _, ...rest }) => rest),
        history: facts.flatMap(fact => historyReply(fact, viewer)),
      }
    },
  )

  /** Does it, and says how it went as it will be answered each time; what is no answer for ever is thrown. */
  const answer = async (
    request: FastifyRequest,
    row: CaseRow,
    wish: CaseCommand,
    seen: number | null,
  ): Promise<UnitAnswer> => {
    try {
      const done = await office().act(
        actor(request),
        row.caseNo,
        await wishWithFiles(attachments?.desk, wish, uploaderOf(request), row),
        seen,
      )
      if ('refused' in done) throw new ApiError(done.refused)
      const { version, state } = done.done
      return { status: 200, body: JSON.stringify({ version, state }) }
    } catch (error) {
      const { status, body } = errorReply(codeOf(error))
      if (status >= 500) throw error
      return { status, body: JSON.stringify(body) }
    }
  }

  app.post(
    '/api/unit/v1/cases/:caseNo/steps',
    {
      bodyLimit,
      schema: {
        summary: 'Do something with a case of the unit, once for each Idempotency-Key',
        description:
          'The header Idempotency-Key is needed. The same request under the same key has the same answer for seven days and is done once; another request under it is refused (409 idempotency_other).',
        tags: ['unit'],
        params: CaseNoSchema,
        headers: IdempotencySchema,
        body: UnitStepSchema,
        response: { 200: UnitStepDoneSchema, ...failures },
      },
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key']
      if (typeof key !== 'string' || !keyForm.test(key)) throw new ApiError('idempotency_key_missing')
      const { wish, seen } = request.body
      if (seen === null && wish.event !== 'log_contact') throw new ApiError('bad_request')
      const row = await find(request, request.params.caseNo)
      const ask = {
        id: `${unitKeyOf(request).id} ${key}`,
        bodyHash: hashed(row.caseNo, inOrder(request.body)),
        caseNo: row.caseNo,
        by: viewerOf(request).name,
        wish,
      }
      const answered = await requests.once(ask, () => answer(request, row, wish, seen))
      if (answered === 'other') throw new ApiError('idempotency_other')
      const { status, body } = answered
      return reply.code(status as 200).send(JSON.parse(body))
    },
  )

  app.get(
    '/api/unit/v1/cases/:caseNo/attachments',
    {
      schema: {
        summary: 'Attachments of a case of the unit, in their order',
        tags: ['unit'],
        params: CaseNoSchema,
        response: { 200: AttachmentsSchema, ...failures },
      },
    },
    async request => {
      const { caseNo } = await find(request, request.params.caseNo)
      return { attachments: (await store.read.attachmentsOfCase(caseNo)).map(attachmentReply) }
    },
  )

  app.get(
    '/api/unit/v1/attachments/:id',
    {
      exposeHeadRoute: false,
      handlerTimeout: downloadMs,
      schema: {
        summary:
          'One attachment of a case of the unit, or an upload of its own, whole or a stretch of it; the opening is in the ledger',
        tags: ['unit'],
        params: AttachmentIdSchema,
        response: { 200: FileSchema, 206: FileSchema, ...failures },
      },
    },
    async (request, reply) => {
      if (!attachments) throw new ApiError('not_found')
      const { desk, readers } = attachments
      const viewer = viewerOf(request)
      const own = uploaderOf(request)
      const row = await desk.find(request.params.id)
      const isOwn = row?.caseNo === null && row.uploaderKind === own.kind && row.uploader === own.id
      // whether there is one is told to those who may see it
      if (!row || !(isOwn || (await readers.mayRead(viewer, row)))) throw new ApiError('attachment_gone')
      const opener = { userName: viewer.name, role: viewer.role, address: request.ip }
      const opened = await desk.open(row, opener, isOwn)
      if ('refused' in opened) throw new ApiError(opened.refused)
      return sendAttachment(request, reply, row, opened.done, true)
    },
  )

  uploadRoute(app, '/api/unit/v1/attachments', {
    desk: () => {
      if (!attachments) throw new ApiError('not_found')
      return attachments.desk
    },
    uploads: attachments?.uploads ?? { receive: () => Promise.reject(new ApiError('not_found')) },
    uploaderOf,
    sourceOf: request => sourceOfUploader(uploaderOf(request)),
  })
}
