import type { WallQueueView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatDuration, formatRate } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { QueueMargin } from './queue-margin.tsx'
import { QueueSwitches } from './queue-switches.tsx'
import { rollingLevel } from './rolling-panel.tsx'
import { waitLevel } from './wait-level.ts'

const QueueRow = ({ queue }: { readonly queue: WallQueueView }) => {
  const { name, t } = useLanguage()
  const now = useNow()
  const { rolling } = queue
  const wait = queue.longestSince === null ? null : Math.max(0, now - queue.longestSince)
  return (
    <tbody data-target={rolling && rollingLevel(rolling)}>
      <tr data-level={waitLevel(wait)}>
        <th scope="rowgroup">{name(queue.name)}</th>
        <td className="number queue-waiting">{queue.waiting}</td>
        <td className="number">{queue.ringing}</td>
        <td className="number">{queue.talking}</td>
        <td className="number queue-wait">{wait === null ? '—' : formatDuration(wait)}</td>
        <td className="number queue-rate">{formatRate(rolling?.rate ?? null)}</td>
      </tr>
      <tr>
        <td colSpan={6}>
          <div className="queue-foot">
            {rolling && <QueueMargin rolling={rolling} />}
            {queue.kept !== undefined && queue.kept > 0 && (
              <span className="queue-kept">{t('queue_kept', { count: queue.kept })}</span>
            )}
            <QueueSwitches queue={queue} />
          </div>
        </td>
      </tr>
    </tbody>
  )
}

/** Each queue: who waits, rings, talks, the longest wait, and how it stands against its own target. */
export const QueueTable = ({ queues }: { readonly queues: readonly WallQueueView[] }) => {
  const { t } = useLanguage()
  const under = queues.filter(({ rolling }) => rolling && rollingLevel(rolling) === 'low').length
  return (
    <section className="queues">
      <h2>
        {t('per_queue')}
        {under > 0 && <span className="queues-under">{t('queues_under', { count: under })}</span>}
      </h2>
      {queues.length === 0 ? (
        <p className="empty">{t('no_queues')}</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th>{t('queue')}</th>
              <th className="number">{t('column_waiting')}</th>
              <th className="number">{t('column_ringing')}</th>
              <th className="number">{t('column_talking')}</th>
              <th className="number">{t('column_longest')}</th>
              <th className="number">{t('column_24h')}</th>
            </tr>
          </thead>
          {queues.map(queue => (
            <QueueRow key={queue.id} queue={queue} />
          ))}
        </table>
      )}
    </section>
  )
}
