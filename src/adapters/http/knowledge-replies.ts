import type { Fact } from '../../domain/fact.ts'
import { type ArticleContent, stateNow } from '../../domain/knowledge/article.ts'
import type { ArticlePlace, ArticleRow } from '../../engine/knowledge/knowledge-store.ts'
import type { ArticleReply } from './knowledge-schemas.ts'

/** A content as it is sent. */
export const contentReply = (content: ArticleContent): ArticleReply['content'] => ({
  ...content,
  questions: [...content.questions],
  topics: [...content.topics],
  source: { ...content.source },
})

/** An article as those who work here see it; what has expired is shown as expired from its instant on. */
export const articleReply = ({ origin, remindedAt: _, ...row }: ArticleRow, now: number): ArticleReply => ({
  ...row,
  state: stateNow(row.state, row.content, now),
  content: contentReply(row.content),
  caseNo: origin.kind === 'answer' ? origin.caseNo : null,
})

/** What happened to an article, without its contents. */
export const historyReply = (fact: Fact) => ({
  kind: fact.kind,
  at: fact.at,
  by: 'by' in fact && typeof fact.by === 'string' ? fact.by : null,
  note: 'note' in fact && typeof fact.note === 'string' && fact.note !== '' ? fact.note : null,
})

/** An article as the public sees it. */
export const publicReply = ({ id, content, publishedAt }: ArticleRow) => {
  const { module, title, body, source, unit, topics, expiresAt } = contentReply(content)
  return { id, module, title, body, source, unit, topics, expiresAt, publishedAt }
}

/** The place after which the next page begins, as an opaque text. */
export const toArticleCursor = ({ at, id }: ArticlePlace): string =>
  Buffer.from(JSON.stringify([at, id])).toString('base64url')

/** The place in a cursor, or null when it is not one of ours. */
export const fromArticleCursor = (cursor: string): ArticlePlace | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(value) || value.length !== 2) return null
    const [at, id]: unknown[] = value
    const isPlace = typeof at === 'number' && Number.isSafeInteger(at)
    return isPlace && typeof id === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(id) ? { at, id } : null
  } catch {
    return null
  }
}
