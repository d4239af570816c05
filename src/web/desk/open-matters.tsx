import type { HistoryView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { formatInstant } from '../time/format.ts'
import { useNow } from '../time/use-now.ts'

const shown = 20

/** Cases of this number that are not closed. */
export const OpenMatters = ({ matters }: { readonly matters: HistoryView['openMatters'] }) => {
  const { t } = useLanguage()
  const now = useNow()
  if (matters.length === 0) return <p className="empty">{t('no_open_matters')}</p>
  return (
    <ul className="matters">
      {matters.slice(0, shown).map(matter => (
        <li key={matter.id}>
          <span className="matter-title">{matter.title}</span>
          <span className="matter-about">
            {matter.id} · {t('since', { since: formatInstant(matter.since, now) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
