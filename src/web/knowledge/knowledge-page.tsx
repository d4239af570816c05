import './knowledge.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { navigate } from '../router/router.ts'
import { PageLinks } from '../shared/page-links.tsx'
import { PageSwitches } from '../shared/page-switches.tsx'
import { knowledgeEditingTexts } from '../texts/knowledge-editing.ts'
import { addTexts } from '../texts.ts'
import { ArticleEditor } from './article-editor.tsx'
import { ArticleList, OpenFeedback } from './article-list.tsx'
import { type Article, fetchArticle } from './knowledge-api.ts'
import { MyContactButton } from './my-contact.tsx'

addTexts(knowledgeEditingTexts)

/** Where articles are written, reviewed and looked after. */
export const KnowledgePage = () => {
  const { t } = useLanguage()
  const [chosen, setChosen] = useState<string | 'new' | null>(null)
  useEffect(() => {
    document.title = `${t('product')} · ${t('knowledge')}`
  }, [t])
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
          <MyContactButton />
          <PageLinks />
          <Button size="small" onClick={() => navigate('/wall')}>
            {t('to_wall')}
          </Button>
          <PageSwitches />
        </div>
      </header>
      <div className="articles-main">
        <div className="articles-side">
          <ArticleList chosen={chosen} onOpen={setChosen} />
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
