import { Tag } from 'antd'
import type { HistoryView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatInstant } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'

interface Props {
  readonly history: HistoryView | null
  readonly skillsAsked: readonly string[]
}

/** What the agent should know before the first word: how often this number called, and whether we owe it a call. */
export const CallerTags = ({ history, skillsAsked }: Props) => {
  const { t } = useLanguage()
  const now = useNow()
  const asked = skillsAsked.map(skill => (
    <Tag key={skill} className="tag tag-strong">
      {t('skill_asked', { skill })}
    </Tag>
  ))
  if (!history) return <>{asked}</>
  const { callsInSevenDays, missed } = history
  return (
    <>
      {asked}
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
