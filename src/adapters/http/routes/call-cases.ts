import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Uploader } from '../../../domain/attachments/attachment-facts.ts'
import { type CaseForm, isConfidential } from '../../../domain/cases/case.ts'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { maskNumber } from '../../../domain/number/mask.ts'
import { get } from '../../../domain/sorted.ts'
import type { CaseAnswer } from '../../../engine/cases/case-desk.ts'
import { whoseCall } from '../../../engine/cases/whose-call.ts'
import { localDayOf } from '../../../engine/local-day.ts'
import type { ErrorCode } from '../../../wire/errors.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import {
  CallDecisionSchema,
  NewCaseNoSchema,
  NewCaseSchema,
  OutcomeSchema,
  PersonIdSchema,
  PersonSchema,
  SharedNumberSchema,
  UndecidedCountsSchema,
  UndecidedSchema,
} from '../case-schemas.ts'
import { ApiError } from '../errors.ts'
import { CallIdSchema, failures } from '../schemas.ts'

/** A case with all of its texts at their longest, with what JSON adds to them. */
const bodyLimit = 256 * 1024

const weekMs = 7 * 86_400_000
const mostUndecided = 20

const agentOf = (request: FastifyRequest): string => {
  const { agentId } = viewerOf(request)
  if (agentId === null) throw new ApiError('forbidden')
  return agentId
}

const given = <T>(answer: CaseAnswer<T>): T => {
  if ('refused' in answer) throw new ApiError(answer.refused)
  return answer.done
}

/** What an agent makes of his call: a case, a follow-up, or none; and who it was. */
export const callCaseRoutes = (
  app: App,
  { store, hotline, caseDesk, caseSettings, attachments, clock, zone = 'Asia/Shanghai' }: ServerParts,
): void => {
  const whose = whoseCall(hotline, store.read)
  const desk = () => {
    if (!caseDesk) throw new ApiError('not_found')
    return caseDesk
  }
  const files = () => {
    if (!attachments) throw new ApiError('not_found')
    return attachments.desk
  }
  /** Topics and units that the house does not have, or has no more, are refused. */
  const refuseNames = ({ topic, suggestedUnit }: Pick<CaseForm, 'topic' | 'suggestedUnit'>): ErrorCode | null => {
    const hasTopic = topic == null || caseSettings?.topics().has(topic) === true
    const hasUnit = suggestedUnit == null || caseSettings?.units().get(suggestedUnit)?.active === true
    return hasTopic && hasUnit ? null : 'bad_request'
  }

  app.post(
    '/api/calls/:id/cases',
    {
      bodyLimit,
      schema: {
        summary: 'Register a case from my call; asking twice with the same requestId makes one',
        tags: ['cases'],
        params: CallIdSchema,
        body: NewCaseSchema,
        response: { 200: NewCaseNoSchema, ...failures },
      },
    },
    async request => {
      const { requestId, attachments: ids = [], ...form } = request.body
      const agentId = agentOf(request)
      if (form.awaitsAnswer === true && form.answer.trim() !== '') throw new ApiError('bad_request')
      const uploader: Uploader = { kind: 'user', id: viewerOf(request).name }
      const refuse = async () =>
        refuseNames(form) ?? (ids.length === 0 ? null : files().refuseAttach(ids, uploader, null))
      const { caseNo } = given(await desk().register(agentId, request.params.id, requestId, form, refuse))
      // also when the wish is told again: the first try may have ended between the case and its files
      const of = { caseNo, confidential: isConfidential(form) }
      const attached = ids.length === 0 ? null : await files().attach(ids, uploader, of)
      return { caseNo, unattached: attached !== null && 'refused' in attached ? attached.refused : null }
    },
  )

  app.get(
    '/api/calls/:id/outcome',
    {
      schema: {
        summary: 'What my call came to, and the cases it belongs to',
        tags: ['cases'],
        params: CallIdSchema,
        response: { 200: CallDecisionSchema, ...failures },
      },
    },
    async request => {
      const agentId = agentOf(request)
      const { id } = request.params
      if ((await whose(agentId, id)) === null) throw new ApiError('not_found')
      const { decided, cases } = await store.read.callDecision(id)
      return {
        decided,
        cases: cases.map(({ requestId, confidential, agentId: owner, ...found }) => ({
          ...found,
          title: confidential && owner !== agentId ? null : found.title,
          requestId: found.as === 'origin' && owner === agentId ? requestId : null,
        })),
      }
    },
  )

  app.put(
    '/api/calls/:id/outcome',
    {
      schema: {
        summary: 'Say what my call came to: a follow-up, no case and why; or take that back',
        tags: ['cases'],
        params: CallIdSchema,
        body: OutcomeSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      const wish = request.body
      const caseNo = wish.outcome === 'follow_up' ? parseCaseNumber(wish.caseNo) : null
      if (wish.outcome === 'follow_up' && caseNo === null) throw new ApiError('case_unknown')
      const known = wish.outcome === 'follow_up' ? { ...wish, caseNo: caseNo ?? '' } : wish
      given(await desk().decide(agentOf(request), request.params.id, known))
      return reply.code(204).send(null)
    },
  )

  app.put(
    '/api/calls/:id/person',
    {
      schema: {
        summary: 'Confirm who calls from the number of my call',
        tags: ['cases'],
        params: CallIdSchema,
        body: PersonSchema,
        response: { 200: PersonIdSchema, ...failures },
      },
    },
    async request => given(await desk().confirmPerson(agentOf(request), request.params.id, request.body)),
  )

  app.put(
    '/api/calls/:id/shared-number',
    {
      schema: {
        summary: 'Mark the number of my call as a switchboard or public phone, or (null) take that back',
        tags: ['cases'],
        params: CallIdSchema,
        body: SharedNumberSchema,
        response: { 204: Type.Null(), ...failures },
      },
    },
    async (request, reply) => {
      given(await desk().shareNumber(agentOf(request), request.params.id, request.body.shared))
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/api/undecided-calls',
    {
      schema: {
        summary:
          'My answered calls of the last seven days without an outcome, or with a case begun and left, newest first',
        tags: ['cases'],
        response: { 200: UndecidedSchema, ...failures },
      },
    },
    async request => {
      const agentId = agentOf(request)
      const now = clock.now()
      const today = localDayOf(now, zone).from
      const found = await store.read.undecidedCalls(agentId, now - weekMs, 10 * mostUndecided)
      // the one he is at is not overdue yet
      const atHand = get(hotline.line().agents, agentId)?.callId
      const left = found.filter(({ callId }) => callId !== atHand)
      return {
        today: left.filter(({ arrivedAt, decided }) => arrivedAt >= today && !decided).length,
        calls: left
          .slice(0, mostUndecided)
          .map(({ agentId: _agent, ...call }) => ({ ...call, number: maskNumber(call.number) })),
      }
    },
  )
}

/** For those who lead: how many calls of each agent came to nothing yet today. */
export const undecidedCountRoutes = (app: App, { store, clock, zone = 'Asia/Shanghai' }: ServerParts): void => {
  app.get(
    '/api/undecided-calls/by-agent',
    {
      schema: {
        summary: 'Answered calls of today without an outcome, by agent',
        tags: ['cases'],
        response: { 200: UndecidedCountsSchema, ...failures },
      },
    },
    async () => {
      const { from, to } = localDayOf(clock.now(), zone)
      return { agents: [...(await store.read.undecidedCounts(from, to))] }
    },
  )
}
