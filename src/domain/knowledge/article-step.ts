import { type Article, type ArticleContent, datesFit, foreignAddresses, lacksOf, tidy } from './article.ts'
import type { ArticleFactBody, DraftOrigin } from './article-facts.ts'
import { type ArticleActor, afterArticleEvent } from './article-table.ts'
import { type ArticleFeedback, type FeedbackKind, type FeedbackResolution, isOpen } from './feedback.ts'

/** Why nothing was changed; the codes of the catalogue. */
export type ArticleRefusal =
  | 'not_allowed_now'
  | 'forbidden'
  | 'article_changed'
  | 'article_incomplete'
  | 'article_address'
  | 'article_dates'
  | 'feedback_settled'
  | 'words_missing'

/** What somebody wishes of an article. `basedOn`: the version he had before his eyes. */
export type ArticleWish =
  | {
      readonly does: 'draft'
      readonly id: string
      readonly content: ArticleContent
      readonly origin: DraftOrigin
    }
  | {
      readonly does: 'edit'
      readonly basedOn: number
      readonly content: ArticleContent
      readonly note: string
    }
  | { readonly does: 'submit' | 'publish'; readonly basedOn: number }
  | { readonly does: 'send_back' | 'withdraw'; readonly basedOn: number; readonly note: string }
  /** `from`: the owner he had before his eyes; `note`: why, which both are told. */
  | {
      readonly does: 'hand_over'
      readonly basedOn: number
      readonly from: string
      readonly owner: string
      readonly note: string
    }

/** Who wishes it, and when (UTC ms). */
export interface ArticleWisher {
  readonly name: string
  readonly actors: readonly ArticleActor[]
  readonly now: number
}

export type ArticleStep = { readonly facts: readonly ArticleFactBody[] } | { readonly refused: ArticleRefusal }

/** What is wrong with a content that is to be kept; a draft need not be complete. */
const faultOf = (content: ArticleContent, asDraft: boolean): ArticleRefusal | null => {
  const lacks = lacksOf(content)
  if (asDraft ? lacks.includes('title') || lacks.includes('deadline') : lacks.length > 0) return 'article_incomplete'
  if (foreignAddresses(content).length > 0) return 'article_address'
  return datesFit(content) ? null : 'article_dates'
}

const one = (fact: ArticleFactBody): ArticleStep => ({ facts: [fact] })

const draft = (wish: Extract<ArticleWish, { does: 'draft' }>, { name }: ArticleWisher): ArticleStep => {
  const content = tidy(wish.content)
  const fault = faultOf(content, true)
  if (fault) return { refused: fault }
  const { id: articleId, origin } = wish
  return one({ kind: 'article_drafted', articleId, by: name, owner: name, version: 1, content, origin })
}

const edit = (
  article: Article,
  wish: Extract<ArticleWish, { does: 'edit' }>,
  { name, now }: ArticleWisher,
): ArticleStep => {
  const content = tidy(wish.content)
  const fault = faultOf(content, article.state === 'draft')
  if (fault) return { refused: fault }
  // what is published may not become expired by a slip of the pen: taking it back is `withdraw`
  if (article.state === 'published' && content.expiresAt !== null && content.expiresAt <= now)
    return { refused: 'article_dates' }
  const { id: articleId, owner } = article
  const version = article.version + 1
  return one({ kind: 'article_edited', articleId, by: name, version, content, owner, note: wish.note.trim() })
}

const handOver = (
  article: Article,
  wish: Extract<ArticleWish, { does: 'hand_over' }>,
  { name }: ArticleWisher,
): ArticleStep => {
  const { id: articleId, version, owner: from } = article
  if (wish.from !== from) return { refused: 'article_changed' }
  const note = wish.note.trim()
  if (note === '') return { refused: 'words_missing' }
  if (wish.owner === from) return { facts: [] }
  return one({ kind: 'article_handed_over', articleId, by: name, version, from, owner: wish.owner, note })
}

/** What a wish does to an article, null: to one that is not there yet. Whoever looked at another version changes nothing. */
export const stepArticle = (article: Article | null, wish: ArticleWish, wisher: ArticleWisher): ArticleStep => {
  const after = afterArticleEvent(article?.state ?? 'absent', wish.does, wisher.actors)
  if ('refused' in after) return after
  if (wish.does === 'draft') return draft(wish, wisher)
  if (article === null) return { refused: 'not_allowed_now' }
  if (wish.basedOn !== article.version) return { refused: 'article_changed' }
  if (wish.does === 'edit') return edit(article, wish, wisher)
  if (wish.does === 'hand_over') return handOver(article, wish, wisher)
  const of = { articleId: article.id, by: wisher.name, version: article.version }
  if (wish.does === 'send_back') return one({ kind: 'article_sent_back', ...of, note: wish.note.trim() })
  if (wish.does === 'withdraw') return one({ kind: 'article_withdrawn', ...of, note: wish.note.trim() })
  const fault = faultOf(article.content, false)
  if (fault) return { refused: fault }
  const { expiresAt } = article.content
  if (wish.does === 'submit') return one({ kind: 'article_submitted', ...of })
  if (expiresAt !== null && expiresAt <= wisher.now) return { refused: 'article_dates' }
  return one({ kind: 'article_published', ...of })
}

/** How long a proposal may wait for its review before its editor is reminded: three days [A]. */
export const reviewWaitMs = 3 * 86_400_000

/** What the clock does to an article at `now`; none: nothing is due. `waitsSince`: when it was submitted; `reminded`: whether its owner was told. */
export const dueOf = (
  article: Article,
  {
    now,
    waitsSince,
    reminded,
  }: { readonly now: number; readonly waitsSince: number | null; readonly reminded: boolean },
): readonly ArticleFactBody[] => {
  const { id: articleId, version, state, content } = article
  const { expiresAt, reviewAt } = content
  if (state === 'published' && expiresAt !== null && expiresAt <= now)
    return [{ kind: 'article_expired', articleId, version, expiresAt }]
  if (reminded) return []
  if (state === 'published' && reviewAt !== null && reviewAt <= now)
    return [{ kind: 'article_reminded', articleId, version, why: 'review_due' }]
  return state === 'in_review' && waitsSince !== null && waitsSince + reviewWaitMs <= now
    ? [{ kind: 'article_reminded', articleId, version, why: 'waits_for_review' }]
    : []
}

/** What a reader says of an article. `before`: what he said under the same name; its note may still be added. */
export const stepFeedback = (
  article: Article,
  before: ArticleFeedback | null,
  wish: { readonly feedbackId: string; readonly feedback: FeedbackKind; readonly note: string },
  { name, actors }: ArticleWisher,
): ArticleStep => {
  const after = afterArticleEvent(article.state, 'feedback', actors)
  if ('refused' in after) return after
  if (before !== null && (before.by !== name || before.articleId !== article.id)) return { refused: 'forbidden' }
  if (before !== null && before.resolution !== null) return { refused: 'feedback_settled' }
  const version = before?.version ?? article.version
  const note = wish.note.trim()
  if (before !== null && before.kind === wish.feedback && before.note === note) return { facts: [] }
  return one({ kind: 'article_feedback_given', articleId: article.id, by: name, ...wish, version, note })
}

/** Resolves a complaint; its article's owner may, and editors. */
export const resolveFeedback = (
  article: Pick<Article, 'id' | 'owner'>,
  feedback: ArticleFeedback,
  wish: { readonly resolution: FeedbackResolution; readonly note: string },
  { name, actors }: ArticleWisher,
): ArticleStep => {
  if (!actors.includes('editor') && article.owner !== name) return { refused: 'forbidden' }
  if (!isOpen(feedback)) return { refused: 'feedback_settled' }
  const { id: feedbackId, articleId } = feedback
  const { resolution } = wish
  return one({ kind: 'article_feedback_resolved', articleId, feedbackId, by: name, resolution, note: wish.note.trim() })
}
