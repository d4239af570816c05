import './forecast.css'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { forecastErrors } from '../../wire/forecast-errors.ts'
import { ApiError } from '../api/api.ts'
import { formatMoment } from '../case-life/due-words.ts'
import { addErrors } from '../language/error-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import { useSignOut } from '../session/use-session.ts'
import { PageHeader } from '../shared/page-header.tsx'
import { PageLinks } from '../shared/page-links.tsx'
import { forecastTexts } from '../texts/forecast.ts'
import { addTexts } from '../texts.ts'
import { formatDay } from '../time/format.ts'
import { DayCurves } from './day-curves.tsx'
import { type Forecast, type ForecastDay, type ForecastWish, fetchForecast } from './forecast-api.ts'
import { BackTest, Grounds } from './grounds.tsx'
import { Seats } from './seats.tsx'
import { Shifts } from './shifts.tsx'
import { WishForm } from './wish-form.tsx'
import { dash, dayHead, kindTexts, mostOf, noForecastTexts, rangeText, shareText } from './words.ts'

addTexts(forecastTexts)
addErrors(forecastErrors)

const dayMs = 86_400_000
/** As long as the server keeps it. */
const keptMs = 600_000

/** Of what, by which goal and by what was known. */
const Terms = ({ forecast }: { readonly forecast: Forecast }) => {
  const { t } = useLanguage()
  const { goal, load, days, knownUpTo, madeAt } = forecast
  const lost = shareText(goal.mostAbandoned)
  const promise =
    goal.share === 0
      ? t('forecast_goal_answered', { share: shareText(1 - goal.mostAbandoned) })
      : t('forecast_goal_within', { seconds: goal.seconds, share: shareText(goal.share), lost })
  return (
    <p className="forecast-terms">
      {t('forecast_of', {
        ...{ from: days[0]?.day ?? '', to: days.at(-1)?.day ?? '', goal: promise, known: knownUpTo },
        load: t(load === 'high' ? 'forecast_load_high' : 'forecast_load_expected'),
        at: formatMoment(madeAt),
      })}
    </p>
  )
}

const DayRow = ({ day }: { readonly day: ForecastDay }) => {
  const { t, language } = useLanguage()
  const kind = day.kind === null ? null : kindTexts[day.kind]
  const note = day.noForecast === null ? kind : noForecastTexts[day.noForecast]
  return (
    <tr>
      <th scope="row">{dayHead(day.day, language)}</th>
      <td>{day.calls === null ? dash : day.calls.toFixed(0)}</td>
      <td>{rangeText(day.range)}</td>
      <td>{day.range?.p50 ?? dash}</td>
      <td>{mostOf(day.halfHours.map(({ planned }) => planned)) ?? dash}</td>
      <td className="forecast-note">{note === null ? '' : t(note)}</td>
    </tr>
  )
}

const Days = ({ forecast }: { readonly forecast: Forecast }) => {
  const { t } = useLanguage()
  return (
    <section>
      <h2>{t('forecast_each_day')}</h2>
      <table className="forecast-table forecast-days">
        <thead>
          <tr>
            <th scope="col">{t('forecast_day')}</th>
            <th scope="col">{t('forecast_expected')}</th>
            <th scope="col">{t('forecast_range')}</th>
            <th scope="col">{t('forecast_middle')}</th>
            <th scope="col">{t('forecast_most_seats')}</th>
            <th scope="col">{t('forecast_note')}</th>
          </tr>
        </thead>
        <tbody>
          {forecast.days.map(day => (
            <DayRow key={day.day} day={day} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Calls of coming days, the seats they need, shifts, and how far it can be trusted; also to be printed. */
export const ForecastPage = () => {
  const { t, errorText } = useLanguage()
  const signOut = useSignOut()
  const [first] = useState(() => ({ from: formatDay(Date.now() + dayMs), days: '7', goal: '95/15', load: 'high' }))
  const [wish, setWish] = useState<ForecastWish>(first)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['forecast', wish],
    queryFn: () => fetchForecast(wish),
    staleTime: keptMs,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  })
  useEffect(() => {
    document.title = `${t('product')} · ${t('forecast_title')}`
  }, [t])
  const ask = (next: ForecastWish) => {
    if (JSON.stringify(next) === JSON.stringify(wish)) void refetch()
    else setWish(next)
  }
  const found = isFetching || error ? null : data
  return (
    <main className="forecast">
      <PageHeader title="forecast_title" live={false}>
        <PageLinks home />
        <Button size="small" onClick={() => signOut.mutate()}>
          {t('sign_out')}
        </Button>
      </PageHeader>
      <div className="forecast-body">
        <WishForm first={first} busy={isFetching} onAsk={ask} />
        <div role="status">{isFetching && t('forecast_reckoning')}</div>
        {error && !isFetching && (
          <p className="forecast-refused" role="alert">
            {errorText(error instanceof ApiError ? error.code : 'unexpected')}
          </p>
        )}
        {found && (
          <>
            <Terms forecast={found} />
            <Days forecast={found} />
            <DayCurves forecast={found} />
            <Seats forecast={found} />
            <Shifts forecast={found} />
            <BackTest forecast={found} />
            <Grounds forecast={found} />
          </>
        )}
      </div>
    </main>
  )
}
