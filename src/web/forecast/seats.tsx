import { useLanguage } from '../language/use-language.tsx'
import type { Forecast } from './forecast-api.ts'
import { clocksOf, dash, dayHead, knownDays, shareText } from './words.ts'

const shades = 5

/** How strong the colour of a cell is, 0 to 5, by the most seats of all. */
const shadeOf = (planned: number | null, most: number): number =>
  planned === null || most === 0 ? 0 : Math.ceil((planned / most) * shades)

/** Seats of each half hour as a heat table: the stronger the colour, the more; the number stands in it. */
export const Seats = ({ forecast }: { readonly forecast: Forecast }) => {
  const { t, language } = useLanguage()
  const days = knownDays(forecast)
  const most = Math.max(0, ...days.flatMap(({ halfHours }) => halfHours.map(({ planned }) => planned ?? 0)))
  if (days.length === 0 || most === 0) return null
  return (
    <section>
      <h2>{t('forecast_seats')}</h2>
      <p>{t('forecast_seats_how', { away: shareText(forecast.shrinkage) })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys. */}
      <section className="forecast-scroll" tabIndex={0} aria-label={t('forecast_seats')}>
        <table className="forecast-table forecast-heat">
          <thead>
            <tr>
              <th scope="col">{t('forecast_half_hour')}</th>
              {days.map(({ day }) => (
                <th key={day} scope="col">
                  {dayHead(day, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {clocksOf(days).map(clock => (
              <tr key={clock}>
                <th scope="row">{clock}</th>
                {days.map(({ day, halfHours }) => {
                  const here = halfHours.find(({ from }) => from === clock)
                  if (!here) return <td key={day} />
                  const { planned, seats, highSeats } = here
                  return (
                    <td key={day} data-shade={shadeOf(planned, most)}>
                      <strong>{planned ?? dash}</strong>{' '}
                      <small>
                        {seats ?? dash} / {highSeats ?? dash}
                      </small>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
