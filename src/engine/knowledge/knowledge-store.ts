import type { Fact } from '../../domain/fact.ts'
import type { Article, ArticleContent, ArticleModule, ArticleState } from '../../domain/knowledge/article.ts'
import type { ArticleFactBody, DraftOrigin } from '../../domain/knowledge/article-facts.ts'
import type { ArticleFeedback } from '../../domain/knowledge/feedback.ts'
import type { User } from '../store.ts'

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

/** Which articles an editor lists, the latest changed first, after the one that the last page ended with. */
export interface ArticleFilter {
  readonly state?: ArticleState
  readonly module?: ArticleModule
  /** Published ones whose expiry or review comes before this instant, the next first. */
  readonly dueBefore?: number
  readonly author?: string
  /** `at`: when it was changed; with `dueBefore`, when it is due. */
  readonly after?: ArticlePlace
  readonly limit: number
}

/** Where a page of a list ends: an instant, and an id among those of the same instant. */
export interface ArticlePlace {
  readonly at: number
  readonly id: string
}

/** Something that happened to an article, and where it stands in the ledger. */
export interface ArticleHappening {
  readonly seq: number
  readonly fact: Extract<Fact, ArticleFactBody>
}

/** Reads of the knowledge base. */
export interface KnowledgeReads {
  article(id: string): Promise<ArticleRow | null>
  /** The contents it had, the latest first, those before a version. */
  articleVersions(
    id: string,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<readonly ArticleVersionRow[]>
  /** The last so many facts of its history in order, without what readers said and what its owner was reminded of. */
  articleFacts(id: string, limit: number): Promise<readonly Fact[]>
  /** The last complaints, the latest first. */
  articleComplaints(id: string, limit: number): Promise<readonly ArticleFeedbackRow[]>
  /** How many readers found it useful. */
  articleUseful(id: string): Promise<number>
  feedbackById(feedbackId: string): Promise<ArticleFeedbackRow | null>
  /** Complaints that nobody has resolved, the oldest first. */
  openFeedback(
    limit: number,
    after?: ArticlePlace,
  ): Promise<readonly (ArticleFeedbackRow & { readonly title: string; readonly owner: string })[]>
  /** Who works at the hotline itself and may sign in, by name. */
  housePeople(): Promise<readonly Pick<User, 'name' | 'displayName' | 'role' | 'alsoRoles' | 'unitId'>[]>
  /** What happened to articles after a place of the ledger, in order. */
  articleHappenings(after: number, limit: number): Promise<readonly ArticleHappening[]>
  /** The last place of the ledger at which something happened to an article; 0: nothing ever did. */
  lastArticleFact(): Promise<number>
  searchArticles(search: ArticleSearch): Promise<readonly ArticleRow[]>
  articles(filter: ArticleFilter): Promise<readonly ArticleRow[]>
  /** Articles to which the clock may do something at `now`, and the next instant at which it may; null: none. `waitMs`: how long a review may wait. */
  dueArticles(
    now: number,
    waitMs: number,
    limit: number,
  ): Promise<{ readonly articles: readonly ArticleRow[]; readonly next: number | null }>
}
