/** The running number of a case within a local day (yyyymmdd); the first is 1. */
export interface CasePlace {
  readonly localDay: number
  readonly running: number
}

/**
 * Damm's table: a quasigroup of order 10 by which the check digit finds every single wrong digit and every swap of two neighbours,
 * which are the errors of people who read numbers to each other.
 */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const

const carry = (digits: string): number => [...digits].reduce((row, digit) => Number(damm[row]?.[Number(digit)]), 0)

/** The place of the next case: counted on within a day, never behind one that was given, also where a clock was put back. */
export const nextPlace = (last: CasePlace | null, localDay: number): CasePlace =>
  last === null || localDay > last.localDay
    ? { localDay, running: 1 }
    : { localDay: last.localDay, running: last.running + 1 }

/** The number of a case, digits only: local day (8), running number (at least 5), check digit (1). */
export const caseNumberOf = ({ localDay, running }: CasePlace): string => {
  const digits = `${localDay}${String(running).padStart(5, '0')}`
  return `${digits}${carry(digits)}`
}

/** A case number as it is printed and read out: `20261125-00042-5`. What is no case number stays as it is. */
export const readableCaseNumber = (caseNo: string): string =>
  /^\d{14,}$/.test(caseNo) ? `${caseNo.slice(0, 8)}-${caseNo.slice(8, -1)}-${caseNo.slice(-1)}` : caseNo

const halfWidth = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')

/** The case number that somebody typed, with or without its lines and spaces; null: it is none, or a digit of it is wrong. */
export const parseCaseNumber = (typed: string): string | null => {
  const digits = halfWidth(typed)
  if (!/^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(\d{5}|[1-9]\d{5,7})\d$/.test(digits)) return null
  return carry(digits) === 0 ? digits : null
}
