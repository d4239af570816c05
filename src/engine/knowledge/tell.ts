/** What the owner of an article is told. `at`: UTC ms. */
export interface OwnerMessage {
  readonly why: 'expired' | 'review_due' | 'waits_for_review' | 'wrong' | 'outdated'
  /** His sign-in name. */
  readonly owner: string
  readonly articleId: string
  readonly title: string
  readonly at: number
}

/** Hands a message on; returns at once and never throws. */
export type TellOwner = (message: OwnerMessage) => void
