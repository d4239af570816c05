import type { WallState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatDuration } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { countStates } from './agent-order.ts'
import { waitLevel } from './wait-level.ts'
import { longestWait, waitingNow } from './waiting-sums.ts'

/** The two figures that a glance from across the room must give. */
export const WaitingNow = ({ wall: { queues, agents } }: { readonly wall: WallState }) => {
  const { t } = useLanguage()
  const now = useNow()
  const waiting = waitingNow(queues)
  const longest = longestWait(queues, now)
  const alone = waiting > 0 && countStates(agents).ready === 0
  return (
    <section className="now" data-level={alone ? 'alarm' : waitLevel(longest)}>
      <div className="now-figure">
        <span>{t('waiting_now')}</span>
        <strong>{waiting}</strong>
      </div>
      <div className="now-figure">
        <span>{t('longest_wait')}</span>
        <strong>{longest === null ? '—' : formatDuration(longest)}</strong>
      </div>
      <p className="now-alarm" role="status">
        {alone && t('nobody_ready')}
      </p>
    </section>
  )
}
