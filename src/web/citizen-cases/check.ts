import type { Draft } from './draft.ts'
import type { WordKey } from './words.tsx'

/** What keeps a field from being sent. */
export interface Fault {
  readonly field: string
  readonly key: WordKey
  readonly most?: number
}

export const longestText = 5_000
export const longestPlace = 200

const lengthOf = (text: string): number => [...text].length

/** The server decides which numbers can be called; here only what is plainly none. */
const looksLikePhone = (typed: string): boolean => {
  const digits = typed.normalize('NFKC').replace(/[\s().-]/g, '')
  return /^\+?\d{7,15}$/.test(digits)
}

/** What is still to be mended before a draft can be sent, in the order of the fields. */
export const faultsOf = (draft: Draft): readonly Fault[] => {
  const faults: Fault[] = []
  const add = (field: string, key: WordKey, most?: number) =>
    faults.push(most === undefined ? { field, key } : { field, key, most })
  if (draft.text.trim() === '') add('text', 'request_text_missing')
  if (lengthOf(draft.text) > longestText) add('text', 'request_text_long', longestText)
  if (draft.place.trim() === '' && draft.class !== 'consultation') add('place', 'request_place_missing')
  if (lengthOf(draft.place) > longestPlace) add('place', 'request_place_long', longestPlace)
  if (!draft.anonymous && draft.phone.trim() === '') add('phone', 'request_phone_missing')
  else if (!draft.anonymous && !looksLikePhone(draft.phone)) add('phone', 'request_phone_wrong')
  return faults
}

/** What is wrong with a number and code as typed; the server finds the rest. */
export const keyFaultsOf = (caseNo: string, queryCode: string): readonly Fault[] => {
  const faults: Fault[] = []
  const plain = (text: string) => text.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  const number = plain(caseNo)
  const code = plain(queryCode)
  if (number === '') faults.push({ field: 'caseNo', key: 'track_number_missing' })
  else if (!/^\d{14,17}$/.test(number)) faults.push({ field: 'caseNo', key: 'track_number_wrong' })
  if (code === '') faults.push({ field: 'queryCode', key: 'track_code_missing' })
  else if (!/^[A-Z0-9]{8}$/i.test(code)) faults.push({ field: 'queryCode', key: 'track_code_wrong' })
  return faults
}

/** `20261125-00042-1`: as it is read out. */
export const readableNumber = (caseNo: string): string =>
  /^\d{14,}$/.test(caseNo) ? `${caseNo.slice(0, 8)}-${caseNo.slice(8, -1)}-${caseNo.slice(-1)}` : caseNo

export const readableCode = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`
