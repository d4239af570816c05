/** How the words of cases stand in pages and in the API; the server's own types hold them to it. */
export type CaseClassWord = 'consultation' | 'help' | 'complaint' | 'report' | 'suggestion' | 'praise' | 'other'
export type ContactWord = 'phone' | 'sms' | 'wechat' | 'sign_video' | 'none'

/** A case in a few words. A confidential one has no title here: others see this line too. */
export interface CaseLine {
  readonly caseNo: string
  readonly class: CaseClassWord
  readonly title: string | null
  readonly acceptedAt: number
  readonly closedAt: number | null
}

/** Somebody whom an agent has confirmed behind a number: a hint, since a number is no identity. */
export interface PersonView {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly elder: boolean
  readonly minor: boolean
  readonly disabled: boolean
  readonly contact: ContactWord | null
  readonly note: string
}

/** What is known of a number beside its calls. */
export interface KnownNumberView {
  /** It belongs to nobody in particular; nobody and no case is shown for it. */
  readonly shared: 'switchboard' | 'public_phone' | null
  readonly people: readonly PersonView[]
  /** Cases of this number that are not closed, the longest open first. */
  readonly openMatters: readonly CaseLine[]
  readonly closedMatters: readonly CaseLine[]
}
