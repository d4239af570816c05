import { useLanguage } from '../language/use-language.tsx'
import type { Figure } from './score-table.tsx'
import { hundredths, indicatorTexts, points, rateText, workedText } from './score-texts.ts'
import type { Formula, ScoreItem, ScoreRow } from './scores-api.ts'

interface Props {
  readonly row: ScoreRow
  readonly ranked: number
  readonly formula: Formula | undefined
  readonly unitName: (id: string) => string
  readonly onLook: (figure: Figure) => void
}

/** A unit's own score: what each item came to, and how. */
export const ScoreCards = ({ row, ranked, formula, unitName, onLook }: Props) => {
  const { t } = useLanguage()
  const place =
    row.kind === 'no_orders'
      ? t('scores_no_orders')
      : row.place === null
        ? t('scores_place_none')
        : t('scores_place_of', { place: row.place, ranked })
  return (
    <section className="score-own">
      <h2>{unitName(row.unit)}</h2>
      <p className="score-own-total">
        <strong>{points(row.total)}</strong> {t('scores_total_of', { outOf: hundredths(row.outOf) })}
      </p>
      <p>{place}</p>
      <ul className="score-cards">
        {row.items.map(item => (
          <Card key={item.indicator} item={item} unit={row.unit} {...{ formula, unitName, onLook }} />
        ))}
      </ul>
      <h3>{t('scores_only_counted')}</h3>
      <ul className="score-cards">
        {row.others.map(item => (
          <Card key={item.indicator} item={item} unit={row.unit} {...{ formula, unitName, onLook }} />
        ))}
      </ul>
    </section>
  )
}

interface CardProps extends Pick<Props, 'formula' | 'unitName' | 'onLook'> {
  readonly item: ScoreItem
  readonly unit: string
}

const Card = ({ item, unit, formula, unitName, onLook }: CardProps) => {
  const { t } = useLanguage()
  const { indicator, counted, base, rate, points: got, notScored } = item
  const of = formula?.items.find(each => each.indicator === indicator)
  const name = t(indicatorTexts[indicator])
  return (
    <li>
      <h4>{name}</h4>
      <p className="score-card-figures">
        <b>{rateText(rate)}</b>
        {got !== null && <span>{t('scores_points', { points: points(got) })}</span>}
        {notScored === 'too_few' && <em>{t('scores_too_few')}</em>}
      </p>
      {of && rate !== null && got !== null && <p className="score-worked">{workedText(t, of, rate, got)}</p>}
      {base > 0 && (
        <button
          type="button"
          aria-label={`${t('scores_counted_of', { counted, base })}, ${t('scores_show_cases', { unit: unitName(unit), indicator: name })}`}
          onClick={() => onLook({ unit, indicator })}
        >
          {t('scores_counted_of', { counted, base })}
        </button>
      )}
    </li>
  )
}
