import { useQuery } from '@tanstack/react-query'
import { formatDue } from '../case-life/due-words.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { fetchDue, type PlannedDue } from './office-api.ts'

const dayTexts = {
  day_zero: 'day_zero',
  day: 'day_counted',
  workday: 'day_workday',
  makeup_day: 'day_makeup',
  weekend: 'day_weekend',
  holiday: 'day_holiday',
} as const satisfies Readonly<Record<PlannedDue['days'][number]['kind'], TextKey>>

const limitTexts = {
  minute: 'limit_minute',
  hour: 'limit_hour',
  day: 'limit_day',
  working_day: 'limit_working_day',
} as const satisfies Readonly<Record<PlannedDue['limit']['unit'], TextKey>>

const monthDay = (date: string): string => date.slice(5)

/** When a case will be due if it is dispatched now, and how its days are counted. */
export const DuePanel = ({ caseNo, version }: { readonly caseNo: string; readonly version: number }) => {
  const { t } = useLanguage()
  const { data } = useQuery({ queryKey: ['case-due', caseNo, version], queryFn: () => fetchDue(caseNo), retry: false })
  if (!data) return null
  const { limit, days } = data
  return (
    <div className="due-panel">
      <p>
        {t('due_will_be')} <strong className="digits">{formatDue(data.dueAt)}</strong>{' '}
        <span>{t(limitTexts[limit.unit], { n: limit.count })}</span>
        {data.provisional && <span className="mark mark-late">{t('due_provisional')}</span>}
      </p>
      <p className="due-sign">
        {t('due_sign_by')} <span className="digits">{formatDue(data.signBy)}</span>
      </p>
      <ol className="due-days">
        {days.map(({ from, to, kind, name, first, last }) => (
          <li key={from} data-counts={first !== null}>
            <span className="digits">{from === to ? monthDay(from) : `${monthDay(from)} – ${monthDay(to)}`}</span>{' '}
            {name ?? t(dayTexts[kind])}{' '}
            {first !== null && t('day_number', { days: first === last ? first : `${first}–${last}` })}
          </li>
        ))}
      </ol>
    </div>
  )
}
