import './knowledge.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { navigate } from '../router/router.ts'
import { PageSwitches } from '../shared/page-switches.tsx'
import type { TextKey } from '../texts.ts'
import { formatDay } from '../time/format.ts'
import { ArticleEditor } from './article-editor.tsx'
import { ArticleAge, articleStateTexts, moduleTexts } from './article-text.tsx'
import { type Article, fetchArticle, fetchOpenFeedback, listArticles, resolveFeedback } from './knowledge-api.ts'

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

const OpenFeedback = ({ onOpen }: { onOpen(id: string): void }) => {
  const { t } = useLanguage()
  const client = useQueryClient()
  const { data = [] } = useQuery({ queryKey: ['articles', 'feedback'], queryFn: fetchOpenFeedback, retry: false })
  if (data.length === 0) return null
  const resolve = async (id: string, how: 'changed' | 'kept'): Promise<void> => {
    await resolveFeedback(id, how).catch(() => {})
    await client.invalidateQueries({ queryKey: ['articles', 'feedback'] })
  }
  return (
    <section className="articles-feedback">
      <h2>{t('articles_feedback', { n: data.length })}</h2>
      <ul>
        {data.map(each => (
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
    </section>
  )
}

/** Where articles are written, reviewed and looked after. */
export const KnowledgePage = () => {
  const { t, errorText } = useLanguage()
  const [view, setView] = useState<View>('all')
  const [chosen, setChosen] = useState<string | 'new' | null>(null)
  useEffect(() => {
    document.title = `${t('product')} · ${t('knowledge')}`
  }, [t])
  const { data, error } = useQuery({
    queryKey: ['articles', view],
    queryFn: () => listArticles(queryOf(view)),
    retry: false,
  })
  const opened = useQuery({
    queryKey: ['articles', 'one', chosen],
    queryFn: () => fetchArticle(chosen ?? ''),
    enabled: chosen !== null && chosen !== 'new',
    retry: false,
    refetchOnWindowFocus: false,
  })
  const article: Article | null = opened.data?.article ?? null
  return (
    <main className="articles">
      <header className="page-header">
        <h1>
          <strong>{t('product')}</strong>
          <span>{t('knowledge')}</span>
        </h1>
        <div className="page-header-end">
          <Button size="small" type="primary" onClick={() => setChosen('new')}>
            {t('article_new')}
          </Button>
          <Button size="small" onClick={() => navigate('/wall')}>
            {t('to_wall')}
          </Button>
          <PageSwitches />
        </div>
      </header>
      <div className="articles-main">
        <div className="articles-side">
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
            {data?.articles.length === 0 && <p className="empty">{t('articles_none')}</p>}
            <ul>
              {data?.articles.map(each => (
                <li key={each.id} aria-current={each.id === chosen}>
                  <button type="button" className="cases-pick" onClick={() => setChosen(each.id)}>
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
          </div>
          <OpenFeedback onOpen={setChosen} />
        </div>
        {chosen === 'new' && <ArticleEditor key="new" article={null} onDone={setChosen} />}
        {chosen !== 'new' && article?.id === chosen && (
          <ArticleEditor
            key={`${article.id} ${article.version} ${article.state}`}
            article={article}
            onDone={setChosen}
          />
        )}
        {chosen === null && <p className="empty articles-empty">{t('articles_choose')}</p>}
      </div>
    </main>
  )
}
