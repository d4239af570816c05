import { Button } from 'antd'
import type { WallState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useLive } from '../live/use-live.tsx'
import { RecordingsLink } from '../recordings/recordings-link.tsx'
import { navigate } from '../router/router.ts'
import { useSession, useSignOut } from '../session/use-session.ts'
import { PageHeader } from '../shared/page-header.tsx'
import { AgentBoard } from './agent-board.tsx'
import { AlarmBanner } from './alarm-banner.tsx'
import { AlarmSwitch } from './alarm-switch.tsx'
import { CurvePanel } from './curve/curve-panel.tsx'
import { DayFigures } from './day-figures.tsx'
import { LedgerBanner } from './ledger-banner.tsx'
import { LossTree } from './loss-tree.tsx'
import { WallPhone } from './phone/wall-phone.tsx'
import { QueueTable } from './queue-table.tsx'
import { RingBackList } from './ring-back-list.tsx'
import { RollingPanel } from './rolling-panel.tsx'
import { screenPath } from './screen/screen-path.ts'
import { StoreBanner } from './store-banner.tsx'
import { WaitingList } from './waiting-list.tsx'
import { WaitingNow } from './waiting-now.tsx'
import { WallClock } from './wall-clock.tsx'

/** The shift leader's own wall: the overview above, then who waits, how the day goes, and who works. */
export const WallBoard = ({ wall }: { readonly wall: WallState }) => {
  const { t } = useLanguage()
  const live = useLive(state => state.link === 'live')
  const signOut = useSignOut()
  const { data: session } = useSession()
  const painted = wall.popPaintedMs
  return (
    <main className="wall" data-live={live}>
      <PageHeader title="wall_title">
        <WallClock />
        <AlarmSwitch alarm={wall.alarms.length > 0} />
        <RecordingsLink />
        <Button size="small" href={screenPath} target="_blank">
          {t('big_screen')}
        </Button>
        {session?.agentId != null && (
          <Button size="small" href="/desk" target="_blank">
            {t('to_desk')}
          </Button>
        )}
        <Button size="small" onClick={() => navigate('/cases')}>
          {t('to_cases')}
        </Button>
        <Button size="small" onClick={() => signOut.mutate()}>
          {t('sign_out')}
        </Button>
      </PageHeader>
      <div className="wall-banners">
        <AlarmBanner alarms={wall.alarms} waiting={wall.waiting} />
        <LedgerBanner brokenAt={wall.ledgerBrokenAt} />
        <StoreBanner store={wall.store} lost={wall.lost} />
      </div>
      <div className="wall-top">
        <WaitingNow wall={wall} />
        <RollingPanel rolling={wall.rolling} />
        <DayFigures today={wall.today} />
        <LossTree today={wall.today} />
      </div>
      <div className="wall-rest">
        <div className="wall-column">
          <QueueTable queues={wall.queues} />
          <WaitingList wall={wall} />
        </div>
        <div className="wall-column wall-column-day">
          <CurvePanel curve={wall.curve} />
          <RingBackList />
        </div>
        <AgentBoard wall={wall} />
      </div>
      <footer className="wall-foot">
        <span>{t('rule_note')}</span>
        <WallPhone agents={wall.agents} />
        {painted && (
          <span>
            {t('pop_painted')} {t('pop_painted_value', { p50: Math.round(painted.p50), p99: Math.round(painted.p99) })}
          </span>
        )}
      </footer>
    </main>
  )
}
