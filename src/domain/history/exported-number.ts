import { maskNumber } from '../number/mask.ts'
import { normaliseCaller } from '../number/normalise.ts'
import { isRewritten } from './cells.ts'
import type { HistoryCall } from './history.ts'

/** Whether telephone numbers leave the house with their middle hidden, as is usual (DOMAIN.md 4.2), or whole. */
export const numberForms = ['masked', 'full'] as const
export type NumberForm = (typeof numberForms)[number]

/** A number that nobody could normalise, or one that was masked before. */
const likeNumber = /^\+?[\d*#]+$/

const isWithheld = (raw: string): boolean => normaliseCaller(raw, '').withheld

/**
 * The number of a call as a file tells it: E.164 or a service number where it is known. Else what stood there: whole what the importer would take back; masked only
 * what looks like a number or says that it was withheld, for anything else may name a person.
 */
export const exportedNumber = ({ number, rawNumber }: HistoryCall, form: NumberForm): string | null => {
  if (form === 'full') return number ?? (rawNumber !== null && isRewritten(rawNumber.trim()) ? null : rawNumber)
  if (number !== null) return maskNumber(number)
  const raw = rawNumber?.trim() ?? ''
  if (raw !== '' && isWithheld(raw)) return raw
  return likeNumber.test(raw) ? maskNumber(raw) : null
}

/** A mobile number in the midst of a text, alone or with its country. */
const mobile = /(?<!\d)(?:\+?86)?(1[3-9]\d{9})(?!\d)/g

/** A text in which mobile numbers have their middle hidden. */
export const maskNumbersIn = (text: string | null): string | null =>
  text === null ? null : text.replace(mobile, (_, number: string) => maskNumber(number) ?? '')
