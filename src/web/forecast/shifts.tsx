import { useLanguage } from '../language/use-language.tsx'
import type { Forecast } from './forecast-api.ts'
import { clockAfter, dayHead } from './words.ts'

type Proposed = NonNullable<Forecast['shifts']>['proposed'][number]

const keyOf = ({ name, from, breakAt }: Proposed): string => `${name} ${from} ${breakAt ?? ''}`

/** How many agents each shift has on each day. */
const ShiftTable = ({ proposed }: { readonly proposed: readonly Proposed[] }) => {
  const { t, language } = useLanguage()
  const days = [...new Set(proposed.map(({ day }) => day))].sort()
  const rows = new Map<string, Proposed[]>()
  for (const each of proposed) rows.set(keyOf(each), [...(rows.get(keyOf(each)) ?? []), each])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
    <section className="forecast-scroll" tabIndex={0} aria-label={t('forecast_shifts')}>
      <table className="forecast-table forecast-shifts">
        <thead>
          <tr>
            <th scope="col">{t('forecast_shift')}</th>
            {days.map(day => (
              <th key={day} scope="col">
                {dayHead(day, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows].map(([key, all]) => {
            const [first] = all
            if (!first) return null
            const { name, englishName, from, hours, breakAt } = first
            return (
              <tr key={key}>
                <th scope="row">
                  {language === 'zh' ? name : englishName} {from}–{clockAfter(from, hours)}
                  {breakAt !== null && <small> {t('forecast_break', { at: breakAt })}</small>}
                </th>
                {days.map(day => {
                  const agents = all.reduce((sum, each) => sum + (each.day === day ? each.agents : 0), 0)
                  return <td key={day}>{agents === 0 ? '' : agents}</td>
                })}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** What is proposed, what it comes to, or why nothing is. */
export const Shifts = ({ forecast: { shifts, notCoverable } }: { readonly forecast: Forecast }) => {
  const { t, language } = useLanguage()
  return (
    <section>
      <h2>{t('forecast_shifts')}</h2>
      {shifts && (
        <>
          <p>
            {t('forecast_shift_sum', {
              n: shifts.agentShifts,
              least: shifts.atLeast,
              needed: shifts.neededHours,
              over: shifts.overHours,
            })}
          </p>
          <ShiftTable proposed={shifts.proposed} />
        </>
      )}
      {shifts === null && notCoverable.length === 0 && <p>{t('forecast_no_shifts')}</p>}
      {notCoverable.length > 0 && (
        <p>
          {t('forecast_not_coverable', {
            at: notCoverable.map(({ day, from }) => `${dayHead(day, language)} ${from}`).join('、'),
          })}
        </p>
      )}
    </section>
  )
}
