import type { TestContext } from 'node:test'
import { WebSocket } from 'ws'
import type { RunningAsterisk } from '../../scripts/asterisk/run.ts'
import { until } from '../helpers/until.ts'

/** An event of ARI as it came, as far as the tests look at it. */
export interface RawEvent {
  readonly type: string
  /** Ms of performance.now() at which it was here. */
  readonly now: number
  readonly channel?: { readonly id: string; readonly state: string }
  readonly peer?: { readonly id: string }
  readonly dialstatus?: string
  readonly cause?: number
  readonly tech_cause?: number
  readonly soft?: boolean
  readonly digit?: string
}

/** A call out as the hotline's side saw it. */
export interface Dialled {
  readonly id: string
  /** Ms of performance.now() at which `dial` was asked for. */
  readonly dialledAt: number
  readonly events: readonly RawEvent[]
  /** Such as "RINGING", "PROGRESS", "ANSWER"; repeated ones once. */
  readonly statuses: readonly string[]
  readonly end: RawEvent | null
  /** When this status, or key, first came, in ms after `dialledAt`. */
  after(what: string): number
  over(): Promise<RawEvent>
  hangUp(): Promise<void>
}

/** A bare ARI client on the hotline's Asterisk that rings citizens as the product does. */
export interface Dialler {
  request(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  dial(order: { number: string; ringSeconds: number; bridge?: string; shown?: string }): Promise<Dialled>
  /** Puts one who answers at this SIP address into a bridge of this name. */
  seat(bridge: string, uri: string): Promise<void>
}

/** A client that is gone after the test. */
export async function givenDialler(t: TestContext, { ari }: RunningAsterisk): Promise<Dialler> {
  const headers = { authorization: `Basic ${btoa(`${ari.user}:${ari.password}`)}`, 'content-type': 'application/json' }
  const socket = new WebSocket(`${ari.url.replace('http', 'ws')}/ari/events?app=dialler`, { headers })
  t.after(() => socket.terminate())
  const byChannel = new Map<string, RawEvent[]>()
  socket.on('message', data => {
    const event = { ...(JSON.parse(String(data)) as RawEvent), now: performance.now() }
    const id = event.channel?.id ?? event.peer?.id
    if (id !== undefined) byChannel.set(id, [...(byChannel.get(id) ?? []), event])
  })
  await new Promise(resolve => socket.once('open', resolve))

  const request: Dialler['request'] = async (method, path, body) => {
    const answer = await fetch(`${ari.url}/ari/${path}`, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
  }
  const must = async (method: string, path: string, body?: unknown) => {
    const answer = await request(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  }
  const eventsOf = (id: string) => byChannel.get(id) ?? []
  const started = (id: string) =>
    until(`channel ${id} is in the application`, () => eventsOf(id).some(({ type }) => type === 'StasisStart'))

  let count = 0
  return {
    request,
    seat: async (bridge, uri) => {
      const id = `${bridge}-seat`
      await must('POST', `bridges/${bridge}?type=mixing`)
      await must('POST', 'channels', { endpoint: `PJSIP/trunk/${uri}`, app: 'dialler', channelId: id })
      await started(id)
      await must('POST', `bridges/${bridge}/addChannel?channel=${id}`)
    },
    dial: async ({ number, ringSeconds, bridge, shown = '12345' }) => {
      count += 1
      const id = `out-${count}`
      await must('POST', 'channels/create', {
        endpoint: `PJSIP/${number}@trunk`,
        app: 'dialler',
        channelId: id,
        // who is shown to an outgoing leg is whom it is connected with
        variables: { 'CONNECTEDLINE(num,i)': shown, 'CONNECTEDLINE(num-pres,i)': 'allowed' },
      })
      await started(id)
      if (bridge !== undefined) await must('POST', `bridges/${bridge}/addChannel?channel=${id}`)
      const dialledAt = performance.now()
      await must('POST', `channels/${id}/dial?timeout=${ringSeconds}`)
      const end = () => eventsOf(id).find(({ type }) => type === 'ChannelDestroyed') ?? null
      const seen = (what: string) =>
        eventsOf(id).find(event => event.dialstatus === what || event.digit === what || event.type === what)
      return {
        id,
        dialledAt,
        get events() {
          return eventsOf(id)
        },
        get statuses() {
          return [...new Set(eventsOf(id).flatMap(({ dialstatus }) => dialstatus || []))]
        },
        get end() {
          return end()
        },
        after: what => (seen(what)?.now ?? Number.NaN) - dialledAt,
        over: () => until(`${number} is over`, end),
        hangUp: async () => void (await request('DELETE', `channels/${id}`)),
      }
    },
  }
}
