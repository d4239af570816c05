import { recordingPageTexts } from '../texts/recordings-page.ts'
import { addTexts } from '../texts.ts'
import './recordings.css'
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { navigate } from '../router/router.ts'
import { useSession } from '../session/use-session.ts'
import { PageHeader } from '../shared/page-header.tsx'
import { PageLinks } from '../shared/page-links.tsx'
import { formatDay } from '../time/format.ts'
import { RecordingDetail } from './recording-detail.tsx'
import { RecordingList } from './recording-list.tsx'
import { fetchRecordings, type RecordingSearch } from './recordings-api.ts'

addTexts(recordingPageTexts)

const digitsOnly = (text: string): string => text.replace(/\D/g, '').slice(0, 4)

/** Recordings are found by day, agent and the last digits of the number, and heard with a reason. Agents find their own by day only. */
export const RecordingsPage = () => {
  const { t } = useLanguage()
  const { data: session } = useSession()
  const all = session?.role !== 'agent'
  const [typed, setTyped] = useState<RecordingSearch>(() => ({
    day: formatDay(Date.now()),
    agentId: '',
    lastDigits: '',
  }))
  const [search, setSearch] = useState(typed)
  const [chosen, setChosen] = useState<string | null>(null)
  const { data, isError, refetch } = useQuery({
    queryKey: ['recordings', search],
    queryFn: () => fetchRecordings(search),
    retry: false,
  })
  useEffect(() => {
    document.title = `${t('product')} · ${t(all ? 'recordings_title' : 'recordings_title_own')}`
  }, [t, all])
  const valid = /^\d{4}-\d\d-\d\d$/.test(typed.day) && (typed.lastDigits === '' || typed.lastDigits.length === 4)
  const find = (event: FormEvent) => {
    event.preventDefault()
    if (!valid) return
    setChosen(null)
    if (typed === search) void refetch()
    else setSearch(typed)
  }
  return (
    <main className="recordings">
      <PageHeader title={all ? 'recordings_title' : 'recordings_title_own'} live={false}>
        <PageLinks />
        {all && (
          <Button size="small" onClick={() => navigate('/wall')}>
            {t('to_wall')}
          </Button>
        )}
      </PageHeader>
      <div className="recordings-rest">
        <section className="recordings-found">
          <form className={all ? 'recordings-search' : 'recordings-search-own'} onSubmit={find}>
            <label htmlFor="recordings-day">{t('recordings_day')}</label>
            {all && <label htmlFor="recordings-agent">{t('recordings_agent')}</label>}
            {all && <label htmlFor="recordings-digits">{t('recordings_digits')}</label>}
            <span />
            <Input
              id="recordings-day"
              type="date"
              value={typed.day}
              onChange={({ target }) => setTyped({ ...typed, day: target.value })}
            />
            {all && (
              <>
                <Input
                  id="recordings-agent"
                  value={typed.agentId}
                  maxLength={64}
                  onChange={({ target }) => setTyped({ ...typed, agentId: target.value.trim() })}
                />
                <Input
                  id="recordings-digits"
                  value={typed.lastDigits}
                  inputMode="numeric"
                  onChange={({ target }) => setTyped({ ...typed, lastDigits: digitsOnly(target.value) })}
                />
              </>
            )}
            <Button type="primary" htmlType="submit" disabled={!valid}>
              {t('recordings_search')}
            </Button>
          </form>
          {data && (
            <p className="recordings-count" role="status">
              {t('recordings_count', { count: data.calls.length })}
            </p>
          )}
          <div className="recordings-list">
            {isError && <p className="empty">{t('recordings_failed')}</p>}
            {data && <RecordingList found={data} chosen={chosen} onChoose={setChosen} />}
          </div>
        </section>
        <section className="recordings-one">
          {chosen === null ? (
            <p className="empty">{t('recordings_choose')}</p>
          ) : (
            <RecordingDetail key={chosen} callId={chosen} all={all} />
          )}
        </section>
      </div>
    </main>
  )
}
