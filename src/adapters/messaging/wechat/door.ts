import type { WechatAnswer, WechatDoor, WechatQuery } from '../../../engine/citizens/wechat-door.ts'
import type { Clock, Log } from '../../../engine/ports.ts'
import type { Conversation } from './conversation.ts'
import { type FlatXml, parseFlatXml } from './flat-xml.ts'
import type { MessageCipher } from './message-cipher.ts'
import { createOneAnswer } from './one-answer.ts'
import { clockWindowMs, createRepeats } from './repeats.ts'
import { fitted, sealedReply, textReply } from './replies.ts'
import { same, signatureOf } from './signature.ts'
import { messageOf, type WechatMessage } from './wechat-message.ts'

/**
 * What is let in: `safe` only encrypted messages; `plain` only others; `compatible` both, for the time of changing over. Where a message
 * holds both, only the encrypted part counts: the signature of a plain one does not cover what it says.
 */
export type WechatMode = 'safe' | 'compatible' | 'plain'

export interface DoorParts {
  readonly token: string
  readonly mode: WechatMode
  /** The newest first; while a key is being changed there are two. */
  readonly ciphers: readonly MessageCipher[]
  readonly conversation: Conversation
  /** Brings a text to a citizen who is not waiting for it any more. */
  readonly sendLater: (openid: string, text: string) => void
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  readonly answerWithinMs?: number
}

interface Opened {
  readonly fields: FlatXml
  /** How the answer is encrypted: with the key that opened the question; null: not at all. */
  readonly cipher: MessageCipher | null
}

const tellEveryMs = 10_000

const success: WechatAnswer = { kind: 'answer', type: 'text/plain', body: 'success' }
const refused: WechatAnswer = { kind: 'refused' }
const malformed: WechatAnswer = { kind: 'malformed' }

const textOf = (body: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return null
  }
}

/** The door for WeChat's servers: nobody else comes in, nothing comes in twice, and each question has one answer. */
export const createDoor = ({
  token,
  mode,
  ciphers,
  conversation,
  sendLater,
  clock,
  log,
  answerWithinMs = 4_000,
}: DoorParts): WechatDoor => {
  const repeats = createRepeats(clock.now)
  const answers = createOneAnswer({ now: clock.now, withinMs: answerWithinMs })

  const told = new Map<string, { readonly at: number; silent: number }>()
  /** Each reason is told once in a while: whoever sends without end must not fill the log. */
  const refuse = (why: string): WechatAnswer => {
    const before = told.get(why)
    if (before && clock.now() - before.at < tellEveryMs) before.silent += 1
    else {
      told.set(why, { at: clock.now(), silent: 0 })
      log.warn({ why, notTold: before?.silent ?? 0 }, 'a message to the WeChat address was refused')
    }
    return refused
  }
  const isSigned = (given: string | undefined, ...parts: readonly string[]): boolean =>
    same(signatureOf(token, ...parts), given ?? '')
  const isTimely = (timestamp: string): boolean => {
    const apart = Math.abs(clock.now() - Number(timestamp) * 1_000)
    return apart <= clockWindowMs
  }

  /** What is within, or why it is not let in. */
  const opened = (query: WechatQuery, fields: FlatXml | null): Opened | string => {
    const encrypted = query.encrypt_type === 'aes'
    if (encrypted ? mode === 'plain' : mode === 'safe') return `the mode is ${mode}`
    if (!encrypted) {
      if (!isSigned(query.signature, query.timestamp, query.nonce)) return 'wrong signature'
      return fields ? { fields, cipher: null } : 'not readable'
    }
    const cipherText = fields?.get('Encrypt') ?? ''
    if (cipherText === '' || !isSigned(query.msg_signature, query.timestamp, query.nonce, cipherText))
      return 'wrong signature'
    for (const cipher of ciphers) {
      const inner = cipher.open(cipherText)
      const innerFields = inner === null ? null : parseFlatXml(inner)
      if (innerFields) return { fields: innerFields, cipher }
    }
    return 'not encrypted for this account'
  }

  const answerTo = async (
    message: WechatMessage,
    query: WechatQuery,
    cipher: MessageCipher | null,
  ): Promise<WechatAnswer> => {
    const work = async (): Promise<string | null> => {
      const text = await conversation.answer(message)
      return text === null ? null : fitted(text)
    }
    const answer = await answers.to(`${message.from} ${message.id}`, work, text => sendLater(message.from, text))
    if (!answer) return success
    const reply = textReply(message.from, message.to, Math.floor(answer.at / 1_000), answer.text)
    const at = Math.floor(clock.now() / 1_000)
    return {
      kind: 'answer',
      type: 'text/xml',
      body: cipher ? sealedReply(reply, { cipher, token, nonce: query.nonce, at }) : reply,
    }
  }

  return {
    echo: query => {
      if (isSigned(query.signature, query.timestamp, query.nonce) && isTimely(query.timestamp)) return query.echostr
      refuse('wrong signature or too old')
      return null
    },
    message: async (query, body) => {
      const text = textOf(body)
      const outer = text === null ? null : parseFlatXml(text)
      const within = opened(query, outer)
      if (typeof within === 'string') {
        const answer = refuse(within)
        return outer ? answer : malformed
      }
      if (!isTimely(query.timestamp)) return refuse('too old, or the clock is wrong')
      const signature = (within.cipher ? query.msg_signature : query.signature) ?? ''
      if (repeats.seen(signature, query.nonce, body) === 'replayed') return refuse('sent before')
      const message = messageOf(within.fields)
      if (message === null) return malformed
      return message === 'unknown' ? success : answerTo(message, query, within.cipher)
    },
  }
}
