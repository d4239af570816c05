import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { useLanguage } from '../language/use-language.tsx'
import { indicatorNames, indicatorTexts } from './score-texts.ts'
import { type Indicator, type Scores, sendObjection } from './scores-api.ts'

/** A unit's leader says what is wrong with his row. What he typed stays where it is refused. */
export const ObjectionForm = ({ scores, onSent }: { readonly scores: Scores; readonly onSent: () => void }) => {
  const { t, errorText } = useLanguage()
  const [indicator, setIndicator] = useState<Indicator | ''>('')
  const [caseNo, setCaseNo] = useState('')
  const [reason, setReason] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const [sending, setSending] = useState(false)
  const { month, version } = scores
  if (version === null) return null
  const whole = (indicator !== '' || caseNo.trim() !== '') && reason.trim() !== ''
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (!whole) return setRefused(t('objection_needs'))
    setSending(true)
    try {
      await sendObjection({
        month,
        version,
        reason,
        indicator: indicator === '' ? null : indicator,
        caseNo: caseNo.trim() === '' ? null : caseNo.trim(),
      })
      setIndicator('')
      setCaseNo('')
      setReason('')
      setRefused(null)
    } catch (error) {
      setRefused(errorText(error instanceof ApiError ? error.code : 'unexpected'))
    }
    setSending(false)
    onSent()
  }
  return (
    <form className="objection-form" onSubmit={event => void send(event)}>
      <h3>{t('objection_new')}</h3>
      <label htmlFor="objection-about">{t('objection_about')}</label>
      <select
        id="objection-about"
        value={indicator}
        onChange={({ target }) => setIndicator(target.value as Indicator | '')}
      >
        <option value="">{t('objection_any')}</option>
        {indicatorNames.map(name => (
          <option key={name} value={name}>
            {t(indicatorTexts[name])}
          </option>
        ))}
      </select>
      <label htmlFor="objection-case">{t('objection_case')}</label>
      <Input
        id="objection-case"
        value={caseNo}
        maxLength={40}
        inputMode="numeric"
        onChange={({ target }) => setCaseNo(target.value)}
      />
      <label htmlFor="objection-reason">{t('objection_reason')}</label>
      <Input.TextArea
        id="objection-reason"
        value={reason}
        rows={3}
        maxLength={2000}
        onChange={({ target }) => setReason(target.value)}
      />
      {refused !== null && (
        <p className="score-refused" role="alert">
          {refused}
        </p>
      )}
      <Button type="primary" htmlType="submit" loading={sending}>
        {t('objection_send')}
      </Button>
    </form>
  )
}
