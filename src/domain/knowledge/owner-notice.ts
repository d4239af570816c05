import type { ArticleFactBody } from './article-facts.ts'

/** Why somebody is told of an article. */
export type OwnerNoticeKind =
  | 'expired'
  | 'review_due'
  | 'waits_for_review'
  | 'wrong'
  | 'outdated'
  | 'handed_to'
  | 'handed_away'

/** A notice to somebody who looks after an article, or did. */
export interface OwnerNotice {
  readonly kind: OwnerNoticeKind
  /** His sign-in name; null: whoever looks after it when he is told. */
  readonly to: string | null
  /** Parts it from all others of the same article. */
  readonly key: string
  /** What somebody wrote; empty: nothing. */
  readonly words: string
}

/** Whom a fact of an article is to be told, at its place `seq` of the ledger. A word that is given again with a note is told once. */
export const ownerNoticesOf = (fact: ArticleFactBody, seq: number): readonly OwnerNotice[] => {
  const key = String(seq)
  switch (fact.kind) {
    case 'article_expired':
      return [{ kind: 'expired', to: null, key, words: '' }]
    case 'article_reminded':
      return [{ kind: fact.why, to: null, key, words: '' }]
    case 'article_feedback_given':
      return fact.feedback === 'useful'
        ? []
        : [{ kind: fact.feedback, to: null, key: `feedback-${fact.feedbackId}`, words: fact.note }]
    case 'article_handed_over':
      return [
        { kind: 'handed_to', to: fact.owner, key: `${key}-to`, words: fact.note },
        { kind: 'handed_away', to: fact.from, key: `${key}-from`, words: fact.note },
      ]
    default:
      return []
  }
}
