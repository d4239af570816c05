import type { templates } from './catalogue.ts'
import { fillTemplate, MessageError, smsParts, type Template, type Values } from './template.ts'

/** To whom: a number in E.164, an e-mail address, or a system of a department by the id of its webhook. */
export type Recipient =
  | { readonly kind: 'sms'; readonly number: string }
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'webhook'; readonly target: string }

export type MessageKind = Recipient['kind']

export const messageKinds: readonly MessageKind[] = ['sms', 'email', 'webhook']

/** Which text. */
export type TemplateId = keyof typeof templates

/** A message as it is asked for. Instants in UTC ms. */
export interface MessageRequest {
  /** Names this message for ever: asked for again under the same key, it is sent once. Letters, digits, `.`, `_`, `-`. */
  readonly key: string
  readonly to: Recipient
  readonly template: TemplateId
  readonly values: Values
  /** Not before; left out: at once. */
  readonly dueAt?: number
  /** Too late: from then on it is dropped. */
  readonly notAfter: number
  /** An SMS that may wake somebody at night. */
  readonly urgent?: boolean
}

/** A message as it is kept and carried. */
export interface Message {
  readonly key: string
  readonly kind: MessageKind
  /** Number, address, or id of the webhook. */
  readonly recipient: string
  readonly template: string
  readonly values: Values
  /** As it was when it was asked for: a later version of the program sends the same again. */
  readonly subject: string
  readonly text: string
  readonly urgent: boolean
  readonly createdAt: number
  readonly notAfter: number
}

/** Carriers cut or refuse longer ones. */
const mostSmsParts = 8
const longestText = 20_000
const longestSubject = 200
const longestLife = 400 * 86_400_000

const recipientOf = (to: Recipient): string | null => {
  if (to.kind === 'sms') return /^\+[1-9]\d{6,14}$/.test(to.number) ? to.number : null
  if (to.kind === 'email') return isAddress(to.address) ? to.address : null
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(to.target) ? to.target : null
}

/**
 * Whether this is one plain e-mail address (RFC 5321, without quoted names): no space, no line end, nothing that a header could
 * read as a second address.
 */
export const isAddress = (text: string): boolean =>
  text.length <= 254 &&
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])$/.test(
    text,
  ) &&
  text.indexOf('@') <= 64

/** Makes the message that was asked for at `now`. Throws a `MessageError` that says what is wrong with it. */
export const messageOf = (
  request: MessageRequest,
  now: number,
  catalogue: Readonly<Record<string, Template>>,
): Message => {
  const { key, to, template, values, notAfter, urgent = false } = request
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(key))
    throw new MessageError(
      'bad_key',
      'The key of a message must be up to 200 letters, digits, dots, dashes or underscores.',
    )
  const recipient = recipientOf(to)
  if (recipient === null)
    throw new MessageError('bad_recipient', `The message ${key} is to nobody that ${to.kind} reaches.`)
  const dueAt = request.dueAt ?? now
  if (
    !Number.isSafeInteger(dueAt) ||
    !Number.isSafeInteger(notAfter) ||
    dueAt > notAfter ||
    notAfter > now + longestLife
  )
    throw new MessageError('bad_times', `The message ${key} must be due before it is too late, within 400 days.`)
  const found = Object.hasOwn(catalogue, template) ? catalogue[template] : undefined
  if (!found) throw new MessageError('unknown_template', `There is no template ${template}.`)
  const subject = fillTemplate(found.subject, values)
  if (subject.includes('\n') || subject.length > longestSubject)
    throw new MessageError(
      'broken_subject',
      `The subject of the message ${key} must be one line of at most ${longestSubject} characters.`,
    )
  const text = fillTemplate(found.text, values)
  if (text.length > longestText || (to.kind === 'sms' && smsParts(text) > mostSmsParts))
    throw new MessageError('text_too_long', `The text of the message ${key} is too long for ${to.kind}.`)
  return { key, kind: to.kind, recipient, template, values, subject, text, urgent, createdAt: now, notAfter }
}
