import type { EarlierCall } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatInstant, formatMaybe } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'

const shown = 20

const endTexts: ReadonlyMap<string, TextKey> = new Map([
  ['completed', 'end_completed'],
  ['abandoned', 'end_abandoned'],
  ['failed', 'end_failed'],
  ['overflow', 'end_overflowed'],
  ['overflowed', 'end_overflowed'],
])

/** The latest calls of the same number. */
export const EarlierCalls = ({ calls }: { readonly calls: readonly EarlierCall[] }) => {
  const { t } = useLanguage()
  const now = useNow()
  if (calls.length === 0) return <p className="empty">{t('no_earlier_calls')}</p>
  return (
    <table className="list">
      <thead>
        <tr>
          <th>{t('column_time')}</th>
          <th>{t('column_result')}</th>
          <th>{t('column_agent')}</th>
          <th className="number">{t('column_talk')}</th>
        </tr>
      </thead>
      <tbody>
        {calls.slice(0, shown).map(call => (
          <tr key={call.callId}>
            <td className="digits">{formatInstant(call.arrivedAt, now)}</td>
            <td>{call.endCause === null ? '—' : t(endTexts.get(call.endCause) ?? 'end_other')}</td>
            <td>{call.agentName ?? '—'}</td>
            <td className="number">{formatMaybe(call.talkMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
