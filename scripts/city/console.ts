import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { backOffMs } from '../../src/wire/back-off.ts'
import {
  type LiveChange,
  type LiveCommand,
  liveVersion,
  signsOfLife,
  type ToPage,
  type ToServer,
} from '../../src/wire/live.ts'
import type { AgentView, DeskTaskView, PopView } from '../../src/wire/views.ts'
import { type PhoneAtDesk, signIn } from './sign-in.ts'

/** Who sits at the desk, and how he works. Times in ms. */
export interface ConsolePlan {
  /** Address of the hotline's pages, such as http://127.0.0.1:12345. */
  readonly url: string
  readonly name: string
  readonly password: string
  /** Goes ready as soon as he may, again after each pause the server put him into; true unless said otherwise. */
  readonly willing?: boolean
  /** Ends his wrap-up after this long; without it he waits for its planned end. */
  readonly wrapUpMs?: () => number
  /** Told whenever the callback task at this desk has changed; null: there is none any more. */
  readonly onTask?: (task: DeskTaskView | null, desk: Pick<Console, 'command'>) => void
}

/** An agent's desk page without a screen: it does what the page does over the same live protocol. */
export interface Console {
  readonly phone: PhoneAtDesk
  readonly agent: AgentView | null
  /** The callback task at this desk. */
  readonly task: DeskTaskView | null
  readonly connected: boolean
  /** Pops seen so far, the newest last; the last two hundred are kept. */
  readonly pops: readonly PopView[]
  /** Resolves with whether it was done, or the code of the refusal; `offline` when it could not be sent or was not answered. */
  command(command: LiveCommand): Promise<{ readonly ok: boolean; readonly error?: string }>
  /** Its network is gone without a word; it comes back by itself after this many ms. */
  drop(awayMs: number): void
  close(): Promise<void>
}

const keptPops = 200
/** He comes back this soon from a pause that the server put him into. */
const backAfterMs = 1000
const ownPauses = new Set(['break', 'meal', 'training', 'meeting', 'other_work'])

/** Signs an agent in and opens his desk. Rejects with a CityError when he may not come in. Reconnects by itself for ever. */
export async function openConsole(plan: ConsolePlan): Promise<Console> {
  const { cookie, phone } = await signIn(plan)
  const pops: PopView[] = []
  const answers = new Map<string, (answer: { ok: boolean; error?: string }) => void>()
  let agent: AgentView | null = null
  let task: DeskTaskView | null = null
  let socket: WebSocket | null = null
  let closed = false
  let losses = 0
  let awayMs: number | null = null
  let retry: NodeJS.Timeout | null = null
  let next: NodeJS.Timeout | null = null

  const send = (frame: ToServer) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }
  const command = (wanted: LiveCommand) => {
    if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve({ ok: false, error: 'offline' })
    const id = randomUUID()
    const answer = new Promise<{ ok: boolean; error?: string }>(resolve => answers.set(id, resolve))
    send({ type: 'command', id, command: wanted })
    return answer
  }
  /** What he does next, given the state he is in; asked again at each change. */
  const decide = () => {
    if (next !== null) clearTimeout(next)
    next = null
    const ms = agent === null || plan.willing === false ? null : readyAfter(agent, plan)
    if (ms === null) return
    next = setTimeout(() => void command({ name: 'ready' }).then(({ ok }) => ok || setTimeout(decide, 500).unref()), ms)
  }
  const setAgent = (view: AgentView) => {
    const same = agent?.state === view.state && agent.since === view.since && agent.phone === view.phone
    agent = view
    if (!same) decide()
  }
  const setTask = (view: DeskTaskView | null) => {
    const same = task?.callId === view?.callId && task?.state === view?.state
    task = view
    if (!same) plan.onTask?.(view, { command })
  }
  const change = (what: LiveChange) => {
    if (what.name === 'desk') {
      setTask(what.desk.task ?? null)
      setAgent(what.desk.agent)
    }
    if (what.name !== 'pop') return
    pops.push(what.pop)
    if (pops.length > keptPops) pops.shift()
    send({ type: 'painted', offerId: what.pop.offerId })
  }
  const take = (frame: ToPage) => {
    if (frame.type === 'event') change(frame.change)
    if (frame.type === 'answer') {
      answers.get(frame.id)?.({ ok: frame.ok, ...(frame.error !== undefined && { error: frame.error }) })
      answers.delete(frame.id)
    }
    if (frame.type === 'snapshot' && frame.desk) {
      losses = 0
      setTask(frame.desk.task ?? null)
      setAgent(frame.desk.agent)
      if (frame.desk.pop) change({ name: 'pop', pop: frame.desk.pop })
    }
  }
  const lost = () => {
    for (const answer of answers.values()) answer({ ok: false, error: 'offline' })
    answers.clear()
    if (closed) return
    retry = setTimeout(connect, awayMs ?? backOffMs(losses, Math.random()))
    awayMs = null
    losses += 1
  }
  const connect = () => {
    const own = new WebSocket(new URL('/api/live', plan.url), {
      headers: { cookie, origin: new URL(plan.url).origin },
      handshakeTimeout: 5000,
    })
    const ping = setInterval(() => own === socket && send({ type: 'ping' }), signsOfLife.pingEveryMs)
    socket = own
    own.on('open', () => send({ type: 'hello', version: liveVersion, view: 'desk' }))
    own.on('message', data => take(JSON.parse(String(data)) as ToPage))
    own.on('error', () => {})
    own.on('close', () => {
      clearInterval(ping)
      if (own === socket) lost()
    })
  }
  connect()

  return {
    phone,
    get agent() {
      return agent
    },
    get task() {
      return task
    },
    get connected() {
      return socket?.readyState === WebSocket.OPEN
    },
    pops,
    command,
    drop: ms => {
      awayMs = ms
      socket?.terminate()
    },
    close: async () => {
      closed = true
      for (const timer of [retry, next]) if (timer !== null) clearTimeout(timer)
      const own = socket
      if (!own || own.readyState === WebSocket.CLOSED) return
      const gone = new Promise(resolve => own.once('close', resolve))
      own.close()
      const force = setTimeout(() => own.terminate(), 1000)
      await gone
      clearTimeout(force)
    },
  }
}

/** After how many ms of this state he says that he is ready; null: he does not. */
function readyAfter(agent: AgentView, plan: ConsolePlan): number | null {
  if (agent.state === 'offline') return agent.phone ? 0 : null
  if (agent.state === 'wrap_up') return plan.wrapUpMs?.() ?? null
  return agent.state === 'paused' && !ownPauses.has(agent.reason ?? '') ? backAfterMs : null
}
