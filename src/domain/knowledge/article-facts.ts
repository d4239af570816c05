import type { ArticleContent } from './article.ts'
import type { FeedbackKind, FeedbackResolution } from './feedback.ts'

/** What a draft came of: somebody wrote it, or it was an answer; `caseNo` null: of no case. */
export type DraftOrigin = { readonly kind: 'written' } | { readonly kind: 'answer'; readonly caseNo: string | null }

/** What happens to articles of the knowledge base. `by`, `owner`: sign-in names; `version`: the content that it is said of. */
export type ArticleFactBody =
  | {
      readonly kind: 'article_drafted'
      readonly articleId: string
      readonly by: string
      readonly owner: string
      readonly version: number
      readonly content: ArticleContent
      readonly origin: DraftOrigin
    }
  | {
      readonly kind: 'article_edited'
      readonly articleId: string
      readonly by: string
      readonly version: number
      readonly content: ArticleContent
      readonly owner: string
      readonly note: string
    }
  | { readonly kind: 'article_submitted'; readonly articleId: string; readonly by: string; readonly version: number }
  | {
      readonly kind: 'article_sent_back'
      readonly articleId: string
      readonly by: string
      readonly version: number
      readonly note: string
    }
  | { readonly kind: 'article_published'; readonly articleId: string; readonly by: string; readonly version: number }
  | {
      readonly kind: 'article_withdrawn'
      readonly articleId: string
      readonly by: string
      readonly version: number
      readonly note: string
    }
  /** Somebody else looks after it from now on. `from`, `owner`: who did, and who does. */
  | {
      readonly kind: 'article_handed_over'
      readonly articleId: string
      readonly by: string
      readonly version: number
      readonly from: string
      readonly owner: string
      readonly note: string
    }
  /** Its time was over at `expiresAt`; `at` is when that was seen. */
  | {
      readonly kind: 'article_expired'
      readonly articleId: string
      readonly version: number
      readonly expiresAt: number
    }
  /** Its owner was told that it waits for him. */
  | {
      readonly kind: 'article_reminded'
      readonly articleId: string
      readonly version: number
      readonly why: 'review_due' | 'waits_for_review'
    }
  /** The same `feedbackId` again: its note was added. */
  | {
      readonly kind: 'article_feedback_given'
      readonly articleId: string
      readonly feedbackId: string
      readonly by: string
      readonly version: number
      readonly feedback: FeedbackKind
      readonly note: string
    }
  | {
      readonly kind: 'article_feedback_resolved'
      readonly articleId: string
      readonly feedbackId: string
      readonly by: string
      readonly resolution: FeedbackResolution
      readonly note: string
    }
