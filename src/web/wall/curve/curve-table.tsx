import type { CurveView } from '../../../wire/views.ts'
import { useLanguage } from '../../language/use-language.tsx'
import { stepsOf, stepTime } from './curve-option.ts'

/** The same numbers as the curve, for those who would rather read them. */
export const CurveTable = ({ curve }: { readonly curve: CurveView }) => {
  const { t } = useLanguage()
  const { today, lastWeek, stepMs } = curve
  const shown = (counts: readonly number[] | undefined, index: number) => counts?.[index] ?? '—'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section className="curve-table" tabIndex={0} aria-label={t('curve')}>
      <table className="list">
        <thead>
          <tr>
            <th>{t('column_half_hour')}</th>
            <th className="number">{t('offered')}</th>
            <th className="number">{t('answered')}</th>
            <th className="number">{t('lost')}</th>
            <th className="number">{t('last_week')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: stepsOf(curve) }, (_, index) => (
            <tr key={stepTime(stepMs, index)}>
              <th scope="row">{stepTime(stepMs, index)}</th>
              <td className="number">{shown(today.offered, index)}</td>
              <td className="number">{shown(today.answered, index)}</td>
              <td className="number">{shown(today.lost, index)}</td>
              <td className="number">{shown(lastWeek?.offered, index)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
