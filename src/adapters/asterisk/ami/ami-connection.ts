import net from 'node:net'
import { keepAsking } from '../link/keep-asking.ts'
import type { Attempt, AttemptReport } from '../link/keep-linked.ts'
import { callHandler, worthLogging } from '../link/log.ts'
import { formatAction } from './ami-format.ts'
import {
  type AmiDownReason,
  type AmiHandlers,
  type AmiResult,
  type AmiSettings,
  type AmiStats,
  loginFields,
} from './ami-options.ts'
import { type AmiFields, createAmiParser, kindOf } from './ami-parser.ts'
import { createReplies } from './ami-replies.ts'

/** One connection to the manager port, from its first packet to its last. */
export interface AmiConnection extends Attempt {
  send(action: string, fields: AmiFields, how: { withinMs: number; list: boolean }): Promise<AmiResult>
}

/** Connects, logs in with the event mask, and then reports `up`. Once it is cut nothing of it is delivered any more. */
export function openAmiConnection(
  idPrefix: string,
  settings: AmiSettings,
  handlers: AmiHandlers,
  stats: AmiStats,
  report: AttemptReport,
): AmiConnection {
  const replies = createReplies(settings, stats)
  const parser = createAmiParser()
  let reason: string | null = null
  let connected = false
  let actions = 0

  const socket = net.connect({ host: settings.host, port: settings.port, noDelay: true })
  const connecting = setTimeout(() => cut('no_answer'), settings.connectTimeoutMs)
  const pings = keepAsking({
    everyMs: settings.pingEveryMs,
    withinMs: settings.pongWithinMs,
    ask: () => void ping(),
    silent: () => cut('no_pong'),
  })

  function cut(why: AmiDownReason | 'closed_here'): void {
    if (reason !== null) return
    reason = why
    clearTimeout(connecting)
    pings.stop()
    replies.endAll()
    socket.destroy()
  }

  async function send(action: string, fields: AmiFields, how: { withinMs: number; list: boolean }): Promise<AmiResult> {
    if (reason !== null || !connected) return { kind: 'down' }
    if (replies.size >= settings.maxPending) return { kind: 'refused', message: 'too many actions wait' }
    actions += 1
    const id = `${idPrefix}-${actions}`
    const message = formatAction(action, id, fields)
    if ('bad' in message) return { kind: 'bad_value', field: message.bad }
    const outcome = replies.wait(id, how.withinMs, how.list)
    socket.write(message.text)
    if (socket.writableLength > settings.maxBufferedBytes) cut('slow_peer')
    return outcome
  }

  async function ping(): Promise<void> {
    const answer = await send('Ping', {}, { withinMs: settings.pongWithinMs, list: false })
    // A refusal is an answer too: this user may lack the right to ping, but the peer is there.
    if (answer.kind === 'ok' || answer.kind === 'refused') pings.answered()
  }

  async function logIn(): Promise<void> {
    const answer = await send('Login', loginFields(settings), { withinMs: settings.connectTimeoutMs, list: false })
    clearTimeout(connecting)
    if (reason !== null) return
    if (answer.kind === 'refused') cut(/authentication/i.test(answer.message) ? 'wrong_password' : 'refused')
    else if (answer.kind !== 'ok') cut('no_answer')
    else {
      stats.connections += 1
      report.up()
      pings.start()
      settings.log.info({}, 'connected to AMI')
      callHandler(settings.log, 'onUp', () => handlers.onUp())
    }
  }

  function take(fields: AmiFields, receivedAtMs: number): void {
    const kind = kindOf(fields)
    if (kind === 'reply') replies.reply(fields)
    else if (kind === 'other') {
      stats.brokenFrames += 1
      if (worthLogging(stats.brokenFrames)) {
        settings.log.warn({ count: stats.brokenFrames }, 'a message that is neither reply nor event was passed over')
      }
    } else if (!replies.takeEvent(fields)) {
      stats.events += 1
      callHandler(settings.log, 'onEvent', () => handlers.onEvent(fields, receivedAtMs))
    }
  }

  socket.on('connect', () => {
    connected = true
    void logIn()
  })
  socket.on('data', (chunk: Buffer) => {
    const receivedAtMs = Date.now()
    const messages = parser.push(chunk)
    if (messages === null) {
      cut('broken_peer')
      return
    }
    for (const fields of messages) {
      if (reason === null) take(fields, receivedAtMs)
    }
  })
  socket.on('error', () => cut(connected ? 'closed' : 'unreachable'))
  socket.on('close', () => {
    cut('closed')
    report.ended(reason ?? 'closed')
  })

  return { send, cut: why => cut(why as AmiDownReason) }
}
