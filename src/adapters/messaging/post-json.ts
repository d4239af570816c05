import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import type { LookupFunction } from 'node:net'
import { ForbiddenAddress } from './allowed-hosts.ts'

export interface PostParts {
  readonly url: URL
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  /** How long all of it may take, from the look-up of the name to the end of the answer, ms. */
  readonly timeoutMs: number
  /** Ends it early. */
  readonly signal?: AbortSignal
  /** Which addresses a name may have; left out: any. */
  readonly lookup?: LookupFunction | undefined
}

/** What came of a POST. `text`: the beginning of the answer. */
export type Posted =
  | { readonly status: number; readonly text: string; readonly retryAfterMs: number | null }
  | { readonly forbidden: string }
  | { readonly error: string }

/** Nobody needs more of an answer than this, bytes. */
const mostAnswer = 4_096

/** Sends JSON by POST. Never follows to another address, never rejects, never takes longer than it may. */
export const postJson = async (parts: PostParts): Promise<Posted> => {
  const { body, headers, timeoutMs } = parts
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = parts.signal ? AbortSignal.any([parts.signal, timeout]) : timeout
  try {
    const answer = await answerTo(parts, signal)
    const text = await beginningOf(answer, signal)
    return { status: answer.statusCode ?? 0, text, retryAfterMs: retryAfter(answer.headers['retry-after']) }
  } catch (error) {
    if (error instanceof ForbiddenAddress) return { forbidden: error.message }
    if (timeout.aborted) return { error: `no answer within ${timeoutMs} ms` }
    return { error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }

  function answerTo({ url, lookup }: PostParts, until: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const send = url.protocol === 'https:' ? requestTls : requestPlain
      const request = send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
        signal: until,
        // a connection of its own: one that the other side has just closed would look like a refusal
        agent: false,
        ...(lookup && { lookup }),
      })
      request.on('response', resolve).on('error', reject).end(body)
    })
  }
}

const beginningOf = async (answer: IncomingMessage, signal: AbortSignal): Promise<string> => {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of answer) {
    signal.throwIfAborted()
    parts.push(part as Buffer)
    bytes += (part as Buffer).length
    if (bytes > mostAnswer) break
  }
  answer.destroy()
  return Buffer.concat(parts).toString('utf8').slice(0, mostAnswer)
}

const retryAfter = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) * 1_000 : null
