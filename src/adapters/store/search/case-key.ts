import { type CasePlace, caseNumberOf } from '../../../domain/cases/case-number.ts'

const perDay = 100_000_000

/** The key of a case in the index of words: its number without the check digit, so that the order of keys is that of numbers. */
export const caseKeyOf = ({ localDay, running }: CasePlace): number => localDay * perDay + running

/** The same, told by the database of a row of `cases`. */
export const caseKeySql = `(local_day * ${perDay} + running)`

/** Whether a row of `cases` is the one of a key that is given as SQL. */
export const isCaseOfKey = (key: string): string => `local_day = ${key} / ${perDay} and running = ${key} % ${perDay}`

/** The key of a case number; null: it is none. */
export const keyOfCaseNo = (caseNo: string): number | null =>
  /^\d{14,17}$/.test(caseNo)
    ? caseKeyOf({ localDay: Number(caseNo.slice(0, 8)), running: Number(caseNo.slice(8, -1)) })
    : null

/** The day and the running number of a key. */
export const placeOfKey = (key: number): CasePlace => ({ localDay: Math.floor(key / perDay), running: key % perDay })

/** The case number of a key. */
export const caseNoOfKey = (key: number): string => caseNumberOf(placeOfKey(key))

/** The month (yyyymm) of a key. */
export const monthOfKey = (key: number): number => Math.floor(key / perDay / 100)

/** The first key of a month. */
export const firstKeyOfMonth = (month: number): number => month * 100 * perDay

/** The month before. */
export const monthBefore = (month: number): number => (month % 100 === 1 ? month - 89 : month - 1)
