import { useLanguage } from '../language/use-language.tsx'
import type { Forecast } from './forecast-api.ts'
import { HalfHourTable } from './half-hour-table.tsx'
import { dash, knownDays, shareText } from './words.ts'

const shades = 5

/** How strong the colour of a cell is, 0 to 5, by the most seats of all. */
const shadeOf = (planned: number | null, most: number): number =>
  planned === null || most === 0 ? 0 : Math.ceil((planned / most) * shades)

/** Seats of each half hour as a heat table: the stronger the colour, the more; the number stands in it. */
export const Seats = ({ forecast }: { readonly forecast: Forecast }) => {
  const { t } = useLanguage()
  const days = knownDays(forecast)
  const most = Math.max(0, ...days.flatMap(({ halfHours }) => halfHours.map(({ planned }) => planned ?? 0)))
  if (days.length === 0 || most === 0) return null
  return (
    <section>
      <h2>{t('forecast_seats')}</h2>
      <p>{t('forecast_seats_how', { away: shareText(forecast.shrinkage) })}</p>
      <HalfHourTable
        days={days}
        name="forecast_seats"
        kind="heat"
        cell={({ planned, seats, highSeats }, key) => (
          <td key={key} data-shade={shadeOf(planned, most)}>
            <strong>{planned ?? dash}</strong>{' '}
            <small>
              {seats ?? dash} / {highSeats ?? dash}
            </small>
          </td>
        )}
      />
    </section>
  )
}
