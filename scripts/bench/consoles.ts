import { request } from 'node:http'
import { WebSocket } from 'ws'
import { type LiveCommand, liveVersion, signsOfLife, type ToPage, type ToServer } from '../../src/wire/live.ts'
import type { Credentials } from './digest.ts'
import { waitFor } from './wait.ts'

/** The desk page of one agent, as far as the server sees it. */
export interface Console {
  readonly extension: string
  /** What his phone registers with. */
  readonly phone: Credentials
  /** State the server last told. */
  readonly state: string
  /**
   * Brings the agent into this state and waits until the server says so (with `told` it does not wait, for a call may come first);
   * he goes back to it when the server pauses him.
   */
  become(state: 'ready' | 'paused', until?: 'told'): Promise<void>
  close(): void
}

/** Reasons to be paused that end by themselves once the agent says he is ready. */
const goesReady = new Set(['signed_in', 'missed', 'declined', 'phone_failed', 'break'])

/** Signs in from this address of loopback: the server counts tries by address. */
const signIn = (url: string, name: string, password: string, from: string) =>
  new Promise<{ readonly status: number; readonly cookie: string | undefined }>((resolve, reject) => {
    const asked = request(
      `${url}/api/session`,
      { method: 'POST', localAddress: from, headers: { 'content-type': 'application/json' } },
      answer => {
        answer.resume()
        resolve({ status: answer.statusCode ?? 0, cookie: answer.headers['set-cookie']?.[0]?.split(';', 1)[0] })
      },
    )
    asked.on('error', reject)
    asked.end(JSON.stringify({ name, password }))
  })

/** Signs the agent in and opens his console. Throws when the server refuses. */
export const openConsole = async (
  url: string,
  name: string,
  password: string,
  from = '127.0.0.1',
): Promise<Console> => {
  const { status, cookie } = await signIn(url, name, password, from)
  if (status !== 200 || !cookie) throw new Error(`sign-in of ${name} was answered ${status}`)
  const phone = await fetch(`${url}/api/phone`, { headers: { cookie } })
  const credentials = (await phone.json()) as Credentials
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/live`, { origin: url, headers: { cookie } })

  let state = 'unknown'
  let reason: string | null = null
  let wanted: 'ready' | 'paused' = 'paused'
  let commands = 0
  let closed: string | null = null
  let life: NodeJS.Timeout | undefined

  const send = (frame: ToServer) => socket.send(JSON.stringify(frame))
  const command = (asked: LiveCommand) => send({ type: 'command', id: String(++commands), command: asked })
  const heard = (agent: { readonly state: string; readonly reason: string | null }) => {
    const changed = agent.state !== state || agent.reason !== reason
    state = agent.state
    reason = agent.reason
    if (changed && wanted === 'ready' && state === 'paused' && goesReady.has(reason ?? '')) command({ name: 'ready' })
  }
  socket.on('message', data => {
    const frame = JSON.parse(String(data)) as ToPage
    if (frame.type === 'snapshot' && frame.desk) heard(frame.desk.agent)
    if (frame.type !== 'event') return
    const { change } = frame
    if (change.name === 'desk') heard(change.desk.agent)
    else if (change.name === 'pop') send({ type: 'painted', offerId: change.pop.offerId })
  })
  socket.on('close', (code, why) => {
    clearInterval(life)
    closed = `${code} ${why}`
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  send({ type: 'hello', version: liveVersion, view: 'desk' })
  life = setInterval(() => send({ type: 'ping' }), signsOfLife.pingEveryMs)
  await waitFor(`the snapshot of ${name}`, () => state !== 'unknown')

  return {
    extension: name,
    phone: { user: credentials.user, password: credentials.password },
    get state() {
      return state
    },
    become: async (next, until) => {
      wanted = next
      if (state !== next) command(next === 'ready' ? { name: 'ready' } : { name: 'pause', reason: 'break' })
      if (until === 'told') return
      await waitFor(`${name} is ${next}`, () => {
        if (closed !== null) throw new Error(`the console of ${name} was closed: ${closed}`)
        return state === next
      })
    },
    close: () => socket.terminate(),
  }
}

/** Opens the consoles of these agents, a few at a time: each sign-in costs the server a deliberate piece of work. */
export const openConsoles = async (
  url: string,
  names: readonly string[],
  password: string,
  from?: string,
): Promise<Console[]> => {
  const left = [...names]
  const open: Console[] = []
  const one = async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      open.push(await openConsole(url, name, password, from))
    }
  }
  await Promise.all(Array.from({ length: 8 }, one))
  return open.sort((a, b) => (a.extension < b.extension ? -1 : 1))
}
