import type { QueueView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatDuration } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'
import { QueueSwitches } from './queue-switches.tsx'
import { waitLevel } from './wait-level.ts'

const QueueRow = ({ queue }: { readonly queue: QueueView }) => {
  const { name } = useLanguage()
  const now = useNow()
  const wait = queue.longestSince === null ? null : Math.max(0, now - queue.longestSince)
  return (
    <tr data-level={waitLevel(wait)}>
      <th scope="row">{name(queue.name)}</th>
      <td className="number queue-waiting">{queue.waiting}</td>
      <td className="number">{queue.ringing}</td>
      <td className="number">{queue.talking}</td>
      <td className="number queue-wait">{wait === null ? '—' : formatDuration(wait)}</td>
      <td>
        <QueueSwitches queue={queue} />
      </td>
    </tr>
  )
}

/** Each queue: who waits, rings, talks, and the longest wait. */
export const QueueTable = ({ queues }: { readonly queues: readonly QueueView[] }) => {
  const { t } = useLanguage()
  return (
    <section className="queues">
      <h2>{t('per_queue')}</h2>
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
              <th>{t('column_switches')}</th>
            </tr>
          </thead>
          <tbody>
            {queues.map(queue => (
              <QueueRow key={queue.id} queue={queue} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
