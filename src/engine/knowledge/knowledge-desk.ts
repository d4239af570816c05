import type { Fact } from '../../domain/fact.ts'
import { draftFromAnswer, type GivenAnswer } from '../../domain/knowledge/article.ts'
import type { ArticleFactBody } from '../../domain/knowledge/article-facts.ts'
import {
  type ArticleStep,
  type ArticleWish,
  type ArticleWisher,
  resolveFeedback,
  stepArticle,
  stepFeedback,
} from '../../domain/knowledge/article-step.ts'
import type { FeedbackKind, FeedbackResolution } from '../../domain/knowledge/feedback.ts'
import type { ErrorCode } from '../../wire/errors.ts'
import { createTurns } from '../cases/in-turn.ts'
import type { Clock } from '../ports.ts'
import type { Reads } from '../store.ts'
import { isOfUnit, type Viewer } from '../viewer.ts'
import { actorsOf, mayEditKnowledge, mayRead } from './rights.ts'

/** Null: done; else why not, with a code of the catalogue. */
export type KnowledgeAnswer = ErrorCode | null

type Who = Pick<Viewer, 'name' | 'role'>

/** What may be done with articles. All of it becomes facts, in order with all others; asking twice with one id makes one. */
export interface KnowledgeDesk {
  draft(who: Who, wish: Omit<Extract<ArticleWish, { does: 'draft' }>, 'does' | 'origin'>): Promise<KnowledgeAnswer>
  /** An answer becomes a draft: a specialist's, or an agent's own. */
  draftAnswer(who: Who, id: string, answer: GivenAnswer, caseNo: string | null): Promise<KnowledgeAnswer>
  /** Changes an article that is there. */
  change(who: Who, id: string, wish: Exclude<ArticleWish, { does: 'draft' }>): Promise<KnowledgeAnswer>
  feedback(
    who: Who,
    articleId: string,
    wish: { readonly feedbackId: string; readonly feedback: FeedbackKind; readonly note: string },
  ): Promise<KnowledgeAnswer>
  resolve(
    who: Who,
    feedbackId: string,
    wish: { readonly resolution: FeedbackResolution; readonly note: string },
  ): Promise<KnowledgeAnswer>
}

export interface KnowledgeDeskParts {
  readonly reads: Pick<Reads, 'article' | 'feedbackById' | 'userByName'>
  /** Makes facts durable in order with all others. */
  book(facts: readonly Fact[]): Promise<void>
  /** Whether the store can be read behind what was booked: else the next who asks would see what was before. */
  healthy(): boolean
  /** Called when facts were booked: what is due may have changed, and owners may have to be told. */
  readonly changed: () => void
  readonly clock: Pick<Clock, 'now'>
}

/** One article's changes are made one after the other, so that of two that are based on one version one is refused. */
export const createKnowledgeDesk = (parts: KnowledgeDeskParts): KnowledgeDesk => {
  const { reads, clock } = parts
  const inTurn = createTurns()

  const book = async (step: ArticleStep): Promise<KnowledgeAnswer> => {
    if ('refused' in step) return step.refused
    const at = clock.now()
    if (step.facts.length === 0) return null
    await parts.book(step.facts.map((fact: ArticleFactBody) => ({ at, received: at, ...fact })))
    parts.changed()
    return null
  }
  const wisher = (who: Who, article: Parameters<typeof actorsOf>[1]): ArticleWisher => ({
    name: who.name,
    actors: actorsOf(who, article),
    now: clock.now(),
  })

  /** Whether there is somebody of this name who could keep an article right. */
  const canOwn = async (name: string): Promise<boolean> => {
    const user = await reads.userByName(name)
    return user !== null && !user.disabled && !isOfUnit(user) && mayEditKnowledge(user)
  }

  const draft = (who: Who, wish: Extract<ArticleWish, { does: 'draft' }>): Promise<KnowledgeAnswer> =>
    inTurn(wish.id, async () => {
      if (!parts.healthy()) return 'store_down'
      const there = await reads.article(wish.id)
      if (there !== null) return there.author === who.name ? null : 'bad_request'
      return book(stepArticle(null, wish, wisher(who, null)))
    })

  return {
    draft: (who, wish) => draft(who, { does: 'draft', origin: { kind: 'written' }, ...wish }),

    draftAnswer: (who, id, answer, caseNo) =>
      draft(who, {
        does: 'draft',
        id,
        content: draftFromAnswer(answer, clock.now()),
        origin: { kind: 'answer', caseNo },
      }),

    change: (who, id, wish) =>
      inTurn(id, async () => {
        if (!parts.healthy()) return 'store_down'
        const article = await reads.article(id)
        if (article === null || !mayRead(who, article)) return 'not_found'
        const step = stepArticle(article, wish, wisher(who, article))
        const isTaken = 'facts' in step && step.facts.length > 0
        if (isTaken && wish.does === 'hand_over' && !(await canOwn(wish.owner))) return 'article_owner_unknown'
        return book(step)
      }),

    feedback: (who, articleId, wish) =>
      inTurn(articleId, async () => {
        if (!parts.healthy()) return 'store_down'
        const article = await reads.article(articleId)
        if (article === null || !mayRead(who, article)) return 'not_found'
        const before = await reads.feedbackById(wish.feedbackId)
        return book(stepFeedback(article, before, wish, wisher(who, article)))
      }),

    resolve: async (who, feedbackId, wish) => {
      const articleId = (await reads.feedbackById(feedbackId))?.articleId ?? null
      if (articleId === null) return 'not_found'
      return inTurn(articleId, async () => {
        if (!parts.healthy()) return 'store_down'
        const [article, feedback] = await Promise.all([reads.article(articleId), reads.feedbackById(feedbackId)])
        if (article === null || feedback === null) return 'not_found'
        return book(resolveFeedback(article, feedback, wish, wisher(who, article)))
      })
    },
  }
}
