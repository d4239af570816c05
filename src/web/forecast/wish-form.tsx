import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import type { ForecastWish } from './forecast-api.ts'

const goals = ['95/15', '90/15', '85/20', '80/20', '95'] as const
const dayCounts = Array.from({ length: 14 }, (_, index) => `${index + 1}`)
const loads = [
  ['high', 'forecast_load_high'],
  ['expected', 'forecast_load_expected'],
] as const

interface WishFormProps {
  readonly first: Required<Pick<ForecastWish, 'from' | 'days' | 'goal' | 'load'>>
  readonly busy: boolean
  onAsk(wish: ForecastWish): void
}

/** Which days are asked for, by which goal; nothing is reckoned before the button is pressed. */
export const WishForm = ({ first, busy, onAsk }: WishFormProps) => {
  const { t } = useLanguage()
  const [from, setFrom] = useState(first.from)
  const [days, setDays] = useState(first.days)
  const [goal, setGoal] = useState(first.goal)
  const [load, setLoad] = useState(first.load)
  const [wrapUp, setWrapUp] = useState('')
  const ask = (event: FormEvent) => {
    event.preventDefault()
    onAsk({ from, days, goal: goal.trim(), load, ...(wrapUp.trim() !== '' && { wrapUp: wrapUp.trim() }) })
  }
  return (
    <form className="forecast-wish" aria-label={t('forecast_wish')} onSubmit={ask}>
      <label>
        {t('forecast_from')} <input type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
      </label>
      <label>
        {t('forecast_days')}{' '}
        <select value={days} onChange={({ target }) => setDays(target.value)}>
          {dayCounts.map(each => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </label>
      <label>
        {t('forecast_goal')}{' '}
        <input
          className="forecast-short"
          value={goal}
          list="forecast-goals"
          maxLength={9}
          aria-describedby="forecast-goal-how"
          onChange={({ target }) => setGoal(target.value)}
        />
      </label>
      <datalist id="forecast-goals">
        {goals.map(each => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <label>
        {t('forecast_load')}{' '}
        <select value={load} onChange={({ target }) => setLoad(target.value)}>
          {loads.map(([value, label]) => (
            <option key={value} value={value}>
              {t(label)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('forecast_wrap_up_field')}{' '}
        <input
          className="forecast-short"
          value={wrapUp}
          inputMode="numeric"
          maxLength={4}
          onChange={({ target }) => setWrapUp(target.value)}
        />
      </label>
      <Button htmlType="submit" type="primary" disabled={busy}>
        {t('forecast_reckon')}
      </Button>
      <Button onClick={() => print()}>{t('forecast_print')}</Button>
      <small id="forecast-goal-how">{t('forecast_goal_how')}</small>
    </form>
  )
}
