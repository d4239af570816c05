import WebSocket from 'ws'
import { keepAsking } from '../link/keep-asking.ts'
import type { Attempt, AttemptReport } from '../link/keep-linked.ts'
import { callHandler } from '../link/log.ts'
import { createWaiting } from '../link/waiting.ts'
import { id as idText, maybe, readAs, shape, from as take, time } from './ari-fields.ts'
import { createEventGate, createFrameReader } from './ari-frames.ts'
import { createAriHttp } from './ari-http.ts'
import type { AriDownReason, AriHandlers, AriSettings, AriStats, AriTransport } from './ari-options.ts'
import { type AriRequest, type AriResult, encodeRequest } from './ari-request.ts'

const mostFrameBytes = 16 * 1024 * 1024
const infoOf = shape({
  system: take('system', maybe(shape({ version: take('version', maybe(idText)) }))),
  status: take('status', maybe(shape({ startedAt: take('startup_time', maybe(time)) }))),
})

/** One WebSocket to Asterisk, from its first packet to its last. */
export interface AriConnection extends Attempt {
  request(request: AriRequest, withinMs?: number): Promise<AriResult>
}

/**
 * Opens the event WebSocket, finds out by asking whether it takes requests (else they go by HTTP), and then reports
 * `up`. Once it is cut nothing of it is delivered any more, and what waits for an answer ends as `down`.
 */
export function openAriConnection(
  attempt: number,
  settings: AriSettings,
  handlers: AriHandlers,
  stats: AriStats,
  report: AttemptReport,
): AriConnection {
  const waiting = createWaiting<AriResult>()
  const overHttp = createAriHttp(settings, waiting)
  const readFrame = createFrameReader(settings, stats)
  const gate = createEventGate(settings, handlers)
  let transport: AriTransport = 'websocket'
  let reason: string | null = null
  let opened = false
  let requests = 0

  const url = new URL(`${settings.base}/events`)
  url.protocol = url.protocol.replace('http', 'ws')
  url.searchParams.set('app', settings.app)
  const socket = new WebSocket(url, {
    headers: { authorization: settings.authorization },
    handshakeTimeout: settings.connectTimeoutMs,
    maxPayload: mostFrameBytes,
    perMessageDeflate: false,
    // A text that is not UTF-8 costs this one frame; with the check it would cost the connection.
    skipUTF8Validation: true,
  })
  const pings = keepAsking({
    everyMs: settings.pingEveryMs,
    withinMs: settings.pongWithinMs,
    ask: () => socket.ping(),
    silent: () => cut('no_pong'),
  })

  function cut(why: AriDownReason | 'closed_here'): void {
    if (reason !== null) return
    reason = why
    pings.stop()
    gate.shut()
    waiting.endAll({ kind: 'down' })
    stats.pending = 0
    overHttp.close()
    socket.terminate()
  }

  async function request(wanted: AriRequest, withinMs = settings.requestTimeoutMs): Promise<AriResult> {
    if (reason !== null || socket.readyState !== WebSocket.OPEN) return { kind: 'down' }
    const encoded = encodeRequest(wanted)
    if ('kind' in encoded) return encoded
    if (waiting.size >= settings.maxPending) return { kind: 'refused', status: 429, message: 'too many requests wait' }
    requests += 1
    stats.requests += 1
    const id = `${attempt}-${requests}`
    const outcome = waiting.add(id, withinMs, () => {
      stats.timeouts += 1
      return { kind: 'timeout' }
    })
    stats.pending = waiting.size
    if (transport === 'http' || wanted.large) overHttp.send(id, encoded, outcome)
    else {
      const { method, uri, body } = encoded
      const content = body === null ? {} : { content_type: 'application/json', message_body: body }
      socket.send(JSON.stringify({ type: 'RESTRequest', transaction_id: id, request_id: id, method, uri, ...content }))
      if (socket.bufferedAmount > settings.maxBufferedBytes) cut('slow_peer')
    }
    const result = await outcome
    if (reason === null) stats.pending = waiting.size
    return result
  }

  async function probe(): Promise<void> {
    const ask: AriRequest = { method: 'GET', path: 'asterisk/info', query: { only: 'system,status' } }
    let answer = await request(ask, settings.probeTimeoutMs)
    if (answer.kind === 'timeout') {
      transport = 'http'
      answer = await request(ask)
    }
    if (reason !== null) return
    if (answer.kind !== 'ok') {
      cut(answer.kind === 'timeout' || answer.kind === 'down' ? 'no_answer' : 'not_ready')
      return
    }
    const about = readAs(infoOf, answer.body)
    const asterisk = about?.system?.version ?? null
    const startedAt = about?.status?.startedAt ?? null
    stats.connections += 1
    report.up()
    const info = { asterisk, startedAt, transport, epoch: stats.connections }
    settings.log.info(info, 'connected to ARI')
    callHandler(settings.log, 'onUp', () => handlers.onUp(info))
    gate.release()
  }

  socket.on('open', () => {
    opened = true
    pings.start()
    void probe()
  })
  socket.on('pong', () => pings.answered())
  socket.on('message', (data, binary) => {
    if (reason !== null) return
    const receivedAtMs = Date.now()
    const frame = readFrame(binary ? '' : data.toString())
    if (frame === null) return
    if (frame.kind === 'reply') {
      if (!waiting.settle(frame.id, frame.result)) stats.lateReplies += 1
      return
    }
    stats.events += 1
    const { event } = frame
    if (!gate.deliver(event, receivedAtMs)) cut('no_answer')
    else if (event.type === 'ApplicationReplaced' && event.application === settings.app) cut('replaced')
  })
  socket.on('unexpected-response', (_request, answer) => {
    cut(answer.statusCode === 401 ? 'wrong_password' : answer.statusCode === 503 ? 'not_ready' : 'no_websocket')
  })
  socket.on('error', error => {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
    if (code.startsWith('WS_ERR')) cut('broken_peer')
    else if (opened) cut('closed')
    else if (error.message.includes('timed out')) cut('no_answer')
    else cut(/^E[A-Z]/.test(code) ? 'unreachable' : 'no_websocket')
  })
  socket.on('close', () => {
    cut('closed')
    report.ended(reason ?? 'closed')
  })

  return { request, cut: why => cut(why as AriDownReason) }
}
