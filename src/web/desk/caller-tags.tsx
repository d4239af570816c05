import { Tag } from 'antd'
import type { HistoryView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatInstant } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'

/** What the agent should know before the first word: how often this number called, and whether we owe it a call. */
export const CallerTags = ({ history }: { readonly history: HistoryView | null }) => {
  const { t } = useLanguage()
  const now = useNow()
  if (!history) return null
  const { callsInSevenDays, missed } = history
  return (
    <>
      {callsInSevenDays > 0 ? (
        <Tag className={callsInSevenDays > 2 ? 'tag tag-strong' : 'tag'}>
          {t('repeat_calls', { count: callsInSevenDays })}
        </Tag>
      ) : (
        <Tag className="tag">{t('first_call')}</Tag>
      )}
      {missed && (
        <Tag className="tag tag-warm">
          {t('ring_back', { since: formatInstant(missed.since, now), times: missed.times })}
        </Tag>
      )}
    </>
  )
}
