import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import type { Figure } from './score-table.tsx'
import { indicatorTexts } from './score-texts.ts'
import { fetchScoreCases } from './scores-api.ts'

interface Props {
  readonly month: string
  readonly figure: Figure
  readonly unitName: (id: string) => string
  readonly onClose: () => void
}

/** The numbers of the cases behind a figure. */
export const ScoreCases = ({ month, figure, unitName, onClose }: Props) => {
  const { t } = useLanguage()
  const { unit, indicator } = figure
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="score-cases" aria-labelledby="score-cases-title" onClose={onClose}>
      <h2 id="score-cases-title">
        {unitName(unit)} · {t(indicatorTexts[indicator])}
      </h2>
      <p className="score-note">{t('scores_cases_now')}</p>
      <Numbers {...{ month, unit, indicator }} counted={false} />
      <Numbers {...{ month, unit, indicator }} counted />
      <Button onClick={() => dialog.current?.close()}>{t('scores_close')}</Button>
    </dialog>
  )
}

const Numbers = ({
  month,
  unit,
  indicator,
  counted,
}: Figure & { readonly month: string; readonly counted: boolean }) => {
  const { t } = useLanguage()
  const { data, isError } = useQuery({
    queryKey: ['scores', month, 'cases', unit, indicator, counted],
    queryFn: () => fetchScoreCases(month, unit, indicator, counted),
  })
  return (
    <section>
      <h3>{t(counted ? 'scores_cases_counted' : 'scores_cases_missed')}</h3>
      {isError && <p>{t('scores_failed')}</p>}
      {data?.cases.length === 0 && <p>{t('scores_cases_none')}</p>}
      {data && (
        <ul className="score-numbers">
          {data.cases.map(caseNo => (
            <li key={caseNo}>{readableNumber(caseNo)}</li>
          ))}
        </ul>
      )}
      {data?.more && <p className="score-note">{t('scores_cases_more')}</p>}
    </section>
  )
}
