import type { Fact } from '../../domain/fact.ts'
import type { Article, ArticleContent, ArticleModule, ArticleState } from '../../domain/knowledge/article.ts'
import type { DraftOrigin } from '../../domain/knowledge/article-facts.ts'
import type { ArticleFeedback } from '../../domain/knowledge/feedback.ts'

/** An article as the ledger's projection holds it. Times UTC ms; null: not (yet) so. */
export interface ArticleRow extends Article {
  readonly origin: DraftOrigin
  readonly changedAt: number
  readonly changedBy: string
  readonly submittedAt: number | null
  readonly publishedAt: number | null
  readonly remindedAt: number | null
}

/** A content that an article once had. */
export interface ArticleVersionRow {
  readonly version: number
  readonly content: ArticleContent
  readonly by: string
  readonly at: number
  readonly note: string
}

/** A reader's word, and what came of it. */
export interface ArticleFeedbackRow extends ArticleFeedback {
  readonly resolvedBy: string | null
  readonly resolvedAt: number | null
  readonly resolvedNote: string | null
}

/** What is looked for. Only what is or was published is found: first what holds now, then what is not valid yet, last what has expired. */
export interface ArticleSearch {
  /** Segments of the query (`soughtSegments`); none: the latest come first. */
  readonly sought: readonly string[]
  readonly module?: readonly ArticleModule[]
  /** Leaves out what does not hold at `now`. */
  readonly validOnly: boolean
  readonly now: number
  readonly limit: number
}

/** Which articles an editor lists, the latest changed first, after `before`. */
export interface ArticleFilter {
  readonly state?: ArticleState
  readonly module?: ArticleModule
  /** Published ones whose expiry or review comes before this instant, the next first; `before` does not go with it. */
  readonly dueBefore?: number
  readonly author?: string
  readonly before?: { readonly changedAt: number; readonly id: string }
  readonly limit: number
}

/** Reads of the knowledge base. */
export interface KnowledgeReads {
  article(id: string): Promise<ArticleRow | null>
  /** Every content it had, the latest first. */
  articleVersions(id: string): Promise<readonly ArticleVersionRow[]>
  /** Its facts in order: its history. */
  articleFacts(id: string): Promise<readonly Fact[]>
  articleFeedback(id: string): Promise<readonly ArticleFeedbackRow[]>
  feedbackById(feedbackId: string): Promise<ArticleFeedbackRow | null>
  /** Complaints that nobody has resolved, the oldest first. */
  openFeedback(
    limit: number,
  ): Promise<readonly (ArticleFeedbackRow & { readonly title: string; readonly owner: string })[]>
  searchArticles(search: ArticleSearch): Promise<readonly ArticleRow[]>
  articles(filter: ArticleFilter): Promise<readonly ArticleRow[]>
  /** Articles to which the clock may do something at `now`, and the next instant at which it may; null: none. `waitMs`: how long a review may wait. */
  dueArticles(
    now: number,
    waitMs: number,
    limit: number,
  ): Promise<{ readonly articles: readonly ArticleRow[]; readonly next: number | null }>
}
