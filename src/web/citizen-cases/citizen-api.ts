import type { Names } from '../../wire/views.ts'
import type { Draft } from './draft.ts'
import type { Challenge } from './work/solve.ts'
import { startWork } from './work/start-work.ts'

export interface CaseKey {
  readonly caseNo: string
  readonly queryCode: string
}

export interface Progress {
  readonly caseNo: string
  readonly steps: readonly { readonly at: number; readonly code: string; readonly text: Names }[]
  readonly answer: string | null
  readonly isOpen: boolean
  readonly isConfidential: boolean
  readonly promisedAt: number | null
  readonly mayAdd: boolean
  readonly mayUrge: boolean
  readonly mayRate: boolean
  readonly mayWithdraw: boolean
  /** How many its requester has sent. */
  readonly photos: number
}

export interface Rating {
  readonly satisfaction: 'satisfied' | 'fairly_satisfied' | 'dissatisfied'
  readonly resolved: boolean | null
  readonly text: string
}

/** A refusal in the server's own words; null: nobody answered. */
export class Refusal extends Error {
  readonly code: string
  readonly words: Names | null

  constructor(code: string, words: Names | null) {
    super(code)
    this.code = code
    this.words = words
  }
}

/** 128 random bits that name one wish, the same for each try of it. */
export const newWish = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')

const refusalOf = async (reply: Response): Promise<Refusal> => {
  try {
    const { error } = (await reply.json()) as { readonly error: Names & { readonly code: string } }
    return new Refusal(error.code, { zh: error.zh, en: error.en })
  } catch {
    return new Refusal('unreachable', null)
  }
}

const patienceMs = 20_000

const post = <T>(path: string, body?: object): Promise<T> => postTo(`/api/public/cases${path}`, patienceMs, body)

const postTo = async <T>(path: string, waitMs: number, body?: object): Promise<T> => {
  let reply: Response
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), waitMs)
  try {
    reply = await fetch(path, {
      method: 'POST',
      credentials: 'omit',
      signal: patience.signal,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  } catch {
    throw new Refusal('unreachable', null)
  } finally {
    clearTimeout(timer)
  }
  if (!reply.ok) throw await refusalOf(reply)
  return (await reply.json()) as T
}

interface Work {
  readonly challenge: Challenge
  readonly answers: readonly number[]
}

let work: Promise<Work> | null = null

/** Begins the work that comes before sending, once, while the citizen types. */
export const beginWork = (): Promise<Work> => {
  work ??= post<Challenge>('/challenge').then(async challenge => ({ challenge, answers: await startWork(challenge) }))
  work.catch(() => {
    work = null
  })
  return work
}

/** Does what needs work. A challenge that is over, was spent on another wish or was not taken is worked off anew, once. */
const withWork = async <T>(job: (work: Work) => Promise<T>): Promise<T> => {
  try {
    return await job(await beginWork())
  } catch (error) {
    if (!(error instanceof Refusal) || !error.code.startsWith('challenge_')) throw error
    work = null
    return job(await beginWork())
  }
}

/** Sends what is written, with the photos that were uploaded for it. */
export const sendCase = async (draft: Draft): Promise<CaseKey> => {
  const { requestId, text, place, phone, anonymous, photos, ...choices } = draft
  const attachments = photos.map(({ id }) => id)
  const form = { requestId, text, place, phone: anonymous ? '' : phone, anonymous, ...choices, attachments }
  const receipt = await withWork(({ challenge, answers }) =>
    post<CaseKey>('', { ...form, challenge: challenge.token, answers }),
  )
  work = null
  return receipt
}

const photosAt = '/api/public/cases/photos'

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Uploads a photo for a wish and gives its id. `onShare`: told how much of it is on its way, 0 to 1, which `fetch` cannot say. */
export const uploadPhoto = (
  requestId: string,
  name: string,
  photo: Blob,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<string> =>
  withWork(
    ({ challenge, answers }) =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest()
        const broken = () => reject(new Refusal('unreachable', null))
        request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0)
        request.onload = () => {
          const { attachment, error } = (parsed(request.responseText) ?? {}) as {
            readonly attachment?: { readonly id: string }
            readonly error?: Names & { readonly code: string }
          }
          if (attachment) resolve(attachment.id)
          else if (error) reject(new Refusal(error.code, { zh: error.zh, en: error.en }))
          else broken()
        }
        request.onerror = broken
        request.onabort = broken
        request.open('POST', photosAt)
        request.setRequestHeader('content-type', 'application/octet-stream')
        request.setRequestHeader('x-file-name', encodeURIComponent(name.toWellFormed?.() ?? name))
        request.setRequestHeader('x-request-id', requestId)
        request.setRequestHeader('x-challenge', challenge.token)
        request.setRequestHeader('x-answers', answers.join(','))
        signal.addEventListener('abort', () => request.abort())
        if (signal.aborted) broken()
        else request.send(photo)
      }),
  )

/** Takes a photo back that is not sent yet; where that does not come through, it goes by itself after some hours. */
export const takeBackPhoto = (requestId: string, id: string): void => {
  const body = JSON.stringify({ requestId, id })
  const headers = { 'content-type': 'application/json' }
  fetch(`${photosAt}/taken-back`, { method: 'POST', credentials: 'omit', headers, body }).catch(() => {})
}

export const readProgress = (key: CaseKey): Promise<Progress> => post('/progress', key)
export const addToCase = (
  key: CaseKey,
  requestId: string,
  text: string,
  attachments: readonly string[],
): Promise<object> => post('/supplement', { ...key, requestId, text, attachments })
export const urgeCase = (key: CaseKey, requestId: string): Promise<object> => post('/urge', { ...key, requestId })
export const withdrawCase = (key: CaseKey, requestId: string): Promise<object> =>
  post('/withdraw', { ...key, requestId })
export const rateCase = (key: CaseKey, requestId: string, rating: Rating): Promise<object> =>
  post('/rate', { ...key, requestId, ...rating })

/** What a rating link is about. */
export interface LinkedRating {
  readonly caseNo: string
  readonly acceptedAt: number
  readonly until: number
}

export const openRatingLink = (code: string): Promise<LinkedRating> =>
  postTo('/api/public/rating/open', patienceMs, { code })
export const rateByLink = (
  code: string,
  requestId: string,
  rating: Rating & { readonly contacted: boolean | null },
): Promise<object> => postTo('/api/public/rating', patienceMs, { code, requestId, ...rating })

/** A chat that this browser has: its secret opens it. */
export interface ChatKey {
  readonly chatId: string
  readonly secret: string
}

export interface Chat {
  readonly state: 'waiting' | 'offered' | 'open' | 'ended'
  readonly ahead: number | null
  readonly cause: 'completed' | 'left' | 'silent' | 'max_wait' | 'idle' | null
  readonly endedBy: 'citizen' | 'agent' | 'system' | null
  readonly acceptedAt: number | null
  readonly version: number
  readonly messages: readonly {
    readonly n: number
    readonly at: number
    readonly from: 'citizen' | 'agent' | 'house'
    readonly text: string
  }[]
}

const chats = '/api/public/chats'
/** The server answers after 20 s at the latest. */
const lookMs = 35_000

/** Whether somebody is there to write with now. */
export const chatDoor = async (): Promise<'open' | 'closed' | 'full'> => {
  const reply = await fetch(`${chats}/door`, { credentials: 'omit', cache: 'no-store' })
  if (!reply.ok) throw await refusalOf(reply)
  return ((await reply.json()) as { readonly door: 'open' | 'closed' | 'full' }).door
}
/** Begins a chat; the work that was done for it is spent. */
export const openChat = async (requestId: string, language: 'zh' | 'en', phone: string): Promise<ChatKey> => {
  const key = await withWork(({ challenge, answers }) =>
    postTo<ChatKey>(chats, patienceMs, { requestId, language, phone, challenge: challenge.token, answers }),
  )
  work = null
  return key
}
export const lookAtChat = ({ chatId, secret }: ChatKey, after: number, version: number): Promise<Chat> =>
  postTo(`${chats}/${chatId}/look`, lookMs, { secret, after, version })
export const sayInChat = ({ chatId, secret }: ChatKey, text: string, requestId: string): Promise<object> =>
  postTo(`${chats}/${chatId}/say`, patienceMs, { secret, text, requestId })
export const endChat = ({ chatId, secret }: ChatKey): Promise<object> =>
  postTo(`${chats}/${chatId}/end`, patienceMs, { secret })
