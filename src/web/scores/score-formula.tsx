import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { hundredths, indicatorTexts, jointOf, stepText } from './score-texts.ts'
import { fetchFormula } from './scores-api.ts'

/** How the month is scored, in words; fetched when somebody wants to read it. */
export const ScoreFormula = ({ month }: { readonly month: string }) => {
  const { t, language, errorText } = useLanguage()
  const [open, setOpen] = useState(false)
  const { data, error } = useQuery({
    queryKey: ['scores', month, 'formula'],
    queryFn: () => fetchFormula(month),
    enabled: open,
  })
  return (
    <details className="score-formula" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('scores_formula')}</summary>
      {error && <p className="empty">{errorText('code' in error ? String(error.code) : 'unexpected')}</p>}
      {data && (
        <>
          <p className="score-note">
            {t('scores_sheet', { sheet: data.sheetVersion === 0 ? t('scores_sheet_default') : data.sheet })}
          </p>
          <dl>
            {data.items.map(({ indicator, weight, steps }) => (
              <div key={indicator}>
                <dt>
                  {t(indicatorTexts[indicator])} <small>{hundredths(weight)}</small>
                </dt>
                <dd>{steps.map(step => stepText(t, step)).join(jointOf(language))}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </details>
  )
}
