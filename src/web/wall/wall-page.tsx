import './wall.css'
import { Button } from 'antd'
import { useEffect } from 'react'
import type { WallState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { LiveProvider, useLive } from '../live/use-live.tsx'
import { navigate } from '../router/router.ts'
import { useSignOut } from '../session/use-session.ts'
import { Notice } from '../shared/notice.tsx'
import { PageHeader } from '../shared/page-header.tsx'
import { useEndedLink } from '../shared/use-ended-link.ts'
import { formatClock, formatDay } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { AgentBoard } from './agent-board.tsx'
import { DayFigures } from './day-figures.tsx'
import { LedgerBanner } from './ledger-banner.tsx'
import { QueueTable } from './queue-table.tsx'
import { RingBackList } from './ring-back-list.tsx'
import { StoreBanner } from './store-banner.tsx'
import { WaitingNow } from './waiting-now.tsx'

const WallClock = () => {
  const now = useNow()
  return (
    <span className="wall-clock">
      {formatDay(now)} <strong>{formatClock(now)}</strong>
    </span>
  )
}

const Board = ({ wall }: { readonly wall: WallState }) => {
  const { t } = useLanguage()
  const live = useLive(state => state.link === 'live')
  const signOut = useSignOut()
  const painted = wall.popPaintedMs
  return (
    <main className="wall" data-live={live}>
      <PageHeader title="wall_title">
        <WallClock />
        <Button size="small" onClick={() => navigate('/cases')}>
          {t('to_cases')}
        </Button>
        <Button size="small" onClick={() => signOut.mutate()}>
          {t('sign_out')}
        </Button>
      </PageHeader>
      <div className="wall-banners">
        <LedgerBanner brokenAt={wall.ledgerBrokenAt} />
        <StoreBanner store={wall.store} lost={wall.lost} />
      </div>
      <div className="wall-top">
        <WaitingNow wall={wall} />
        <DayFigures today={wall.today} />
      </div>
      <div className="wall-rest">
        <div className="wall-column">
          <QueueTable queues={wall.queues} />
          <RingBackList />
        </div>
        <AgentBoard agents={wall.agents} />
      </div>
      <footer className="wall-foot">
        <span>{t('rule_note')}</span>
        {painted && (
          <span>
            {t('pop_painted')} {t('pop_painted_value', { p50: Math.round(painted.p50), p99: Math.round(painted.p99) })}
          </span>
        )}
      </footer>
    </main>
  )
}

const Wall = () => {
  useEndedLink()
  const wall = useLive(state => state.wall)
  return wall ? <Board wall={wall} /> : <Notice text="link_connecting" />
}

/** The shift leader's wall: for a big screen in the hall, without personal data of callers. */
export const WallPage = () => {
  const { t } = useLanguage()
  useEffect(() => {
    document.title = `${t('product')} · ${t('wall_title')}`
  }, [t])
  return (
    <LiveProvider view="wall">
      <Wall />
    </LiveProvider>
  )
}
