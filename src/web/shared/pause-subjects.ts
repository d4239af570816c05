import type { PauseSubject } from '../../wire/views.ts'
import type { TextKey } from '../texts.ts'

/** What is said while a recording is paused, in words; in this order they are shown. */
export const subjectText: Readonly<Record<PauseSubject, TextKey>> = {
  id_number: 'subject_id_number',
  bank_card: 'subject_bank_card',
  password: 'subject_password',
  other: 'subject_other',
}
export const pauseSubjects = Object.keys(subjectText) as readonly PauseSubject[]
