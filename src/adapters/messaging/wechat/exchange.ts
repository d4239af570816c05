import { WechatError } from './wechat-error.ts'

/** One question to WeChat's API. */
export interface Question {
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  /** JSON, sent by POST; left out: GET. */
  readonly body?: object
  /** Whether it may be asked again when it is not known whether it was done. */
  readonly repeatable: boolean
  /** How long it may take, where that is more than usual. ms */
  readonly timeoutMs?: number
}

export interface ExchangeParts {
  readonly base: string
  readonly timeoutMs?: number
  readonly firstWaitMs?: number
}

/** What came back: JSON, or the bytes of a file. */
export type Reply = { readonly json: Readonly<Record<string, unknown>> } | { readonly bytes: Uint8Array }

const attempts = 3
/** Pictures that citizens send have 10 MB at most (新增临时素材). */
const mostBytes = 11 * 1024 * 1024
/** Causes that came before anything was sent. */
const notSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

const codeOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

const bytesOf = async (answer: Response): Promise<Uint8Array> => {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of answer.body ?? []) {
    length += part.length
    if (length > mostBytes) throw new WechatError('refused', 'the answer is too large')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const jsonOf = (bytes: Uint8Array): Reply | null => {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { json: { ...json } } : null
  } catch {
    return null
  }
}

/** WeChat's errors are JSON in an answer 200, of whatever type it says they are. */
const replyOf = async (answer: Response): Promise<Reply> => {
  const bytes = await bytesOf(answer)
  const isFile = /^(image|video|audio|voice)\//.test(answer.headers.get('content-type') ?? '')
  if (isFile) return { bytes }
  const reply = jsonOf(bytes)
  if (!reply) throw new WechatError('away', 'an answer that is no JSON')
  return reply
}

/**
 * Asks over HTTP. What surely was not sent, and what may be done twice, is asked again up to three times. No address and no answer gets
 * into an error or a log: they hold secrets. Rejects with a `WechatError`.
 */
export const createExchange = ({ base, timeoutMs = 3_000, firstWaitMs = 200 }: ExchangeParts) => {
  const once = async ({ path, query = {}, body, timeoutMs: own = timeoutMs }: Question): Promise<Reply> => {
    const url = new URL(path, base)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    const answer = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      redirect: 'error',
      signal: AbortSignal.timeout(own),
    })
    if (answer.ok) return replyOf(answer)
    await answer.body?.cancel()
    throw new WechatError('away', `status ${answer.status} of ${path}`)
  }
  return async (question: Question): Promise<Reply> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(question)
      } catch (error) {
        if (error instanceof WechatError && error.kind !== 'away') throw error
        const code = codeOf(error)
        if (attempt >= attempts || !(question.repeatable || notSent.has(code)))
          throw error instanceof WechatError
            ? error
            : new WechatError('away', `no answer of ${question.path} ${code}`.trim())
        await new Promise(resolve => setTimeout(resolve, firstWaitMs * 2 ** (attempt - 1)))
      }
    }
  }
}
