import { readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { CasesAsked } from './campaigns-api.ts'

interface Props {
  readonly asked: CasesAsked
  readonly dryRun: boolean
}

/** What was counted or made, and each case without a task under the reason why. */
export const CasesAnswer = ({ asked, dryRun }: Props) => {
  const { t, errorText } = useLanguage()
  if (asked.tooMany) return <p className="campaign-refused">{errorText('tasks_too_many')}</p>
  const reasons = Map.groupBy(asked.refused, ({ why }) => why)
  return (
    <div className="cases-answer">
      <p>
        <strong>
          {dryRun ? t('cases_found', { found: asked.found, fit: asked.fit }) : t('cases_made', { n: asked.created })}
        </strong>{' '}
        {asked.already > 0 && t('cases_already', { n: asked.already })}
      </p>
      {asked.refused.length > 0 && (
        <details open={asked.refused.length <= 20}>
          <summary>{t('cases_refused', { n: asked.refused.length })}</summary>
          <dl>
            {[...reasons].map(([why, cases]) => (
              <div key={why}>
                <dt>
                  {errorText(why)} ({cases.length})
                </dt>
                <dd className="digits">{cases.map(({ caseNo }) => readableNumber(caseNo)).join('　')}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  )
}
