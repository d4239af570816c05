import type { FastifyRequest } from 'fastify'
import { parseCaseNumber } from '../../../domain/cases/case-number.ts'
import { canBeRungBack, normaliseCaller } from '../../../domain/number/normalise.ts'
import { cleanLine, cleanText } from '../../../domain/text/clean.ts'
import { sightOf } from '../../../engine/cases/case-sight.ts'
import type { ChatRooms, ChatView, Refused } from '../../../engine/chats/chat-rooms.ts'
import { isOfUnit } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import {
  AgentLookSchema,
  AgentSaySchema,
  CaseChatSchema,
  ChatDoneSchema,
  ChatDoorSchema,
  ChatIdSchema,
  ChatSchema,
  CitizenLeaveSchema,
  CitizenLookSchema,
  CitizenSaySchema,
  OpenChatSchema,
  OpenedChatSchema,
} from '../chat-schemas.ts'
import { ApiError } from '../errors.ts'
import { failures } from '../schemas.ts'

/** More questions in a minute than the people of one address ask, of whom each page that waits asks a few times. */
const perAddress = 240
const minute = 60_000

const given = <T extends object>(answer: T | Refused): T => {
  if ('refused' in answer) throw new ApiError(answer.refused)
  return answer
}

/** Names of the house's agents are not told: messages say which side wrote them. */
const chatReply = ({ messages, ...chat }: ChatView) => ({
  ...chat,
  messages: messages.map(({ agentId: _, ...message }) => ({ ...message })),
})

const roomsOf = (chats: ChatRooms | undefined): ChatRooms => {
  if (!chats) throw new ApiError('not_found')
  return chats
}

/** What citizens who write with an agent may do without signing in; who has a chat's secret is its citizen. */
export const citizenChatRoutes = (
  app: App,
  { chats, citizenCases, homeArea = '0513' }: Pick<ServerParts, 'chats' | 'citizenCases' | 'homeArea'>,
): void => {
  const guard = app.createRateLimit({ max: perAddress, timeWindow: minute })
  const parts = async (request: FastifyRequest) => {
    const rooms = roomsOf(chats)
    const tried = await guard(request)
    if (!tried.isAllowed && tried.isExceeded) throw new ApiError('too_many_attempts')
    return rooms
  }
  const his = async (request: FastifyRequest, chatId: string, secret: string): Promise<ChatRooms> => {
    const rooms = await parts(request)
    if (!(await rooms.isHis(chatId, secret))) throw new ApiError('chat_unknown')
    return rooms
  }
  const tags = ['citizens']

  app.get(
    '/api/public/chats/door',
    {
      schema: {
        summary: 'Whether somebody is there to write with now',
        tags,
        response: { 200: ChatDoorSchema, ...failures },
      },
    },
    async request => ({ door: (await parts(request)).door() }),
  )

  app.post(
    '/api/public/chats',
    {
      schema: {
        summary: 'Begins to wait for an agent to write with; asking twice with the same requestId begins once',
        tags,
        body: OpenChatSchema,
        response: { 200: OpenedChatSchema, ...failures },
      },
    },
    async request => {
      const rooms = await parts(request)
      if (!citizenCases) throw new ApiError('not_found')
      const { requestId, challenge, answers, language, phone } = request.body
      const typed = cleanLine(phone).normalize('NFKC')
      const { number } = normaliseCaller(typed, homeArea)
      if (typed !== '' && !canBeRungBack(number)) throw new ApiError('phone_wrong')
      const spent = citizenCases.challenges.spend(challenge, answers, `chat ${requestId}`)
      if (spent !== 'spent') throw new ApiError(spent === 'over' ? 'challenge_over' : 'challenge_unsolved')
      const asker = citizenCases.keyOfAddress(request.ip)
      return given(await rooms.open(asker, { requestId, language, number: typed === '' ? null : number }))
    },
  )

  app.post(
    '/api/public/chats/:id/look',
    {
      schema: {
        summary: 'The chat and what was written after a number; answered when something happens, or after 20 s',
        tags,
        params: ChatIdSchema,
        body: CitizenLookSchema,
        response: { 200: ChatSchema, ...failures },
      },
    },
    async request => {
      const { secret, ...seen } = request.body
      const { id } = request.params
      return chatReply(given(await (await his(request, id, secret)).look(id, seen, 'citizen')))
    },
  )

  app.post(
    '/api/public/chats/:id/say',
    {
      schema: {
        summary: 'Says something; asking twice with the same requestId says it once',
        tags,
        params: ChatIdSchema,
        body: CitizenSaySchema,
        response: { 200: ChatDoneSchema, ...failures },
      },
    },
    async request => {
      const { secret, text, requestId } = request.body
      const { id } = request.params
      return given(await (await his(request, id, secret)).say(id, null, { text: wordsOf(text), requestId }))
    },
  )

  app.post(
    '/api/public/chats/:id/end',
    {
      schema: {
        summary: 'Ends the chat, or gives the place in the line up',
        tags,
        params: ChatIdSchema,
        body: CitizenLeaveSchema,
        response: { 200: ChatDoneSchema, ...failures },
      },
    },
    async request => {
      const { id } = request.params
      await (await his(request, id, request.body.secret)).leave(id)
      return { done: true as const }
    },
  )
}

const wordsOf = (text: string): string => {
  const words = cleanText(text)
  if (words === '') throw new ApiError('bad_request')
  return words
}

/** What agents write, and what may be read of chats. */
export const chatRoutes = (
  app: App,
  { chats, store, caseAccess }: Pick<ServerParts, 'chats' | 'store' | 'caseAccess'>,
): void => {
  const mine = async (request: FastifyRequest, chatId: string) => {
    const rooms = roomsOf(chats)
    const { agentId } = viewerOf(request)
    if (agentId === null || !(await rooms.isAgents(chatId, agentId))) throw new ApiError('chat_unknown')
    return { rooms, agentId }
  }
  const tags = ['chats']

  app.post(
    '/api/chats/:id/look',
    {
      schema: {
        summary: 'My chat and what was written after a number; answered when something happens, or after 20 s',
        tags,
        params: ChatIdSchema,
        body: AgentLookSchema,
        response: { 200: ChatSchema, ...failures },
      },
    },
    async request => {
      const { id } = request.params
      const { rooms } = await mine(request, id)
      return chatReply(given(await rooms.look(id, request.body, 'agent')))
    },
  )

  app.post(
    '/api/chats/:id/say',
    {
      schema: {
        summary: 'Says something in my chat; asking twice with the same requestId says it once',
        tags,
        params: ChatIdSchema,
        body: AgentSaySchema,
        response: { 200: ChatDoneSchema, ...failures },
      },
    },
    async request => {
      const { id } = request.params
      const { rooms, agentId } = await mine(request, id)
      const { text, requestId } = request.body
      return given(await rooms.say(id, agentId, { text: wordsOf(text), requestId }))
    },
  )

  app.get(
    '/api/cases/:caseNo/chats/:id',
    {
      schema: {
        summary: 'What was written in a chat that belongs to a case, for who sees all of the case',
        tags,
        params: CaseChatSchema,
        response: { 200: ChatSchema, ...failures },
      },
    },
    async request => {
      const viewer = viewerOf(request)
      const { id } = request.params
      const caseNo = parseCaseNumber(request.params.caseNo)
      const found = caseNo === null ? null : await store.read.caseByNo(caseNo)
      const belongs = found?.calls.some(({ callId }) => callId === id) === true
      if (!found || !belongs || isOfUnit(viewer)) throw new ApiError('chat_unknown')
      const sight = sightOf(viewer, found.case)
      if (sight !== 'whole') throw new ApiError('chat_unknown')
      // what no ledger holds is not shown
      if (found.case.confidential && !(await caseAccess?.viewed(viewer, found.case, 'content', request.ip)))
        throw new ApiError('store_down')
      return chatReply(given(await roomsOf(chats).transcript(id)))
    },
  )
}
