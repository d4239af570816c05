/** A caller as the network named him: `raw` is kept for ever, `number` is E.164 or a service number, null when unknown or withheld. */
export interface CallerNumber {
  readonly raw: string
  readonly number: string | null
  readonly withheld: boolean
}

const withheldWords = new Set(['', 'anonymous', 'restricted', 'unavailable', 'unknown', 'private', 'withheld', '0'])
const serviceNumber = /^(1[012]\d{1,3}|9[56]\d{3,6}|[48]00\d{7})$/

/** Most ids, which are kept as they are; what is longer or holds anything else is looked through character by character. */
const visible = /^[ -~]{0,64}$/

const keptOf = (raw: string): string =>
  [...raw]
    .filter(character => character >= ' ' && character !== '\u007f')
    .slice(0, 64)
    .join('')

/**
 * Normalises a caller's number by DOMAIN.md 4.2. `homeArea` is the area code of the city with its 0 (`0513`).
 * What fits no rule is unknown: number null, not withheld. `raw` is cut at 64 characters, control characters taken out.
 */
export const normaliseCaller = (raw: string, homeArea: string): CallerNumber => {
  const kept = visible.test(raw) ? raw : keptOf(raw)
  const plain = kept.trim().toLowerCase()
  if (withheldWords.has(plain)) return { raw: kept, number: null, withheld: true }
  const digits = plain.replace(/[\s().-]/g, '')
  return { raw: kept, number: toE164(digits, homeArea), withheld: false }
}

const toE164 = (text: string, homeArea: string): string | null => {
  if (/^\+86\d+$/.test(text)) return national(text.slice(3))
  if (/^\+[1-9]\d{6,14}$/.test(text)) return text
  if (!/^\d{3,18}$/.test(text)) return null
  if (/^0086\d+$/.test(text)) return national(text.slice(4))
  if (/^00[1-9]\d{6,14}$/.test(text)) return `+${text.slice(2)}`
  if (/^86(1[3-9]\d{9}|(10|2\d)\d{8}|[3-9]\d{2}\d{7,8})$/.test(text)) return national(text.slice(2))
  if (/^01[3-9]\d{9}$/.test(text)) return `+86${text.slice(1)}`
  if (/^0((10|2\d)\d{7,8}|[3-9]\d{2}\d{7,8})$/.test(text)) return `+86${text.slice(1)}`
  if (/^1[3-9]\d{9}$/.test(text)) return `+86${text}`
  if (serviceNumber.test(text)) return text
  return /^[2-9]\d{6,7}$/.test(text) ? `+86${homeArea.slice(1)}${text}` : null
}

/** What stands after +86: a mobile, an area code without its 0 and a number, or a service number. */
const national = (text: string): string | null => {
  if (/^1[3-9]\d{9}$/.test(text)) return `+86${text}`
  if (serviceNumber.test(text)) return text
  const plain = text.startsWith('0') ? text.slice(1) : text
  return /^((10|2\d)\d{7,8}|[3-9]\d{2}\d{7,8}|1[3-9]\d{9})$/.test(plain) ? `+86${plain}` : null
}

/** Whether a number can be rung back: service numbers and unknown ones cannot. */
export const canBeRungBack = (number: string | null): number is string => number?.startsWith('+') === true
