import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Fact } from '../../../domain/fact.ts'
import type { OpenRecording } from '../../../engine/recordings/ports.ts'
import { hearing } from '../../../engine/viewer.ts'
import { type App, type ServerParts, viewerOf } from '../app.ts'
import { byteRange } from '../byte-range.ts'
import { callReply } from '../call-replies.ts'
import { ApiError } from '../errors.ts'
import {
  HeldSchema,
  HoldSchema,
  ListenSchema,
  RecordedCallsSchema,
  type RecordingQuery,
  RecordingQuerySchema,
  type RecordingReply,
  RecordingSchema,
  SoundSchema,
} from '../recording-schemas.ts'
import { CallIdSchema, failures } from '../schemas.ts'

const mostListed = 200
const longestSpanMs = 32 * 86_400_000

/** A player asks for a recording in many stretches: within this time they are one listening. */
const oneListeningMs = 30 * 60_000
const mostListenings = 1_000

/**
 * Recordings: for quality inspectors and shift leaders, and for agents their own where the house wishes so; each with a reason that is in the ledger
 * before the first byte is sent.
 */
export const recordingRoutes = (app: App, { store, recordings, clock, log }: ServerParts): void => {
  const listenings = new Map<string, number>()
  const hears = (request: FastifyRequest) => hearing(viewerOf(request), recordings.agentsHearOwn)

  /** Another's call is not there for an agent: neither whether it was recorded nor whether it was at all. */
  const mustHear = async (request: FastifyRequest, callId: string): Promise<void> => {
    if (hears(request) === 'all') return
    const { agentId } = viewerOf(request)
    const found = await store.read.call(callId)
    if (!found?.legs.some(leg => leg.agentId === agentId && leg.answeredAt !== null)) throw new ApiError('not_found')
  }

  /** An agent may not search by number: of masked digits he would learn some. */
  const whose = (request: FastifyRequest, query: RecordingQuery) => {
    if (hears(request) === 'all') return query
    const { agentId } = viewerOf(request)
    const { agentId: asked, lastDigits, ...span } = query
    if (agentId === null || lastDigits !== undefined || (asked ?? agentId) !== agentId) throw new ApiError('forbidden')
    return { ...span, talkedIn: agentId }
  }

  app.get(
    '/api/recordings',
    {
      schema: {
        summary: 'Calls whose recordings are kept, newest first, and answered calls that have none',
        tags: ['recordings'],
        querystring: RecordingQuerySchema,
        response: { 200: RecordedCallsSchema, ...failures },
      },
    },
    async request => {
      const { role } = viewerOf(request)
      const { query } = request
      if (query.to <= query.from || query.to - query.from > longestSpanMs) throw new ApiError('bad_request')
      const all = hears(request) === 'all'
      const [found, without] = await Promise.all([
        store.read.recordedCalls({ ...whose(request, query), limit: mostListed + 1 }),
        all ? recordings.withoutAudio(query.from, query.to) : [],
      ])
      return {
        calls: found
          .slice(0, mostListed)
          .map(({ call, held, ...rest }) => ({ call: callReply(call, role), ...rest, held: all && held })),
        more: found.length > mostListed,
        withoutAudio: without.map(call => callReply(call, role)),
      }
    },
  )

  app.get(
    '/api/calls/:id/recording',
    {
      schema: {
        summary: 'What is recorded of a call, its gaps and pauses, and who has listened',
        tags: ['recordings'],
        params: CallIdSchema,
        response: { 200: RecordingSchema, ...failures },
      },
    },
    async request => {
      const { id } = request.params
      await mustHear(request, id)
      const [rows, facts] = await Promise.all([store.read.recordings(id), store.read.callFacts(id)])
      const failed = facts.find(fact => fact.kind === 'recording_failed')
      if (rows.length === 0 && !failed) throw new ApiError('not_found')
      const parts = await Promise.all(
        rows.map(async ({ callId: _, pausedAt: __, pausedBy: ___, heldAt: ____, ...row }) => {
          // its peaks go with its key; a damaged card is told where it is played
          const kept = row.closedAt === null ? null : await recordings.vault.kept(row.part).catch(() => null)
          return { ...row, codec: codecOf(facts, row.part), peaks: [...(kept?.peaks ?? [])] }
        }),
      )
      const all = hears(request) === 'all'
      const { name } = viewerOf(request)
      const listened = listeningsOf(facts).filter(({ userName }) => all || userName === name)
      return { parts, pauses: pausesOf(facts), held: all ? holdOf(facts) : null, listenings: listened }
    },
  )

  const noteListening = async (request: FastifyRequest, callId: string, part: string, why: string): Promise<void> => {
    const viewer = viewerOf(request)
    const now = clock.now()
    const key = JSON.stringify([viewer.tokenHash, part, why])
    if (now - (listenings.get(key) ?? Number.NEGATIVE_INFINITY) < oneListeningMs) return
    const { name: userName, role } = viewer
    const fact = { at: now, received: now, callId, part, userName, role, why, address: request.ip } as const
    await recordings.book([{ kind: 'recording_listened', ...fact }]).catch(() => {
      throw new ApiError('store_down')
    })
    listenings.set(key, now)
    const [oldest] = listenings.keys()
    if (listenings.size > mostListenings && oldest !== undefined) listenings.delete(oldest)
  }

  app.get(
    '/api/calls/:id/recording/audio',
    {
      // as long as it is heard: a player reads ahead only so far
      handlerTimeout: 6 * 3_600_000,
      schema: {
        summary:
          'The audio of a call (WAV of µ-law, or Ogg Opus), whole or a stretch of it; the reason is in the ledger before the first byte',
        tags: ['recordings'],
        params: CallIdSchema,
        querystring: ListenSchema,
        response: { 200: SoundSchema, 206: SoundSchema, ...failures },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { reason } = request.query
      await mustHear(request, id)
      const rows = (await store.read.recordings(id)).filter(row => row.closedAt !== null && row.erasedAt === null)
      const row = rows.find(({ part }) => request.query.part === undefined || part === request.query.part)
      if (!row) throw new ApiError('no_recording')
      const opened = await recordings.vault.open(row.part).catch((error: unknown) => {
        log.error({ err: error, callId: id }, 'a recording cannot be opened')
        throw new ApiError('recording_damaged')
      })
      if (opened === null) throw new ApiError('no_recording')
      try {
        await noteListening(request, id, row.part, reason.trim())
        const range = byteRange(request.headers.range, opened.fileBytes)
        if (range === 'none') {
          reply.header('content-range', `bytes */${opened.fileBytes}`)
          throw new ApiError('no_such_range')
        }
        const { from, to } = range ?? { from: 0, to: opened.fileBytes }
        const bytes = opened.read(from, to)[Symbol.asyncIterator]()
        // whatever is wrong with it shows before the answer begins
        const first = await bytes.next().catch((error: unknown) => {
          log.error({ err: error, callId: id }, 'a recording is damaged')
          throw new ApiError('recording_damaged')
        })
        if (range) reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${opened.fileBytes}`)
        return reply
          .type(opened.mediaType)
          .headers({ 'accept-ranges': 'bytes', 'content-length': to - from })
          .send(Readable.from(rest(first, bytes, opened), { objectMode: false }))
      } catch (error) {
        await opened.close()
        throw error
      }
    },
  )

  app.put(
    '/api/calls/:id/recording/hold',
    {
      schema: {
        summary: 'Keeps the recordings of a call from deletion, or lifts that',
        tags: ['recordings'],
        params: CallIdSchema,
        body: HoldSchema,
        response: { 200: HeldSchema, ...failures },
      },
    },
    async request => {
      if (hears(request) !== 'all') throw new ApiError('forbidden')
      const { id: callId } = request.params
      const rows = await store.read.recordings(callId)
      if (rows.every(({ erasedAt }) => erasedAt !== null)) throw new ApiError('no_recording')
      const { held, why } = request.body
      const now = clock.now()
      const kind = held ? 'recording_held' : 'recording_released'
      const { name: userName } = viewerOf(request)
      await recordings.book([{ kind, at: now, received: now, callId, userName, why: why.trim() }]).catch(() => {
        throw new ApiError('store_down')
      })
      return { held }
    },
  )
}

/** What was read already, then the rest; the file is closed at the end, also where the listener goes away. */
async function* rest(
  first: IteratorResult<Uint8Array>,
  bytes: AsyncIterator<Uint8Array>,
  opened: OpenRecording,
): AsyncGenerator<Uint8Array> {
  try {
    for (let next = first; !next.done; next = await bytes.next()) yield next.value
  } finally {
    await opened.close()
  }
}

/** As it was kept last; null: not kept yet. */
const codecOf = (facts: readonly Fact[], part: string): RecordingReply['parts'][number]['codec'] => {
  const closed = facts.findLast(fact => fact.kind === 'recording_closed' && fact.part === part)
  return closed?.kind === 'recording_closed' ? (closed.codec ?? 'g711') : null
}

const pausesOf = (facts: readonly Fact[]): RecordingReply['pauses'] => {
  const pauses: RecordingReply['pauses'] = []
  for (const fact of facts) {
    if (fact.kind === 'recording_paused')
      pauses.push({ agentId: fact.agentId, part: fact.part, from: fact.at, to: null, why: null, subject: null })
    const open = pauses.at(-1)
    if (fact.kind === 'recording_pause_explained' && open?.to === null)
      pauses.splice(-1, 1, { ...open, subject: fact.subject })
    if (fact.kind !== 'recording_resumed') continue
    if (open?.to === null) pauses.splice(-1, 1, { ...open, to: fact.at, why: fact.why })
  }
  return pauses
}

const holdOf = (facts: readonly Fact[]): RecordingReply['held'] => {
  const last = facts.findLast(({ kind }) => kind === 'recording_held' || kind === 'recording_released')
  return last?.kind === 'recording_held' ? { at: last.at, userName: last.userName, why: last.why } : null
}

const listeningsOf = (facts: readonly Fact[]): RecordingReply['listenings'] =>
  facts.flatMap(fact =>
    fact.kind === 'recording_listened' ? [{ at: fact.at, userName: fact.userName, why: fact.why }] : [],
  )
