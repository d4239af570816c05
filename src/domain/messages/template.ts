/** What stands in the places of a template, by name. Text of people stays text: nothing in it is read as markup or as a place. */
export type Values = Readonly<Record<string, string | number>>

/** A text with places such as `{caseNo}`. Messages go to citizens and departments of one city, so they are Chinese only. */
export interface Template {
  /** Of e-mails: one line. */
  readonly subject: string
  readonly text: string
}

/** Why a message cannot be made. */
export type MessageProblem =
  | 'unknown_template'
  | 'missing_value'
  | 'broken_template'
  | 'broken_subject'
  | 'text_too_long'
  | 'bad_recipient'
  | 'bad_key'
  | 'bad_times'
  | 'no_carrier'

/** A message was asked for that cannot be made or carried: nothing was stored. */
export class MessageError extends Error {
  readonly code: MessageProblem

  constructor(code: MessageProblem, message: string) {
    super(message)
    this.name = 'MessageError'
    this.code = code
  }
}

const place = /\{(\w+)\}/g

/** Control characters other than the line feed, and what makes text run backwards. */
const unprintable = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu

/** A value as it stands in a text: without what no phone can show; line ends of any kind as one line feed. */
const shown = (value: string | number): string =>
  String(value).replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ').replaceAll(unprintable, '').toWellFormed()

/**
 * The template with its values in their places, each of them once: what looks like a place inside a value stays as it was
 * typed. Throws `missing_value` where a place has no value, and `broken_template` for a brace that opens no place.
 */
export const fillTemplate = (template: string, values: Values): string => {
  if (/[{}]/.test(template.replaceAll(place, '')))
    throw new MessageError('broken_template', `This template has a brace that belongs to no place: ${template}`)
  return template.replaceAll(place, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new MessageError('missing_value', `The message has no value for {${name}}.`)
    return shown(value)
  })
}

const onePart = 70
const eachPart = 67

/** How many parts an SMS goes in: 70 units of UCS-2, or 67 in each of several; a character outside the BMP is never cut in two. */
export const smsParts = (text: string): number => {
  if (text.length <= onePart) return 1
  let parts = 1
  let filled = 0
  for (const { length } of text) {
    if (filled + length > eachPart) {
      parts += 1
      filled = 0
    }
    filled += length
  }
  return parts
}
