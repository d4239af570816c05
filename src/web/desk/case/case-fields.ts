import { filesOf } from '../../attachments/kept-files.ts'
import type { NewCase } from '../../cases/case-api.ts'
import type { TextKey } from '../../texts.ts'
import { type DraftFields, type FieldName, tooLong } from '../draft/draft-fields.ts'
import { coordinatesOf } from './coordinates.ts'

/** Names of the fields, as the form and its sentences give them. */
export const fieldTexts = {
  class: 'case_class',
  title: 'case_title',
  text: 'case_text',
  place: 'case_place',
  name: 'case_name',
  contact: 'case_contact',
  answer: 'case_answer',
} as const satisfies Partial<Record<FieldName, TextKey>>

export type NamedField = keyof typeof fieldTexts

/** What is missing before the server takes the case (DOMAIN.md 3.2): a question needs no place. */
export const missingIn = (fields: DraftFields): readonly NamedField[] => {
  const empty = (name: FieldName) => (fields[name] ?? '').trim() === ''
  const needed: readonly NamedField[] = ['class', 'text', 'place', 'contact']
  return needed.filter(name => empty(name) && !(name === 'place' && fields.class === 'consultation'))
}

/** Whether the case will be confidential: as the agent said, else as its class has it. */
export const isConfidential = ({ class: of, confidential = '' }: DraftFields): boolean =>
  confidential === '' ? of === 'report' : confidential === '1'

/** The case as it is sent; null while something is missing, too long or no place. */
export const newCaseOf = (fields: DraftFields): NewCase | null => {
  const { class: of = '', contact = '', confidential = '', requestId = '', text = '' } = fields
  const { topic = '', danger = '', suggestedUnit = '', reviewNote = '', awaitsAnswer = '', answer = '' } = fields
  const coordinates = coordinatesOf(fields.coordinates ?? '')
  if (missingIn(fields).length > 0 || tooLong(fields) !== null || of === '' || contact === '') return null
  if (coordinates === 'wrong') return null
  return {
    requestId,
    class: of,
    title: fields.title ?? '',
    text,
    place: fields.place ?? '',
    requesterName: fields.name ?? '',
    contact,
    urgent: fields.urgent === '1',
    confidential: confidential === '' ? null : confidential === '1',
    anonymous: fields.anonymous === '1',
    enterprise: fields.enterprise === '1',
    specialNeeds: fields.specialNeeds === '1',
    answer,
    topic: topic === '' ? null : topic,
    danger: danger === '' ? null : danger,
    coordinates,
    suggestedUnit: suggestedUnit === '' ? null : suggestedUnit,
    reviewNote,
    awaitsAnswer: awaitsAnswer === '1' && answer.trim() === '',
    attachments: filesOf(fields.attachments).map(({ id }) => id),
  }
}

const longestNote = 2_000

/** What was typed, as the note of a follow-up. */
export const noteOf = ({ title, text, place, answer }: DraftFields): string =>
  [title, text, place, answer]
    .map(part => part?.trim())
    .filter(Boolean)
    .join('\n')
    .slice(0, longestNote)

/** Everything of the form emptied: the next case begins. */
export const emptied = (fields: DraftFields): DraftFields =>
  Object.fromEntries(Object.keys(fields).map(name => [name, ''])) as DraftFields

/** A name for one wish to register, which no other has. Works also where the page came without TLS. */
export const newRequestId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
