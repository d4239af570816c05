import { useLanguage } from '../language/use-language.tsx'
import { formatClock, formatDuration } from '../time/format.ts'
import type { RecordedCalls } from './recordings-api.ts'

interface Props {
  readonly found: RecordedCalls
  readonly chosen: string | null
  onChoose(callId: string): void
}

/** The calls that were found; answered ones without audio stand below, since somebody must ask why. */
export const RecordingList = ({ found: { calls, more, withoutAudio }, chosen, onChoose }: Props) => {
  const { t } = useLanguage()
  return (
    <>
      {calls.length === 0 ? (
        <p className="empty">{t('recordings_empty')}</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th>{t('column_arrived')}</th>
              <th>{t('column_number')}</th>
              <th>{t('column_agent_id')}</th>
              <th className="number">{t('column_length')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {calls.map(({ call, audioMs, gapMs, held }) => (
              <tr key={call.id} data-chosen={call.id === chosen}>
                <td className="digits">
                  <button type="button" aria-pressed={call.id === chosen} onClick={() => onChoose(call.id)}>
                    {formatClock(call.arrivedAt)}
                  </button>
                </td>
                <td className="digits">{call.withheld ? t('number_withheld_short') : (call.number ?? '—')}</td>
                <td>{call.agentId ?? '—'}</td>
                <td className="number">{formatDuration(audioMs)}</td>
                <td className="recording-marks">
                  {gapMs !== null && gapMs > 0 && <span>{t('recording_gap')}</span>}
                  {held && <span>{t('recording_held')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more && <p className="empty">{t('recordings_more', { count: calls.length })}</p>}
      {withoutAudio.length > 0 && (
        <section className="recordings-lacking">
          <h2>{t('recordings_lacking', { count: withoutAudio.length })}</h2>
          <ul>
            {withoutAudio.map(call => (
              <li key={call.id} className="digits">
                {formatClock(call.arrivedAt)} · {call.number ?? t('number_withheld_short')} · {call.agentId ?? '—'}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
