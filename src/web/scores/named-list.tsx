import { useQuery } from '@tanstack/react-query'
import { readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import { fetchNamedList } from './scores-api.ts'

/** Who is named for long delays, by unit. */
export const NamedList = ({ unitName }: { readonly unitName: (id: string) => string }) => {
  const { t } = useLanguage()
  const { data, isError } = useQuery({ queryKey: ['named-list'], queryFn: fetchNamedList })
  return (
    <section className="named-list">
      <h2>{t('named_title')}</h2>
      <p className="score-note">{t('named_what')}</p>
      {isError && <p className="empty">{t('scores_failed')}</p>}
      {data?.units.length === 0 && <p>{t('named_none')}</p>}
      {data?.units.map(({ unit, cases }) => (
        <section key={unit}>
          <h3>
            {unitName(unit)} <small>{t('named_count', { count: cases.length })}</small>
          </h3>
          <ul>
            {cases.map(({ caseNo, workdays, supervised }) => (
              <li key={caseNo}>
                <span>{readableNumber(caseNo)}</span>
                <span>{workdays === null ? t('named_days_unknown') : t('named_days', { days: workdays })}</span>
                {supervised && <em>{t('named_supervised')}</em>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {data?.more && <p className="score-note">{t('named_more')}</p>}
    </section>
  )
}
