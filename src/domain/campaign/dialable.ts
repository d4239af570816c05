/** Why a number is not rung. Each is a code of the catalogue of errors. */
export const numberFaults = [
  'number_malformed',
  'number_short',
  'number_foreign',
  'number_emergency',
  'number_service',
  'number_own',
] as const
export type NumberFault = (typeof numberFaults)[number]

export type Dialable = { readonly number: string } | { readonly refused: NumberFault }

/** What the house is and knows of numbers. */
export interface NumberPlan {
  /** The area code of the city with its 0: `0513`. */
  readonly homeArea: string
  /** Numbers of the house itself as E.164: it never rings them. */
  readonly own: ReadonlySet<string>
}

/** Area codes without their 0 and what follows: 10 and 2x have numbers of eight digits, others of seven or eight. None begins with 0, 1 or 9. */
const landline = /^(?:(?:10|2[0-57-9])[2-8]\d{7}|[3-9]\d{2}[2-8]\d{6,7})$/
const mobile = /^1[3-9]\d{9}$/
/** 110, 119, 120, 122, and 112, which mobile phones know. */
const emergency = /^1(?:10|12|19|20|22)$/
/** 1xx to 1xxxx (10086, 12345), 11xxxx (116114), 16x premium, 95x, 96x, 400 and 800. */
const service = /^(?:1\d{2,5}|16[08]\d{2,8}|9[56]\d{2,6}|[48]00\d{7})$/
const noAreas = /^[48]00/

/** What is left of an area code and a special number behind it: `0513110`, `010119`, `051396196`. */
const withoutArea = (text: string): readonly string[] => [
  ...(/^(?:10|2[0-57-9])/.test(text) ? [text.slice(2)] : []),
  ...(/^[3-9]\d{2}/.test(text) && !noAreas.test(text) ? [text.slice(3)] : []),
]

const special = (text: string, hasArea: boolean): NumberFault | null => {
  const all = [text, ...(hasArea ? withoutArea(text) : [])]
  if (all.some(each => emergency.test(each))) return 'number_emergency'
  return all.some(each => service.test(each)) ? 'number_service' : null
}

/** The number within the country, and whether it stands behind a 0 or the country's code; null: it is abroad. */
const withinCountry = (digits: string): { readonly rest: string; readonly hasArea: boolean } | null => {
  const country = /^(?:\+|00)86(.*)$/.exec(digits)?.[1]
  if (country !== undefined) return { rest: country.replace(/^0/, ''), hasArea: true }
  if (digits.startsWith('+') || digits.startsWith('00')) return null
  if (/^86(?:1[3-9]\d{9}|(?:10|2\d)\d{8}|[3-9]\d{9,10})$/.test(digits)) return { rest: digits.slice(2), hasArea: true }
  return digits.startsWith('0') ? { rest: digits.slice(1), hasArea: true } : { rest: digits, hasArea: false }
}

/**
 * The number as it is dialled (E.164), or why it is not rung: only mobiles and landlines of the country are (DOMAIN.md 4.2, 4.5). Blanks, dots, brackets and lines
 * between digits may stand in it.
 */
export const dialable = (raw: string, { homeArea, own }: NumberPlan): Dialable => {
  const digits = raw.normalize('NFKC').replace(/[\s().\p{Pd}]/gu, '')
  if (!/^\+?\d{1,24}$/.test(digits)) return { refused: 'number_malformed' }
  const within = withinCountry(digits)
  if (within === null) return { refused: digits.length < 8 ? 'number_short' : 'number_foreign' }
  const { rest, hasArea } = within
  const refused = special(rest, hasArea)
  if (refused !== null) return { refused }
  const local = !hasArea && /^[2-8]\d{6,7}$/.test(rest)
  const national = local ? `${homeArea.slice(1)}${rest}` : rest
  if (!mobile.test(national) && !(local || (hasArea && landline.test(national))))
    return { refused: rest.length < 7 ? 'number_short' : 'number_malformed' }
  const number = `+86${national}`
  return own.has(number) ? { refused: 'number_own' } : { number }
}
