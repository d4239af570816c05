import { useLanguage } from '../language/use-language.tsx'
import { formatRate } from '../time/format.ts'
import type { Forecast } from './forecast-api.ts'
import { dayHead, noForecastTexts } from './words.ts'

const rateOf = ({ inside, of }: { readonly inside: number; readonly of: number }): string =>
  formatRate(of === 0 ? null : Math.floor((inside * 20_000 + of) / (2 * of)) / 100)

/** How near the method was in the weeks before, in words. */
export const BackTest = ({ forecast: { backTest } }: { readonly forecast: Forecast }) => {
  const { t } = useLanguage()
  const heading = <h2>{t('forecast_back_test')}</h2>
  if (backTest === null)
    return (
      <section>
        {heading}
        <p>{t('forecast_no_back_test')}</p>
      </section>
    )
  const { ofDays, ofHalfHours, bias, biasPercent } = backTest
  const isNearer = ofDays.error < ofDays.naiveError && ofHalfHours.error < ofHalfHours.naiveError
  return (
    <section>
      {heading}
      <p>
        {t('forecast_back_test_words', {
          ...{ from: backTest.from, to: backTest.to, days: backTest.days, calls: backTest.calls },
          ...{ day: formatRate(ofDays.wape), dayBefore: formatRate(ofDays.naiveWape) },
          ...{ half: formatRate(ofHalfHours.wape), halfBefore: formatRate(ofHalfHours.naiveWape) },
        })}{' '}
        <strong className={isNearer ? '' : 'forecast-warn'}>
          {t(isNearer ? 'forecast_nearer' : 'forecast_not_nearer')}
        </strong>{' '}
        {t(bias < 0 ? 'forecast_bias_low' : 'forecast_bias_high', {
          bias: Math.abs(bias),
          percent: formatRate(biasPercent === null ? null : Math.abs(biasPercent)),
        })}
      </p>
      {ofDays.coverage.of > 0 && (
        <p>
          {t('forecast_coverage', {
            ...{ day: rateOf(ofDays.coverage), dayInside: ofDays.coverage.inside, dayOf: ofDays.coverage.of },
            half: rateOf(ofHalfHours.coverage),
            ...{ halfInside: ofHalfHours.coverage.inside, halfOf: ofHalfHours.coverage.of },
          })}
        </p>
      )}
    </section>
  )
}

/** What it rests on, and what is not known, in words. */
export const Grounds = ({ forecast: { measured, spread, days } }: { readonly forecast: Forecast }) => {
  const { t, language } = useLanguage()
  const { talk, wrapUp, patience, assumedWrapUpSeconds: assumed } = measured
  const said = (mean: NonNullable<typeof talk>) => ({ seconds: mean.seconds, n: mean.of })
  return (
    <>
      {(talk || wrapUp || patience || assumed !== null) && (
        <section>
          <h2>{t('forecast_basis')}</h2>
          <ul>
            {talk && <li>{t('forecast_talk', said(talk))}</li>}
            {wrapUp && <li>{t('forecast_wrap_up', said(wrapUp))}</li>}
            {assumed !== null && <li>{t('forecast_wrap_up_assumed', { seconds: assumed })}</li>}
            {patience && <li>{t('forecast_patience', said(patience))}</li>}
          </ul>
        </section>
      )}
      <section className="forecast-unknown">
        <h2>{t('forecast_unknown')}</h2>
        <ul>
          {days.map(
            ({ day, noForecast }) =>
              noForecast !== null && (
                <li key={day}>
                  {dayHead(day, language)}：{t(noForecastTexts[noForecast])}
                </li>
              ),
          )}
          {spread === null && <li>{t('forecast_no_spread')}</li>}
          {talk === null && <li>{t('forecast_no_talk')}</li>}
          {wrapUp === null && assumed === null && <li>{t('forecast_no_wrap_up')}</li>}
          {patience === null && <li>{t('forecast_no_patience')}</li>}
          <li>{t('forecast_beyond')}</li>
        </ul>
      </section>
    </>
  )
}
