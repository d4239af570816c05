import { type CallerNumber, normaliseCaller } from '../../../domain/number/normalise.ts'

/** What the dialplan's journal wrote about an arrival; the format stands in dialplan/hotline/extensions.conf. */
export interface ArrivalRecord {
  readonly at: number
  readonly dialled: string
  readonly caller: CallerNumber
}

/** What Stasis is handed with a call: `inbound`, the instant of the arrival, and whether the number may be shown. */
export interface StasisArrival {
  readonly at: number | null
  readonly forbidden: boolean
}

const instantOf = (text: string | undefined): number | null => {
  const at = Number(text)
  return text !== undefined && /^\d{12,14}$/.test(text) ? at : null
}

/** Reads the arguments of Stasis after the role. What is missing or odd is unknown. */
export const stasisArrival = (args: readonly (string | undefined)[]): StasisArrival => ({
  at: instantOf(args[0]),
  forbidden: /^prohib/i.test(args[1] ?? ''),
})

/** The caller as a channel shows him; one who forbids his number is withheld, and the number is not used. */
export const callerOf = (raw: string, forbidden: boolean, homeArea: string): CallerNumber => {
  const caller = normaliseCaller(raw, homeArea)
  return forbidden ? { raw: caller.raw, number: null, withheld: true } : caller
}

/** Percent-encoded bytes as text; a byte that is no UTF-8 becomes U+FFFD, since callers may send any. */
export const decoded = (text: string | undefined): string => {
  const bytes = (text ?? '').replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

/** The number in a SIP header such as `"Name" <sip:+8613812345678@host;user=phone>`; empty when there is none. */
export const numberInHeader = (header: string): string => /<?(?:sips?|tel):([^@;>]*)/i.exec(header)?.[1] ?? ''

/**
 * Parses `ms|dialled|number|name|presentation|from|asserted|diversion|channel`, each text percent-encoded; null when it is not
 * of that form. A P-Asserted-Identity of the trunk goes before From (DOMAIN.md 4.2); a presentation that forbids the number
 * counts as withheld.
 */
export const parseArrival = (record: string, homeArea: string): ArrivalRecord | null => {
  const [ms, dialled, number, , presentation, , asserted] = record.split('|')
  const at = instantOf(ms)
  if (at === null || dialled === undefined || number === undefined) return null
  const raw = numberInHeader(decoded(asserted)) || decoded(number)
  const { forbidden } = stasisArrival([ms, presentation])
  return { at, dialled: decoded(dialled), caller: callerOf(raw, forbidden, homeArea) }
}
