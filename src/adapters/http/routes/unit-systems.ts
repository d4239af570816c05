import { randomBytes, randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import type { WebhookTarget } from '../../../engine/messages/message-store.ts'
import type { UnitKey } from '../../../engine/unit-api/unit-store.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'
import {
  NewUnitKeySchema,
  UnitKeyIdSchema,
  UnitKeyMadeSchema,
  UnitKeysSchema,
  WebhookTargetBodySchema,
  WebhookTargetIdSchema,
  WebhookTargetSavedSchema,
  WebhookTargetsSchema,
} from '../unit-api-schemas.ts'
import { hashOfUnitToken, newUnitToken } from '../unit-keys.ts'

const targetReply = ({ id, url, formerSecret, disabledAt, disabledWhy }: WebhookTarget) => ({
  id,
  url,
  rotating: formerSecret !== null,
  disabledAt,
  disabledWhy,
})

const keyReply = ({ hash: _, ...key }: UnitKey) => key

const newSecret = (): string => randomBytes(32).toString('hex')

/** Systems of units, for admins: where they are told, and the keys by which they come in. Keys are shown once, where they are made. */
export const unitSystemRoutes = (app: App, { store, clock, caseSettings, webhookMayLead }: ServerParts): void => {
  const addressOf = (text: string): string => {
    const url = URL.canParse(text) ? new URL(text) : null
    if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || url.hash !== '')
      throw new ApiError('webhook_address_unsound')
    const may = webhookMayLead ? webhookMayLead(url) : url.protocol === 'https:'
    if (!may) throw new ApiError('webhook_address_unsound')
    return url.href
  }

  app.get(
    '/api/webhook-targets',
    {
      schema: {
        summary: 'Systems that are told by webhook; their keys are not shown',
        tags: ['settings'],
        response: { 200: WebhookTargetsSchema, ...failures },
      },
    },
    async () => ({ targets: (await store.read.webhookTargets()).map(targetReply) }),
  )

  app.put(
    '/api/webhook-targets/:id',
    {
      schema: {
        summary: 'Set where a system is told, change its key, or take the former one away; a new key is shown once',
        tags: ['settings'],
        params: WebhookTargetIdSchema,
        body: WebhookTargetBodySchema,
        response: { 200: WebhookTargetSavedSchema, ...failures },
      },
    },
    async request => {
      const { id } = request.params
      const { url, secret: wished = 'keep' } = request.body
      const before = await store.read.webhookTarget(id)
      const isNew = !before || wished === 'rotate'
      const secret = isNew ? newSecret() : before.secret
      const former = wished === 'drop_former' ? null : (before?.formerSecret ?? null)
      const target: WebhookTarget = {
        id,
        url: addressOf(url),
        secret,
        formerSecret: before && wished === 'rotate' ? before.secret : former,
        disabledAt: null,
        disabledWhy: null,
      }
      await store.write.saveWebhookTarget(target)
      return { target: targetReply(target), secret: isNew ? secret : null }
    },
  )

  app.delete(
    '/api/webhook-targets/:id',
    {
      schema: {
        summary: 'Take a system away: nothing more is sent to it',
        tags: ['settings'],
        params: WebhookTargetIdSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      if (!(await store.write.removeWebhookTarget(request.params.id))) throw new ApiError('not_found')
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/unit-keys',
    {
      schema: {
        summary: "Keys of units' own systems, revoked ones too, the newest first",
        tags: ['settings'],
        response: { 200: UnitKeysSchema, ...failures },
      },
    },
    async () => ({ keys: (await store.read.unitKeys()).map(keyReply) }),
  )

  app.post(
    '/api/unit-keys',
    {
      schema: {
        summary: 'Make a key for the system of a unit; it is shown once',
        tags: ['settings'],
        body: NewUnitKeySchema,
        response: { 201: UnitKeyMadeSchema, ...failures },
      },
    },
    async (request, reply) => {
      const { unit, name, leads } = request.body
      if (caseSettings?.units().get(unit)?.active !== true) throw new ApiError('unit_unknown')
      const token = newUnitToken()
      const key: UnitKey = {
        id: randomUUID(),
        unit,
        name: name.trim(),
        hash: hashOfUnitToken(token),
        leads,
        createdAt: clock.now(),
        createdBy: viewerOf(request).name,
        revokedAt: null,
        revokedBy: null,
        lastUsedAt: null,
      }
      await store.write.addUnitKey(key)
      return reply.code(201).send({ key: keyReply(key), token })
    },
  )

  app.delete(
    '/api/unit-keys/:id',
    {
      schema: {
        summary: 'Revoke a key: the next request with it is refused',
        tags: ['settings'],
        params: UnitKeyIdSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      const revoked = await store.write.revokeUnitKey(request.params.id, clock.now(), viewerOf(request).name)
      if (!revoked) throw new ApiError('not_found')
      return reply.code(204).send(null)
    },
  )
}
