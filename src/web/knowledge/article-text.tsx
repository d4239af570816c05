import { bodyBlocks } from '../../wire/article-body.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatDay } from '../time/format.ts'
import type { Article, ArticleContent, ArticleModule, ArticleState } from './knowledge-api.ts'

export const moduleTexts: Readonly<Record<ArticleModule, TextKey>> = {
  general: 'module_general',
  enterprise: 'module_enterprise',
  public: 'module_public',
}

export const articleStateTexts: Readonly<Record<ArticleState, TextKey>> = {
  draft: 'article_draft',
  in_review: 'article_in_review',
  published: 'article_published',
  expired: 'article_expired',
  withdrawn: 'article_withdrawn',
}

/** Where an article comes from, in one line. */
export const sourceOf = ({ source: { issuer, number } }: Pick<ArticleContent, 'source'>): string =>
  [issuer, number].filter(part => part !== '').join(' ')

const dayMs = 86_400_000
const soonMs = 14 * dayMs

/** How old an article is and how long it holds; what is over or nearly so stands out. */
export const ArticleAge = ({ article, now }: { readonly article: Article; readonly now: number }) => {
  const { t } = useLanguage()
  const { expiresAt, reviewAt } = article.content
  const age = Math.floor((now - article.changedAt) / dayMs)
  const over = article.state === 'expired'
  return (
    <span className="article-age">
      <span>{age === 0 ? t('article_changed_today') : t('article_changed_days', { n: age })}</span>
      {expiresAt !== null && (
        <strong data-level={over ? 'over' : expiresAt - now < soonMs ? 'soon' : 'fine'}>
          {t(over ? 'article_expired_on' : 'article_valid_until', { day: formatDay(expiresAt) })}
        </strong>
      )}
      {expiresAt === null && reviewAt !== null && <span>{t('article_review_on', { day: formatDay(reviewAt) })}</span>}
    </span>
  )
}

/** The text of an article; whatever somebody typed is shown as text. */
export const ArticleBody = ({ body }: { readonly body: string }) => (
  <div className="article-body">
    {bodyBlocks(body).map((block, at) => {
      const key = `${at} ${block.kind}`
      if (block.kind === 'paragraph') return <p key={key}>{block.text}</p>
      // biome-ignore lint/suspicious/noArrayIndexKey: two items may say the same, and none ever moves
      const items = block.items.map((item, n) => <li key={n}>{item}</li>)
      return block.ordered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>
    })}
  </div>
)

/** What an article rests on and who answers for it. */
export const ArticleSource = ({ content }: { readonly content: ArticleContent }) => {
  const { t } = useLanguage()
  return (
    <p className="article-source">
      {t('article_source', { source: sourceOf(content) || '—' })}
      {content.source.url !== '' && <span className="article-address"> {content.source.url}</span>}
      <br />
      {t('article_unit', { unit: content.unit || '—' })}
    </p>
  )
}
