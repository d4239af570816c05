import { Button, Input } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { indicatorNames, indicatorTexts } from './score-texts.ts'
import { type Indicator, type Objection, type Scores, sendRuling } from './scores-api.ts'

interface Props {
  readonly objection: Objection
  readonly scores: Scores
  readonly onRuled: () => void
}

const whole = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null)

/** A supervisor rules on an objection: what is counted instead, or that it stays. */
export const RulingForm = ({ objection, scores, onRuled }: Props) => {
  const field = useId()
  const { t, errorText } = useLanguage()
  const row = scores.rows.find(each => each.unit === objection.unit)
  const countOf = (indicator: Indicator) =>
    [...(row?.items ?? []), ...(row?.others ?? [])].find(item => item.indicator === indicator)
  const textsOf = (indicator: Indicator) => {
    const { counted = 0, base = 0 } = countOf(indicator) ?? {}
    return { indicator, counted: String(counted), base: String(base) }
  }
  const [typed, setTyped] = useState(() => textsOf(objection.indicator ?? 'handled_in_time'))
  const [reason, setReason] = useState('')
  const [accepted, setAccepted] = useState(true)
  const [refused, setRefused] = useState<string | null>(null)
  const { id } = objection
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const [counted, base] = [whole(typed.counted), whole(typed.base)]
    if (accepted && (counted === null || base === null)) return setRefused(errorText('correction_unsound'))
    const correction = accepted && counted !== null && base !== null ? { ...typed, counted, base } : null
    try {
      await sendRuling(id, { accepted, reason, correction, seen: scores.version ?? 1 })
    } catch (error) {
      setRefused(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    }
    onRuled()
  }
  return (
    <details className="ruling">
      <summary>{t('score_ruling')}</summary>
      <form onSubmit={event => void send(event)}>
        <fieldset>
          <legend>{t('score_ruling')}</legend>
          {([true, false] as const).map(yes => (
            <label key={String(yes)}>
              <input type="radio" name={`ruling-${id}`} checked={accepted === yes} onChange={() => setAccepted(yes)} />
              {t(yes ? 'ruling_accept' : 'ruling_refuse')}
            </label>
          ))}
        </fieldset>
        {accepted && (
          <div className="ruling-counts">
            <label>
              {t('ruling_item')}
              <select value={typed.indicator} onChange={({ target }) => setTyped(textsOf(target.value as Indicator))}>
                {indicatorNames.map(name => (
                  <option key={name} value={name}>
                    {t(indicatorTexts[name])}
                  </option>
                ))}
              </select>
            </label>
            <label htmlFor={`${field}-counted`}>
              {t('ruling_counted')}
              <Input
                id={`${field}-counted`}
                value={typed.counted}
                inputMode="numeric"
                onChange={({ target }) => setTyped({ ...typed, counted: target.value })}
              />
            </label>
            <label htmlFor={`${field}-base`}>
              {t('ruling_base')}
              <Input
                id={`${field}-base`}
                value={typed.base}
                inputMode="numeric"
                onChange={({ target }) => setTyped({ ...typed, base: target.value })}
              />
            </label>
          </div>
        )}
        <label htmlFor={`${field}-reason`}>
          {t('ruling_reason')}
          <Input.TextArea
            id={`${field}-reason`}
            value={reason}
            rows={2}
            maxLength={2000}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        {refused !== null && (
          <p className="score-refused" role="alert">
            {refused}
          </p>
        )}
        <Button type="primary" htmlType="submit" disabled={reason.trim() === ''}>
          {t('ruling_send')}
        </Button>
      </form>
    </details>
  )
}
