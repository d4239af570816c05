import type { CaseClassWord, ContactWord } from '../../wire/case-views.ts'
import type { TextKey } from '../texts.ts'

/** Classes in the order of the form. */
export const classTexts: Readonly<Record<CaseClassWord, TextKey>> = {
  consultation: 'class_consultation',
  help: 'class_help',
  complaint: 'class_complaint',
  report: 'class_report',
  suggestion: 'class_suggestion',
  praise: 'class_praise',
  other: 'class_other',
}

export const contactTexts: Readonly<Record<ContactWord, TextKey>> = {
  phone: 'contact_phone',
  sms: 'contact_sms',
  wechat: 'contact_wechat',
  sign_video: 'contact_sign_video',
  none: 'contact_none',
}

/** A case number as it is printed and read out, `20261125-00042-1`. What is none stays as it is. */
export const readableNumber = (caseNo: string): string =>
  /^\d{14,}$/.test(caseNo) ? `${caseNo.slice(0, 8)}-${caseNo.slice(8, -1)}-${caseNo.slice(-1)}` : caseNo

const minute = 60_000

/** How long something has been going on, in the largest whole unit. */
export const ageOf = (since: number, now: number): { readonly text: TextKey; readonly n: number } => {
  const minutes = Math.max(0, Math.floor((now - since) / minute))
  if (minutes < 60) return { text: 'age_minutes', n: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { text: 'age_hours', n: hours } : { text: 'age_days', n: Math.floor(hours / 24) }
}
