import type { IncomingMessage, ServerResponse } from 'node:http'

/** Cases and outcomes behind the pages of a test, kept as they were sent. */
export interface FakeCases {
  /** What was sent to register, to say an outcome, to keep a person, in order. */
  readonly sent: { readonly path: string; readonly body: Record<string, unknown> }[]
  /** What the search finds from now on. */
  found: readonly object[]
  undecided: { readonly today: number; readonly calls: readonly object[] }
  /** Refuses each change with this code from now on; null: none. */
  refuse: string | null
  /** Whether the case that is opened may be revealed, and what of it is shown otherwise than in the list. */
  mayReveal: boolean
  shownAs: object
  /** What is proposed while somebody writes, and what was asked. */
  similar: object
  readonly asked: Record<string, unknown>[]
  /** The server dies after it has done what it was asked, before it answers. */
  dieBeforeAnswer: boolean
  /** Nothing was decided of any call. */
  forget(): void
}

export const caseNumber = '20261125000421'

interface Linked {
  readonly caseNo: string
  readonly as: 'origin' | 'follow_up'
  readonly state: string
  readonly title: string
  readonly requestId: string | null
}

/** Topics and units of the house, by name. */
const fakeNames = {
  units: [
    {
      id: 'urban',
      name: { zh: '城市管理局', en: 'Urban management' },
      tier: 1,
      parent: null,
      signsOff: true,
      active: true,
    },
  ],
  topics: [
    { id: 'city', parent: null, name: { zh: '城市管理', en: 'City' } },
    { id: 'noise', parent: 'city', name: { zh: '施工噪声', en: 'Building noise' } },
    { id: 'lamp', parent: 'city', name: { zh: '路灯', en: 'Street lamps' } },
  ],
}

const bodyOf = async (request: IncomingMessage): Promise<Record<string, unknown>> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
}

/** Answers the requests about cases; null: it was none. */
export const createFakeCases = () => {
  const decided = new Map<string, object | null>()
  const linked = new Map<string, Linked[]>()
  const cases: FakeCases = {
    forget: () => {
      decided.clear()
      linked.clear()
    },
    sent: [],
    found: [],
    undecided: { today: 0, calls: [] },
    refuse: null,
    mayReveal: false,
    shownAs: {},
    similar: { classes: [], topics: [], units: [], duplicates: [] },
    asked: [],
    dieBeforeAnswer: false,
  }

  const change = (path: string, callId: string, body: Record<string, unknown>): object | null => {
    const ofCall = linked.get(callId) ?? []
    if (path.endsWith('/person')) return { personId: 'p1' }
    if (path.endsWith('/cases')) {
      const again = ofCall.find(each => each.requestId === body.requestId)
      const caseNo = again?.caseNo ?? `${caseNumber.slice(0, 12)}${ofCall.length}${caseNumber.slice(13)}`
      const title = String(body.title || body.text)
      const open = body.awaitsAnswer === true ? 'registered' : 'pending_review'
      const state = body.answer === '' ? open : 'answered_online'
      if (!again)
        linked.set(callId, [...ofCall, { caseNo, as: 'origin', state, title, requestId: String(body.requestId) }])
      decided.set(callId, { outcome: 'new_case', caseNo, reason: null, agentId: '1001' })
      return { caseNo, unattached: null }
    }
    if (path.endsWith('/outcome')) {
      const { outcome, caseNo = null, reason = null } = body
      const kept = ofCall.filter(each => each.as === 'origin')
      const followed = {
        caseNo: String(caseNo),
        as: 'follow_up',
        state: 'handling',
        title: '路灯',
        requestId: null,
      } as const
      linked.set(callId, outcome === 'follow_up' ? [...kept, followed] : kept)
      decided.set(callId, outcome === 'undecided' ? null : { outcome, caseNo, reason, agentId: '1001' })
    }
    return null
  }

  const json = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
  const answer = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const callId = /^\/api\/calls\/([^/]+)\/(?:cases|outcome|person|shared-number)$/.exec(path)?.[1]
    if (path === '/api/cases') json(response, 200, { cases: cases.found, next: null })
    else if (path === '/api/undecided-calls') json(response, 200, cases.undecided)
    else if (path === '/api/undecided-calls/by-agent')
      json(response, 200, {
        agents: [
          { agentId: '1003', count: 2 },
          { agentId: '1017', count: 1 },
        ],
      })
    else if (/^\/api\/cases\/\d+\/(identity|viewings)$/.test(path)) {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      cases.sent.push({ path, body: JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown> })
      if (cases.refuse !== null) json(response, 403, { error: { code: cases.refuse, zh: '', en: '' } })
      else if (path.endsWith('/viewings')) response.writeHead(204).end()
      else json(response, 200, { requesterName: '王建国', number: '+8613812345678', contact: 'phone' })
    } else if (path === '/api/units') json(response, 200, fakeNames)
    else if (path === '/api/cases/similar') {
      cases.asked.push(await bodyOf(request))
      json(response, 200, cases.similar)
    } else if (path.endsWith('/attachments')) json(response, 200, { attachments: [] })
    else if (path.startsWith('/api/cases/')) {
      const found = cases.found[0]
      const by = { kind: 'user', name: '1001', unit: null }
      const happened = { at: Date.now(), by, details: {} }
      json(response, 200, {
        version: 2,
        may: ['urge', 'supplement'],
        extension: null,
        reply: null,
        members: [],
        dispatches: [],
        case: { ...found, text: (found as { title: string }).title, answer: '', ...cases.shownAs },
        mayReveal: cases.mayReveal,
        calls: [],
        history: [
          { ...happened, kind: 'case_registered', event: null, state: 'registered' },
          { ...happened, kind: 'case_moved', event: 'send_to_review', state: 'pending_review' },
        ],
      })
    } else if (callId !== undefined && request.method === 'GET')
      json(response, 200, { decided: decided.get(callId) ?? null, cases: linked.get(callId) ?? [] })
    else if (callId !== undefined) {
      const body = await bodyOf(request)
      cases.sent.push({ path, body })
      if (cases.refuse !== null) json(response, 409, { error: { code: cases.refuse, zh: '', en: '' } })
      else {
        const done = change(path, callId, body)
        if (cases.dieBeforeAnswer) response.destroy()
        else if (done) json(response, 200, done)
        else response.writeHead(204).end()
      }
    } else return false
    return true
  }
  return { cases, answer }
}
