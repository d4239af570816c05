export type AriMethod = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** One REST request to Asterisk. */
export interface AriRequest {
  method: AriMethod
  /**
   * Below `/ari/`, not encoded: the client encodes each part. As text, `/` parts it (`channels/1718.3/answer`);
   * as a list, each entry is one part whatever it contains (`['deviceStates', 'Stasis:a/b']`).
   */
  path: string | readonly string[]
  query?: Record<string, string | number | boolean>
  /** Sent as JSON. */
  body?: unknown
  /**
   * The answer may be large (a list): it is asked for by HTTP. Asterisk 22 copies each WebSocket message onto a thread's stack and dies of one
   * of half a megabyte, which `GET channels` reaches at some 400 channels. The order among other requests is then not kept.
   */
  large?: boolean
}

/**
 * How a request ended. Never an exception.
 * - `ok`: done. `body` is the parsed JSON, null where there was none (or it could not be read).
 * - `gone`: what it is about does not exist (any more) or is not in the state for it. Normal: a caller may hang up
 *   between any two requests.
 * - `refused`: Asterisk says no for another reason, or the client did (400 not encodable, 413 too long, 429 too many
 *   wait already); then it was not sent.
 * - `timeout`: no answer in time. It may or may not have been done.
 * - `down`: no connection, or it broke before the answer came. It may or may not have been done.
 */
export type AriResult =
  | { kind: 'ok'; status: number; body: unknown }
  | { kind: 'gone'; status: 404 | 409 | 412 | 422; message: string }
  | { kind: 'refused'; status: number; message: string }
  | { kind: 'timeout' }
  | { kind: 'down' }

/** A request as it is sent: `uri` is encoded, with its query and without a leading slash. */
export interface EncodedRequest {
  method: AriMethod
  uri: string
  body: string | null
}

/**
 * Asterisk cuts a WebSocket message that is longer than 65535 bytes (AST_WEBSOCKET_MAX_RX_PAYLOAD_SIZE), and refuses
 * an HTTP body of more than 40960 (MAX_CONTENT_LENGTH). One bound below both, whatever the transport.
 */
const mostBytes = 40_000

/** Encodes a request; gives the result `refused` for one that cannot be sent. */
export function encodeRequest(request: AriRequest): EncodedRequest | Extract<AriResult, { kind: 'refused' }> {
  const parts = typeof request.path === 'string' ? request.path.split('/') : request.path
  if (parts.length === 0 || parts.some(part => part === '')) {
    return { kind: 'refused', status: 400, message: 'the path has an empty part' }
  }
  let body: string | null
  try {
    body = request.body === undefined ? null : JSON.stringify(request.body)
  } catch {
    return { kind: 'refused', status: 400, message: 'the body is not JSON' }
  }
  const query = Object.entries(request.query ?? {}).map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
  const uri = parts.map(encode).join('/') + (query.length > 0 ? `?${query.join('&')}` : '')
  if (Buffer.byteLength(uri) + Buffer.byteLength(body ?? '') > mostBytes) {
    return { kind: 'refused', status: 413, message: `more than ${mostBytes} bytes` }
  }
  return { method: request.method, uri, body: body ?? null }
}

/** encodeURIComponent throws on half a surrogate pair; that becomes U+FFFD here. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** Sorts an answer by its HTTP status. */
export function toResult(status: number, body: unknown): AriResult {
  if (status >= 200 && status < 300) return { kind: 'ok', status, body }
  const message = messageOf(body) ?? `status ${status}`
  if (status === 404 || status === 409 || status === 412 || status === 422) return { kind: 'gone', status, message }
  return { kind: 'refused', status, message }
}

/** Asterisk puts the reason of a refusal into `message` or `error`. */
function messageOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null
  for (const key of ['message', 'error']) {
    const value = Reflect.get(body, key)
    if (typeof value === 'string' && value !== '') return value.slice(0, 500)
  }
  return null
}

/** Parses a JSON body; null where there is none or it is broken. */
export function parseBody(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
