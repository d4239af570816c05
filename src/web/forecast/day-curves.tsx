import { lazy, Suspense, useMemo } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { topOf } from './day-option.ts'
import type { Forecast, ForecastDay, ForecastHalfHour } from './forecast-api.ts'
import { HalfHourTable } from './half-hour-table.tsx'
import { dayHead, knownDays, rangeText } from './words.ts'

// out of the wall's piece: of two pieces the library would be a third, which neither could hold back
const DayChart = lazy(() => import('../wall/curve/curve-chart.tsx').then(chart => ({ default: chart.DayChart })))

const peakOf = ({ halfHours }: ForecastDay) =>
  halfHours.reduce((most, each) => (each.calls > most.calls ? each : most), { from: '', calls: -1 })

const callsCell = ({ calls, range }: ForecastHalfHour, key: string) => (
  <td key={key}>
    {calls.toFixed(1)} {range && <small>{`${range.p10}–${range.p50}–${range.p90}`}</small>}
  </td>
)

/** Expected calls of each day by half hour with their range, drawn and as a table. */
export const DayCurves = ({ forecast }: { readonly forecast: Forecast }) => {
  const { t, language } = useLanguage()
  const days = useMemo(() => knownDays(forecast), [forecast])
  const most = useMemo(() => topOf(days.map(({ halfHours }) => halfHours)), [days])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words follow the language.
  const words = useMemo(() => ({ expected: t('forecast_expected'), band: t('forecast_band') }), [language])
  if (days.length === 0) return null
  return (
    <section>
      <h2>{t('forecast_curves')}</h2>
      <ul className="forecast-legend">
        <li data-series="calls">{words.expected}</li>
        <li data-series="band">{words.band}</li>
      </ul>
      <div className="forecast-curves">
        {days.map(day => {
          const name = dayHead(day.day, language)
          const peak = peakOf(day)
          return (
            <figure key={day.day}>
              <figcaption>{name}</figcaption>
              <div className="forecast-chart-place">
                <Suspense fallback={null}>
                  <DayChart
                    halfHours={day.halfHours}
                    most={most}
                    words={words}
                    description={t('forecast_curve_words', {
                      day: name,
                      calls: (day.calls ?? 0).toFixed(0),
                      range: rangeText(day.range),
                      peak: peak.from,
                      most: peak.calls.toFixed(1),
                    })}
                  />
                </Suspense>
              </div>
            </figure>
          )
        })}
      </div>
      <details>
        <summary>{t('forecast_as_table')}</summary>
        <HalfHourTable days={days} name="forecast_calls_caption" captioned kind="calls" cell={callsCell} />
      </details>
    </section>
  )
}
