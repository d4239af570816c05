import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import { type LiveChange, liveVersion, type ToPage, type ToServer } from '../../src/wire/live.ts'
import type { DeskState, WallState } from '../../src/wire/views.ts'
import { createFakeCases, type FakeCases } from './fake-cases.ts'
import { createFakeKnowledge } from './fake-knowledge.ts'
import { answerRecordings } from './fake-recordings.ts'
import { fakeTargets } from './fake-targets.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** A draft as the server has it. */
export interface FakeDraft {
  readonly fields: Readonly<Record<string, string>>
  readonly updatedAt: number
}

/** A server of built pages without a hotline behind it, to look at the pages in any state. */
export interface FakeServer {
  readonly url: string
  /** Frames the page sent. */
  readonly received: ToServer[]
  /** Why recordings were asked for. */
  readonly listenings: string[]
  /** Who is signed in from now on. */
  signIn(role: 'agent' | 'shift_leader' | 'analyst' | null): void
  /** Agents may hear their own calls from now on. */
  letAgentsHear(): void
  /** What a snapshot shows from now on; sent at once to a page that is connected. */
  show(shown: { readonly desk?: DeskState; readonly wall?: WallState }): void
  /** Sends a change; `skip` leaves out this many numbers before it. */
  change(change: LiveChange, skip?: number): void
  /** How each command is answered: null for done, else a code of the catalogue. */
  answerWith(error: string | null): void
  /** What was saved of each call, and whether saving works. */
  readonly drafts: Map<string, FakeDraft>
  readonly cases: FakeCases
  readonly knowledge: ReturnType<typeof createFakeKnowledge>['knowledge']
  storeWorks(works: boolean): void
  /** What is on the ring-back list. */
  showMissed(missed: readonly object[]): void
  /** The numbers of those who wait. */
  showWaiting(waiting: readonly object[]): void
  /** Commands get no answer from now on; those that got none get theirs when called with false. */
  holdAnswers(hold: boolean): void
  /** Cuts the page off with a close code; `refuse` lets no page in again until called with false. */
  cut(code: number, refuse?: boolean): void
  close(): Promise<void>
}

/** Serves `folder` on a free port of this machine, under the strictest policy the pages are meant for. */
export const startFakeServer = async (folder: string): Promise<FakeServer> => {
  let agentsHear = false
  let role: 'agent' | 'shift_leader' | 'analyst' | null = null
  let shown: { readonly desk?: DeskState; readonly wall?: WallState } = {}
  let error: string | null = null
  let refusing = false
  let works = true
  let holding = false
  const held: (() => void)[] = []
  let missed: readonly object[] = []
  let waiting: readonly object[] = []
  const drafts = new Map<string, FakeDraft>()
  const { cases, answer: answerCases } = createFakeCases()
  const { knowledge, answer: answerKnowledge } = createFakeKnowledge()
  const received: ToServer[] = []
  const listenings: string[] = []
  const seqs = new Map<WebSocket, number>()

  const json = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const answerSession = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method === 'POST' && role === null)
      return json(response, 401, { error: { code: 'wrong_password', zh: '', en: '' } })
    if (request.method === 'DELETE') role = null
    if (role === null) return json(response, 401, { error: { code: 'not_signed_in', zh: '', en: '' } })
    json(response, 200, {
      name: '1001',
      displayName: '王小梅',
      role,
      agentId: '1001',
      alsoRoles: [],
      unitId: null,
      hearsRecordings: role === 'shift_leader' || agentsHear,
      editsKnowledge: role === 'shift_leader',
      expiresAt: Date.now(),
    })
  }
  const answerDraft = async (callId: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refuse = (status: number, code: string) => json(response, status, { error: { code, zh: '', en: '' } })
    if (!works) return refuse(503, 'store_down')
    const saved = drafts.get(callId)
    if (request.method === 'GET') return json(response, 200, saved ?? { fields: {}, updatedAt: null })
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const sent = JSON.parse(Buffer.concat(parts).toString()) as Pick<FakeDraft, 'fields'> & { basedOn: number | null }
    if (sent.basedOn !== (saved?.updatedAt ?? null)) return refuse(409, 'draft_changed')
    const updatedAt = Math.max(Date.now(), (saved?.updatedAt ?? 0) + 1)
    drafts.set(callId, { fields: sent.fields, updatedAt })
    json(response, 200, { updatedAt })
    for (const socket of seqs.keys())
      send(socket, { type: 'event', seq: next(socket), change: { name: 'draft', callId, updatedAt } })
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    // A server that is away takes no request either.
    if (refusing && path.startsWith('/api')) return void response.destroy()
    if (path === '/api/session') return answerSession(request, response)
    if (path === '/api/missed-calls') return json(response, 200, { missed })
    if (path === '/api/call-targets') return json(response, 200, fakeTargets)
    if (path === '/api/waiting') return json(response, 200, { waiting })
    if (answerRecordings(request, response, listenings)) return
    const callId = /^\/api\/calls\/([^/]+)\/draft$/.exec(path)?.[1]
    if (callId !== undefined) return answerDraft(callId, request, response)
    if (path.startsWith('/api') && (await answerCases(path, request, response))) return
    if (path.startsWith('/api') && (await answerKnowledge(path, request, response))) return
    const file = extname(path) === '' ? '/index.html' : normalize(path)
    const body = await readFile(join(folder, file)).catch(() => null)
    const type = types[extname(file)] ?? 'application/octet-stream'
    const headers = { 'content-type': type, 'content-security-policy': "default-src 'self'" }
    if (body) response.writeHead(200, headers).end(body)
    else response.writeHead(404).end()
  }

  const send = (socket: WebSocket, frame: ToPage): void => socket.send(JSON.stringify(frame))
  const next = (socket: WebSocket, step = 1): number => {
    const seq = (seqs.get(socket) ?? 0) + step
    seqs.set(socket, seq)
    return seq
  }
  const snapshot = (socket: WebSocket): void =>
    send(socket, { type: 'snapshot', seq: next(socket), serverTime: Date.now(), ...shown })
  const take = (socket: WebSocket, frame: ToServer): void => {
    received.push(frame)
    if (frame.type === 'hello') {
      send(socket, { type: 'welcome', version: liveVersion, serverTime: Date.now() })
      snapshot(socket)
    } else if (frame.type === 'snapshot') snapshot(socket)
    else if (frame.type === 'ping') send(socket, { type: 'pong', serverTime: Date.now() })
    else if (frame.type === 'command') {
      const give = () =>
        send(socket, { type: 'answer', id: frame.id, ok: error === null, ...(error === null ? {} : { error }) })
      if (holding) held.push(give)
      else give()
    }
  }

  const server = createServer((request, response) => void answer(request, response))
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, stream, head) => {
    if (refusing || role === null) return stream.destroy()
    sockets.handleUpgrade(request, stream, head, socket => {
      seqs.set(socket, 0)
      socket.on('message', data => take(socket, JSON.parse(String(data)) as ToServer))
      socket.on('close', () => seqs.delete(socket))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}`,
    received,
    listenings,
    drafts,
    cases,
    knowledge,
    storeWorks: yes => {
      works = yes
    },
    holdAnswers: hold => {
      holding = hold
      if (!hold) for (const give of held.splice(0)) give()
    },
    showMissed: rows => {
      missed = rows
    },
    showWaiting: rows => {
      waiting = rows
    },
    signIn: who => {
      role = who
    },
    letAgentsHear: () => {
      agentsHear = true
    },
    show: what => {
      shown = what
      for (const socket of seqs.keys()) snapshot(socket)
    },
    change: (change, skip = 0) => {
      for (const socket of seqs.keys()) send(socket, { type: 'event', seq: next(socket, 1 + skip), change })
    },
    answerWith: code => {
      error = code
    },
    cut: (code, refuse = false) => {
      refusing = refuse
      for (const socket of seqs.keys()) socket.close(code)
    },
    close: async () => {
      for (const socket of seqs.keys()) socket.terminate()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
