import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatDay } from '../time/format.ts'
import { ArticleAge, articleStateTexts, moduleTexts } from './article-text.tsx'
import { fetchOpenFeedback, listArticles, resolveFeedback } from './knowledge-api.ts'

type View = 'all' | 'in_review' | 'due' | 'draft' | 'published' | 'expired' | 'withdrawn'
const views: readonly (readonly [View, TextKey])[] = [
  ['all', 'articles_all'],
  ['in_review', 'article_in_review'],
  ['due', 'articles_due'],
  ['draft', 'article_draft'],
  ['published', 'article_published'],
  ['expired', 'article_expired'],
  ['withdrawn', 'article_withdrawn'],
]
const soonMs = 30 * 86_400_000

const queryOf = (view: View): Parameters<typeof listArticles>[0] => {
  if (view === 'all') return {}
  return view === 'due' ? { dueBefore: Date.now() + soonMs } : { state: view }
}

interface Props {
  readonly chosen: string | null
  onOpen(id: string): void
}

/** Articles by state and by what is due soon, page by page. */
export const ArticleList = ({ chosen, onOpen }: Props) => {
  const { t, errorText } = useLanguage()
  const [view, setView] = useState<View>('all')
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['articles', 'list', view],
    queryFn: ({ pageParam }) => listArticles({ ...queryOf(view), ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    retry: false,
  })
  const found = data?.pages.flatMap(page => page.articles) ?? []
  return (
    <>
      <fieldset className="articles-views">
        <legend className="unseen">{t('column_state')}</legend>
        {views.map(([each, text]) => (
          <label key={each} className="case-option">
            <input type="radio" name="view" checked={view === each} onChange={() => setView(each)} />
            <span>{t(text)}</span>
          </label>
        ))}
      </fieldset>
      <div className="articles-list" aria-live="polite">
        {error && <p className="empty">{errorText(error instanceof ApiError ? error.code : 'unexpected')}</p>}
        {data && found.length === 0 && <p className="empty">{t('articles_none')}</p>}
        <ul>
          {found.map(each => (
            <li key={each.id} aria-current={each.id === chosen}>
              <button type="button" className="cases-pick" onClick={() => onOpen(each.id)}>
                {each.content.title}
              </button>
              <span className="knowledge-about">
                <span>{t(moduleTexts[each.content.module])}</span>
                <strong>{t(articleStateTexts[each.state])}</strong>
                <ArticleAge article={each} now={Date.now()} />
              </span>
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <Button size="small" loading={isFetching} onClick={() => void fetchNextPage()}>
            {t('articles_more')}
          </Button>
        )}
      </div>
    </>
  )
}

/** What readers found wrong and nobody has resolved, the oldest first. */
export const OpenFeedback = ({ onOpen }: Pick<Props, 'onOpen'>) => {
  const { t } = useLanguage()
  const client = useQueryClient()
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['articles', 'feedback'],
    queryFn: ({ pageParam }) => fetchOpenFeedback(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    retry: false,
  })
  const found = data?.pages.flatMap(page => page.feedback) ?? []
  if (found.length === 0) return null
  const resolve = async (id: string, how: 'changed' | 'kept'): Promise<void> => {
    await resolveFeedback(id, how).catch(() => {})
    await client.invalidateQueries({ queryKey: ['articles', 'feedback'] })
  }
  return (
    <section className="articles-feedback">
      <h2>{t(hasNextPage ? 'articles_feedback_more' : 'articles_feedback', { n: found.length })}</h2>
      <ul>
        {found.map(each => (
          <li key={each.id}>
            <button type="button" className="cases-pick" onClick={() => onOpen(each.articleId)}>
              {each.title}
            </button>
            <strong>{t(each.kind === 'wrong' ? 'feedback_wrong' : 'feedback_outdated')}</strong>
            <span>{each.note}</span>
            <span className="knowledge-about">
              {each.by} {formatDay(each.at)}
            </span>
            <Button size="small" onClick={() => void resolve(each.id, 'changed')}>
              {t('feedback_changed')}
            </Button>
            <Button size="small" onClick={() => void resolve(each.id, 'kept')}>
              {t('feedback_kept')}
            </Button>
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('articles_more')}
        </Button>
      )}
    </section>
  )
}
