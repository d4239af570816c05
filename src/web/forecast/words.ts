import type { Language } from '../language/language.ts'
import type { TextKey } from '../texts.ts'
import type { Forecast, ForecastDay, ForecastHalfHour } from './forecast-api.ts'

/** What stands where nothing is known. */
export const dash = '—'

/** A day as the head of a column: `12-07 Mon`. */
export const dayHead = (day: string, language: Language): string => {
  const weekday = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { weekday: 'short', timeZone: 'UTC' })
  return `${day.slice(5)} ${weekday.format(Date.parse(day))}`
}

export const rangeText = (range: ForecastHalfHour['range']): string =>
  range === null ? dash : `${range.p10}–${range.p90}`

/** A share from 0 to 1 in percent, with no more decimals than it has. */
export const shareText = (share: number): string => `${Number((share * 100).toFixed(2))}%`

export const noForecastTexts: Readonly<Record<NonNullable<ForecastDay['noForecast']>, TextKey>> = {
  too_little_history: 'forecast_too_little_history',
  no_like_days: 'forecast_no_like_days',
  year_not_loaded: 'forecast_year_not_loaded',
}

export const kindTexts: Readonly<Record<NonNullable<ForecastDay['kind']>, TextKey | null>> = {
  ordinary: null,
  holiday: 'forecast_holiday',
  makeup_day: 'forecast_makeup_day',
  after_holiday: 'forecast_after_holiday',
}

/** The days of which something is said. */
export const knownDays = ({ days }: Forecast): readonly ForecastDay[] =>
  days.filter(({ noForecast }) => noForecast === null)

/** The half hours that any of the days has, in order; a change of clocks leaves some out of a day. */
export const clocksOf = (days: readonly ForecastDay[]): readonly string[] =>
  [...new Set(days.flatMap(({ halfHours }) => halfHours.map(({ from }) => from)))].sort()

/** What a clock shows so many hours after `HH:MM`; past midnight it begins again. */
export const clockAfter = (from: string, hours: number): string => {
  const [hour = 0, minute = 0] = from.split(':').map(Number)
  const at = hour * 60 + minute + hours * 60
  const within = at > 1_440 ? at - 1_440 : at
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`
}

/** The largest of some counts; null: one of them is unknown. */
export const mostOf = (counts: readonly (number | null)[]): number | null =>
  counts.reduce<number | null>(
    (most, each) => (most === null || each === null ? null : Math.max(most, each)),
    counts.length === 0 ? null : 0,
  )
