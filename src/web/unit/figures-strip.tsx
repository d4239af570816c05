import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { formatRate } from '../time/format.ts'
import { useUnitFigures } from './use-unit.ts'

interface FigureProps {
  readonly text: TextKey
  readonly value: string | number
  readonly tone?: 'late' | 'soon'
}

const Figure = ({ text, value, tone }: FigureProps) => {
  const { t } = useLanguage()
  return (
    <div className="unit-figure" data-tone={tone}>
      <dt>{t(text)}</dt>
      <dd className="digits">{value}</dd>
    </div>
  )
}

/** The unit's own figures of now and of this month, with their formulas on demand. */
export const FiguresStrip = () => {
  const { t } = useLanguage()
  const { data } = useUnitFigures()
  if (!data) return <div className="unit-figures" />
  const { box, month } = data
  return (
    <div className="unit-figures">
      <dl>
        <Figure text="unit_open" value={box.open} />
        <Figure text="unit_due_today" value={box.dueToday} {...(box.dueToday > 0 && { tone: 'soon' })} />
        <Figure text="unit_overdue" value={box.overdue} {...(box.overdue > 0 && { tone: 'late' })} />
        <Figure text="unit_signed_rate" value={formatRate(month.signedInTimeRate)} />
        <Figure text="unit_handled_rate" value={formatRate(month.handledInTimeRate)} />
      </dl>
      <details className="unit-formula">
        <summary>{t('unit_formula')}</summary>
        <p>
          {t('unit_formula_signed', {
            part: month.signedInTime,
            base: month.signDue,
            late: month.signedLate,
            open: month.unsigned,
          })}
        </p>
        <p>
          {t('unit_formula_handled', {
            part: month.handledInTime,
            base: month.handleDue,
            late: month.handledLate,
            open: month.unhandled,
          })}
        </p>
        <p>{t('unit_formula_rest')}</p>
      </details>
    </div>
  )
}
