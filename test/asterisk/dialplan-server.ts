import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { WebSocket } from 'ws'
import type { RunningAsterisk } from '../../scripts/asterisk/run.ts'
import { watchdogStart } from '../../src/adapters/asterisk/telephony/watchdog.ts'
import { until } from '../helpers/until.ts'

/** An event as the tests look at it. */
export interface StasisEvent {
  type: string
  args: string[]
  channel: {
    id: string
    name: string
    caller: { number: string }
    dialplan: { context: string; exten: string; app_name: string }
  }
}

/** The least a server does: it is there, takes events, and asks by REST. */
export interface Server {
  events: StasisEvent[]
  /** StasisStart of the callers, in the order they came. */
  started(): StasisEvent[]
  /** Asks; gives the answer, null where it has no body; throws when it is refused. */
  rest(method: string, path: string, body?: object): Promise<unknown>
  /** Changes the heartbeat. */
  beat(): Promise<unknown>
  /** Rings a phone for a call and waits until it is up in the application. */
  leg(id: string, extension: string): Promise<void>
  /** What a kill -9 looks like. */
  vanish(): void
}

let beats = 0

/** A server for the application that the dialplan asks for, with its watchdog started. */
export async function givenServer(t: TestContext, asterisk: RunningAsterisk): Promise<Server> {
  const { url, user, password } = asterisk.ari
  const headers = { authorization: `Basic ${btoa(`${user}:${password}`)}` }
  const socket = new WebSocket(`${url.replace('http', 'ws')}/ari/events?app=yihao`, { headers })
  t.after(() => socket.terminate())
  const events: StasisEvent[] = []
  socket.on('message', data => events.push(JSON.parse(String(data)) as StasisEvent))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  const send = (method: string, path: string, body?: object) =>
    fetch(`${url}/ari/${path}`, {
      method,
      headers: { ...headers, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
  const rest = async (method: string, path: string, body?: object) => {
    const response = await send(method, path, body)
    const text = await response.text()
    assert.ok(response.ok, `${path}: ${response.status} ${text}`)
    return text === '' ? null : (JSON.parse(text) as unknown)
  }
  const beat = () => rest('POST', `asterisk/variable?variable=YIHAO_HEARTBEAT&value=${++beats}`)
  await beat()
  await send(watchdogStart.method, String(watchdogStart.path), watchdogStart.body as object)
  return {
    events,
    started: () => events.filter(({ type, args }) => type === 'StasisStart' && args[0] === 'inbound'),
    rest,
    beat,
    leg: async (id, extension) => {
      await rest('POST', `channels/${id}`, {
        endpoint: `PJSIP/${extension}`,
        app: 'yihao',
        appArgs: 'agent',
        timeout: 30,
      })
      await until('the leg is up', () =>
        events.some(({ type, channel }) => type === 'StasisStart' && channel.id === id),
      )
    },
    vanish: () => socket.terminate(),
  }
}
