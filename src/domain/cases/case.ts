/** The classes of a case (DOMAIN.md 3.5). */
export const caseClasses = ['consultation', 'help', 'complaint', 'report', 'suggestion', 'praise', 'other'] as const
export type CaseClass = (typeof caseClasses)[number]

/** How the requester wants to be reached; `none`: not at all. It wins over the rules of return visits. */
export const contactWays = ['phone', 'sms', 'wechat', 'sign_video', 'none'] as const
export type ContactWay = (typeof contactWays)[number]

/** States of a case (DOMAIN.md 3.2). A draft is what an agent writes (`drafts`), not yet a case with a number. */
export const caseStates = [
  'registered',
  'answered_online',
  'pending_review',
  'rejected',
  'merged',
  'transferred_emergency',
  'pending_dispatch',
  'dispatched',
  'return_requested',
  'signed',
  'handling',
  'suspended',
  'replied',
  'reply_review',
  'pending_callback',
  'closed',
  'terminated',
  'withdrawn',
] as const
export type KeptState = (typeof caseStates)[number]
export type CaseState = 'draft' | KeptState

/** States in which nothing more is awaited; only new facts open a case again. */
export const finalStates: readonly CaseState[] = [
  'answered_online',
  'rejected',
  'merged',
  'transferred_emergency',
  'closed',
  'terminated',
  'withdrawn',
]

/** The way by which a request came (DESIGN.md 6). */
export const channels = ['phone', 'web', 'wechat', 'app', 'email', 'other'] as const
export type Channel = (typeof channels)[number]

/** Marks of a case that are not states. `specialNeeds`: elder, minor, hard of hearing and the like. */
export interface CaseFlags {
  readonly urgent: boolean
  readonly confidential: boolean
  readonly anonymous: boolean
  readonly enterprise: boolean
  readonly specialNeeds: boolean
}

/** What an agent has filled in. Empty: not filled in; `confidential` null: as the class has it. */
export interface CaseForm extends Omit<CaseFlags, 'confidential'> {
  readonly class: CaseClass | null
  readonly title: string
  readonly text: string
  readonly place: string
  readonly requesterName: string
  readonly contact: ContactWay | null
  readonly confidential: boolean | null
  /** The answer given on the line; empty: none, the case stays open. */
  readonly answer: string
  readonly topic?: string | null
  /** Danger to life or property, or water, power, gas and heat (DOMAIN.md 3.3). */
  readonly danger?: 'life' | 'supply' | null
  /** [latitude, longitude] in degrees. */
  readonly coordinates?: readonly [number, number] | null
  /** The unit that the agent thinks of; it goes along to the review and decides nothing. */
  readonly suggestedUnit?: string | null
  /** What the reviewer is told beside the text, such as that another case is about the same. */
  readonly reviewNote?: string
  /** A specialist answers in writing first; only then it is reviewed. Not with an answer. */
  readonly awaitsAnswer?: boolean
}

/** A field without which no case is registered. */
export type RequiredField = 'class' | 'text' | 'place' | 'contact'

/** Reports are confidential unless the agent says otherwise. */
export const isConfidential = ({ class: of, confidential }: Pick<CaseForm, 'class' | 'confidential'>): boolean =>
  confidential ?? of === 'report'

/** What is still missing (DOMAIN.md 3.2). A question has no place it must be about. */
export const missingFields = (form: Pick<CaseForm, RequiredField>): readonly RequiredField[] => {
  const missing: RequiredField[] = []
  if (form.class === null) missing.push('class')
  if (form.text.trim() === '') missing.push('text')
  if (form.class !== 'consultation' && form.place.trim() === '') missing.push('place')
  if (form.contact === null) missing.push('contact')
  return missing
}

const titleLength = 40

/** The title of a case: the one it was given, else the beginning of its text, so that every list can name it. */
export const titleOf = ({ title, text }: Pick<CaseForm, 'title' | 'text'>): string => {
  const given = title.trim()
  if (given !== '') return given
  const [first = ''] = text.trim().split('\n')
  const characters = [...first]
  return characters.length <= titleLength ? first : `${characters.slice(0, titleLength - 1).join('')}…`
}

export { foldWords } from '../text/fold.ts'
