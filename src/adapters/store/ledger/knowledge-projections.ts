import type { ArticleContent } from '../../../domain/knowledge/article.ts'
import { segments } from '../../../domain/text/segments.ts'
import { fill, type Query } from '../query.ts'
import { type ArticleWords, vectorOf } from '../schema/article-search.ts'
import type { Context, Projections } from './projections.ts'

const history = (articleId: string, { write, seq }: Context): Query => fill(write.articleFact, { articleId, seq })

const spread = (content: ArticleContent) => {
  const { module, title, validFrom, expiresAt, reviewAt } = content
  return { module, title, validFrom, expiresAt, reviewAt, document: JSON.stringify(content) }
}

const wordsOf = (articleId: string, { title, questions, topics, body }: ArticleContent, { write }: Context): Query => {
  const words: ArticleWords = {
    title: segments(title),
    questions: segments([...questions, ...topics].join('\n')),
    body: segments(body),
  }
  const parts = { title: words.title.join(' '), questions: words.questions.join(' '), body: words.body.join(' ') }
  return fill(write.articleWords, { articleId, ...parts, vector: vectorOf(words) })
}

/** How the facts of articles change the tables that are read, and the index of words. */
export const knowledgeProjections: Projections = {
  article_drafted: (fact, context) => {
    const { write, seq } = context
    return [
      fill(write.articleDrafted, { ...fact, ...spread(fact.content), seq }),
      fill(write.articleVersion, { ...fact, kind: 'article_edited', note: '' }),
      wordsOf(fact.articleId, fact.content, context),
      history(fact.articleId, context),
    ]
  },
  article_edited: (fact, context) => [
    fill(context.write.articleEdited, { ...fact, ...spread(fact.content) }),
    fill(context.write.articleVersion, fact),
    wordsOf(fact.articleId, fact.content, context),
    history(fact.articleId, context),
  ],
  article_submitted: (fact, context) => [fill(context.write.articleSubmitted, fact), history(fact.articleId, context)],
  article_sent_back: (fact, context) => [fill(context.write.articleSentBack, fact), history(fact.articleId, context)],
  article_published: (fact, context) => [fill(context.write.articlePublished, fact), history(fact.articleId, context)],
  article_withdrawn: (fact, context) => [fill(context.write.articleWithdrawn, fact), history(fact.articleId, context)],
  article_handed_over: (fact, context) => [
    fill(context.write.articleHandedOver, fact),
    history(fact.articleId, context),
  ],
  article_expired: (fact, context) => [fill(context.write.articleExpired, fact), history(fact.articleId, context)],
  article_reminded: (fact, context) => [fill(context.write.articleReminded, fact), history(fact.articleId, context)],
  article_feedback_given: (fact, context) => [
    fill(context.write.articleFeedbackGiven, fact),
    history(fact.articleId, context),
  ],
  article_feedback_resolved: (fact, { write }) => [fill(write.articleFeedbackResolved, fact)],
}
