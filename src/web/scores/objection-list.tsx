import { readableNumber } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import { RulingForm } from './ruling-form.tsx'
import { dayAndTime, indicatorTexts, lastDay } from './score-texts.ts'
import type { Objection, Scores } from './scores-api.ts'

interface Props {
  readonly scores: Scores
  readonly unitName: (id: string) => string
  readonly onRuled: () => void
}

/** What units said against their rows, and what was ruled. */
export const ObjectionList = ({ scores, unitName, onRuled }: Props) => {
  const { t } = useLanguage()
  const { objections } = scores
  return (
    <>
      {objections.length === 0 && <p>{t('objections_none')}</p>}
      <ul className="objections">
        {objections.map(objection => (
          <li key={objection.id} data-state={objection.state}>
            <p className="objection-head">
              <strong>{unitName(objection.unit)}</strong>
              {objection.indicator !== null && <span>{t(indicatorTexts[objection.indicator])}</span>}
              {objection.caseNo !== null && <span>{readableNumber(objection.caseNo)}</span>}
              <small>{dayAndTime(objection.at)}</small>
            </p>
            <p className="objection-words">{objection.reason}</p>
            <Ruled objection={objection} />
            {objection.state === 'open' && scores.may.rule && (
              <RulingForm objection={objection} scores={scores} onRuled={onRuled} />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

const Ruled = ({ objection }: { readonly objection: Objection }) => {
  const { t } = useLanguage()
  const { state, ruleBy, ruling, issued, correction } = objection
  if (state === 'open') {
    const late = Date.now() >= ruleBy
    return (
      <p className="objection-state" data-late={late}>
        {t(late ? 'objection_late' : 'objection_open_until', { until: lastDay(ruleBy) })}
      </p>
    )
  }
  return (
    <p className="objection-state">
      <span>{state === 'accepted' ? t('objection_accepted', { version: issued ?? '' }) : t('objection_refused')}</span>
      {correction && (
        <span>{t('objection_correction', { ...correction, indicator: t(indicatorTexts[correction.indicator]) })}</span>
      )}
      <span className="objection-words">{ruling}</span>
    </p>
  )
}
