import { useLanguage } from '../language/use-language.tsx'
import { hundredths, indicatorTexts, points, rateText } from './score-texts.ts'
import type { Indicator, ScoreItem, ScoreRow } from './scores-api.ts'

/** Behind which figure somebody wants to look. */
export interface Figure {
  readonly unit: string
  readonly indicator: Indicator
}

interface Props {
  readonly caption: string
  readonly rows: readonly ScoreRow[]
  readonly places: boolean
  readonly unitName: (id: string) => string
  readonly onLook: (figure: Figure) => void
}

/** Units one below the other, with the counts, the rate and the points of each item. */
export const ScoreTable = ({ caption, rows, places, unitName, onLook }: Props) => {
  const { t } = useLanguage()
  const [first] = rows
  if (!first) return null
  return (
    <table className="score-table">
      <caption>{caption}</caption>
      <thead>
        <tr className="score-groups">
          <td colSpan={places ? 2 : 1} />
          <th scope="colgroup" colSpan={first.items.length}>
            {t('scores_scored')}
          </th>
          <td />
          <th scope="colgroup" colSpan={first.others.length}>
            {t('scores_only_counted')}
          </th>
        </tr>
        <tr>
          {places && <th scope="col">{t('scores_place')}</th>}
          <th scope="col" className="score-unit">
            {t('scores_unit')}
          </th>
          {first.items.map(({ indicator }) => (
            <th scope="col" key={indicator}>
              {t(indicatorTexts[indicator])}
            </th>
          ))}
          <th scope="col">{t('scores_total')}</th>
          {first.others.map(({ indicator }) => (
            <th scope="col" key={indicator} className="score-other">
              {t(indicatorTexts[indicator])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.unit}>
            {places && <td className="score-place">{row.place}</td>}
            <th scope="row" className="score-unit">
              {unitName(row.unit)}
            </th>
            {row.items.map(item => (
              <Cell key={item.indicator} item={item} row={row} unitName={unitName} onLook={onLook} />
            ))}
            <td className="score-total">
              <strong>{points(row.total)}</strong>
              <small>{t('scores_total_of', { outOf: hundredths(row.outOf) })}</small>
            </td>
            {row.others.map(item => (
              <Cell key={item.indicator} item={item} row={row} unitName={unitName} onLook={onLook} other />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps extends Pick<Props, 'unitName' | 'onLook'> {
  readonly item: ScoreItem
  readonly row: ScoreRow
  readonly other?: boolean
}

const Cell = ({ item, row, unitName, onLook, other = false }: CellProps) => {
  const { t } = useLanguage()
  const { indicator, counted, base, rate, points: got, notScored } = item
  const label = t('scores_show_cases', { unit: unitName(row.unit), indicator: t(indicatorTexts[indicator]) })
  return (
    <td className={other ? 'score-other' : undefined}>
      {!other && got !== null && <strong>{points(got)}</strong>}
      {!other && notScored === 'too_few' && <em>{t('scores_too_few')}</em>}
      <span>{rateText(rate)}</span>
      {base > 0 && (
        <button
          type="button"
          aria-label={`${counted}/${base}, ${label}`}
          onClick={() => onLook({ unit: row.unit, indicator })}
        >
          {counted}/{base}
        </button>
      )}
    </td>
  )
}
