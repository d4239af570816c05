import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ArticleStep, resolveFeedback, stepFeedback } from '../../../src/domain/knowledge/article-step.ts'
import type { ArticleFeedback } from '../../../src/domain/knowledge/feedback.ts'
import { givenArticle, now } from './given-article.ts'

const article = givenArticle()
const agent = { name: '1001', actors: ['reader'], now } as const
const wish = { feedbackId: 'f1', feedback: 'wrong', note: ' 电话变了 ' } as const
const said = (change: Partial<ArticleFeedback> = {}): ArticleFeedback => ({
  id: 'f1',
  articleId: article.id,
  version: 3,
  kind: 'wrong',
  note: '',
  by: '1001',
  at: now,
  resolution: null,
  ...change,
})
const refusalOf = (step: ArticleStep) => ('refused' in step ? step.refused : null)

test('given a reader, when he says that an article is wrong, then it is of the version he read, with his note', () => {
  assert.deepEqual(stepFeedback(article, null, wish, agent), {
    facts: [
      {
        kind: 'article_feedback_given',
        articleId: article.id,
        by: '1001',
        feedbackId: 'f1',
        feedback: 'wrong',
        note: '电话变了',
        version: 3,
      },
    ],
  })
})

test('given what a reader has said, then he may add a note, saying the same twice is once, and nobody else changes it', () => {
  const later = { ...article, version: 9 }
  const added = stepFeedback(later, said(), wish, agent)
  assert.ok('facts' in added && added.facts[0]?.kind === 'article_feedback_given' && added.facts[0].version === 3)
  assert.deepEqual(stepFeedback(article, said({ note: '电话变了' }), wish, agent), { facts: [] })
  assert.equal(refusalOf(stepFeedback(article, said(), wish, { ...agent, name: '1002' })), 'forbidden')
  assert.equal(refusalOf(stepFeedback(article, said({ articleId: 'other' }), wish, agent)), 'forbidden')
  assert.equal(refusalOf(stepFeedback(article, said({ resolution: 'kept' }), wish, agent)), 'feedback_settled')
})

test('given an article that nobody may read, then there is nothing to be said of it', () => {
  for (const state of ['draft', 'in_review', 'withdrawn'] as const)
    assert.equal(refusalOf(stepFeedback({ ...article, state }, null, wish, agent)), 'not_allowed_now', state)
})

test('given a complaint, then its owner or an editor resolves it once, and a word of praise waits for nobody', () => {
  const how = { resolution: 'changed', note: '已更新' } as const
  assert.equal(refusalOf(resolveFeedback(article, said(), how, agent)), 'forbidden')
  for (const who of [
    { ...agent, name: article.owner },
    { ...agent, actors: ['editor'] as const },
  ])
    assert.ok('facts' in resolveFeedback(article, said(), how, who))
  const owner = { ...agent, name: article.owner }
  assert.equal(refusalOf(resolveFeedback(article, said({ resolution: 'kept' }), how, owner)), 'feedback_settled')
  assert.equal(refusalOf(resolveFeedback(article, said({ kind: 'useful' }), how, owner)), 'feedback_settled')
})
