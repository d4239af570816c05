import type { Fact } from '../../../src/domain/fact.ts'
import type { ArticleContent } from '../../../src/domain/knowledge/article.ts'
import { givenContent } from '../../domain/knowledge/given-article.ts'
import { fact } from './given-facts.ts'

interface Given extends Partial<ArticleContent> {
  readonly id: string
  readonly at: number
  readonly by?: string
  readonly owner?: string
}

/** The fact that an article was drafted. */
export const drafted = ({ id, at, by = '1001', owner = by, ...content }: Given): Fact =>
  fact(at, {
    kind: 'article_drafted',
    articleId: id,
    by,
    owner,
    version: 1,
    content: givenContent({ expiresAt: at + 300 * 86_400_000, ...content }),
    origin: { kind: 'written' },
  })

const of = (id: string, by = 'editor', version = 1) => ({ articleId: id, by, version })

/** Its way to the readers. */
export const published = (given: Given): readonly Fact[] => [
  drafted(given),
  fact(given.at + 1, { kind: 'article_submitted', ...of(given.id) }),
  fact(given.at + 2, { kind: 'article_published', ...of(given.id) }),
]

export const withdrawn = (id: string, at: number): Fact => fact(at, { kind: 'article_withdrawn', ...of(id), note: '' })

export const edited = (id: string, at: number, version: number, content: Partial<ArticleContent>): Fact =>
  fact(at, {
    kind: 'article_edited',
    ...of(id, 'editor', version),
    content: givenContent({ expiresAt: at + 300 * 86_400_000, ...content }),
    owner: 'editor',
    note: '更新',
  })
