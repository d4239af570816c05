import type { Article, ArticleContent } from '../../../src/domain/knowledge/article.ts'

/** An instant on a working morning, UTC ms. */
export const now = Date.parse('2026-11-25T02:00:00Z')
export const day = 86_400_000

/** A complete content. */
export const givenContent = (change: Partial<ArticleContent> = {}): ArticleContent => ({
  module: 'general',
  title: '社保关系跨省转移怎么办',
  questions: ['外地社保转过来', '养老保险转移接续'],
  body: '可在线申请，也可到窗口办理。\n\n- 身份证\n- 参保凭证',
  source: { number: '（虚构）江社发〔2026〕12号', issuer: '江海区人社局', url: '' },
  unit: '江海区人社局',
  topics: ['社保'],
  validFrom: null,
  expiresAt: now + 300 * day,
  reviewAt: null,
  ...change,
})

/** An article as it stands. */
export const givenArticle = (change: Partial<Article> = {}): Article => ({
  id: 'article-of-a-test',
  state: 'published',
  version: 3,
  content: givenContent(),
  author: '1001',
  owner: 'editor',
  ...change,
})
