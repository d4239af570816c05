import '../case-life/office-words.ts'
import './cases.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { navigate } from '../router/router.ts'
import { useSession } from '../session/use-session.ts'
import { PageLinks } from '../shared/page-links.tsx'
import { PageSwitches } from '../shared/page-switches.tsx'
import { fetchUndecidedCounts } from './case-api.ts'
import { CaseDetailPanel } from './case-detail.tsx'
import { CaseList } from './case-list.tsx'

const askEveryMs = 30_000

/** Today's answered calls that came to nothing yet, by agent. */
const Undecided = () => {
  const { t } = useLanguage()
  const { data = [] } = useQuery({
    queryKey: ['undecided-counts'],
    queryFn: fetchUndecidedCounts,
    refetchInterval: askEveryMs,
    retry: false,
  })
  if (data.length === 0) return null
  return (
    <section className="cases-undecided">
      <h2>{t('undecided')}</h2>
      <ul>
        {[...data]
          .sort((a, b) => b.count - a.count)
          .map(({ agentId, count }) => (
            <li key={agentId}>
              {agentId} <strong>{count}</strong>
            </li>
          ))}
      </ul>
    </section>
  )
}

/** Where who leads a shift finds cases. */
export const CasesPage = () => {
  const { t } = useLanguage()
  const [chosen, setChosen] = useState<string | null>(null)
  const { data: session } = useSession()
  useEffect(() => {
    document.title = `${t('product')} · ${t('cases_title')}`
  }, [t])
  return (
    <main className="cases">
      <header className="page-header">
        <h1>
          <strong>{t('product')}</strong>
          <span>{t('cases_title')}</span>
        </h1>
        <div className="page-header-end">
          <PageLinks />
          <Button size="small" onClick={() => navigate('/knowledge')}>
            {t('to_knowledge')}
          </Button>
          {session?.role === 'shift_leader' && (
            <Button size="small" onClick={() => navigate('/office')}>
              {t('to_office')}
            </Button>
          )}
          <Button size="small" onClick={() => navigate('/wall')}>
            {t('to_wall')}
          </Button>
          <PageSwitches />
        </div>
      </header>
      <div className="cases-main">
        <CaseList chosen={chosen} onChoose={setChosen} />
        <div className="cases-side">
          <CaseDetailPanel caseNo={chosen} />
          <Undecided />
        </div>
      </div>
    </main>
  )
}
