import type { ReactElement } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import type { ForecastDay, ForecastHalfHour } from './forecast-api.ts'
import { clocksOf, dayHead } from './words.ts'

interface Props {
  readonly days: readonly ForecastDay[]
  /** What it is called; `captioned`: it says so itself. */
  readonly name: TextKey
  readonly captioned?: boolean
  readonly kind: 'calls' | 'heat'
  /** The `td` of a half hour, with this key. */
  readonly cell: (half: ForecastHalfHour, key: string) => ReactElement
}

/** A row for each half hour and a column for each day; one that a day does not have (a change of clocks) is empty. It scrolls by itself. */
export const HalfHourTable = ({ days, name, captioned = false, kind, cell }: Props) => {
  const { t, language } = useLanguage()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section className="forecast-scroll" tabIndex={0} aria-label={t(name)}>
      <table className={`forecast-table forecast-${kind}`}>
        {captioned && <caption>{t(name)}</caption>}
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
                const half = halfHours.find(({ from }) => from === clock)
                return half ? cell(half, day) : <td key={day} />
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
