import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useLanguage } from '../../language/use-language.tsx'
import type { TextKey } from '../../texts.ts'

interface Props {
  readonly submit: TextKey
  /** What cannot be taken back is asked once more, with this sentence. */
  readonly confirm?: TextKey
  /** Whether all that is needed is filled in. */
  readonly ready: boolean
  readonly possible: boolean
  readonly pending: boolean
  readonly refusal: string | null
  /** Whether something was typed that is kept. */
  readonly isKept: boolean
  onSubmit(): void
  onClear(): void
  onClose(): void
  readonly children: ReactNode
}

/** The frame of each form: its fields, why it was refused, and its sending. */
export const StepForm = (props: Props) => {
  const { submit, confirm, ready, possible, pending, refusal, isKept, onSubmit, onClear, onClose, children } = props
  const { t, errorText } = useLanguage()
  const [asking, setAsking] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const sure = useRef<HTMLDivElement>(null)
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
    form.current?.querySelector<HTMLElement>('textarea, select, input')?.focus()
  }, [])
  useEffect(() => {
    if (asking) sure.current?.querySelector('button')?.focus()
  }, [asking])
  useEffect(() => {
    if (refusal !== null) setAsking(false)
  }, [refusal])
  const canSend = ready && possible && !pending
  return (
    <form
      ref={form}
      className="unit-form"
      onSubmit={event => {
        event.preventDefault()
        if (!canSend) return
        if (confirm && !asking) setAsking(true)
        else onSubmit()
      }}
      onKeyDown={event => {
        if (event.key === 'Escape' && asking) setAsking(false)
      }}
    >
      {children}
      <div role="alert">
        {!possible && <p className="unit-alert">{t('unit_step_gone')}</p>}
        {possible && refusal !== null && <p className="unit-alert">{errorText(refusal)}</p>}
      </div>
      {asking && confirm ? (
        <div className="unit-confirm" ref={sure}>
          <p>{t(confirm)}</p>
          <Button type="primary" htmlType="submit" loading={pending} disabled={!canSend}>
            {t('unit_confirm')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('unit_reconsider')}</Button>
        </div>
      ) : (
        <div className="unit-form-end">
          <Button type="primary" htmlType="submit" loading={pending} disabled={!canSend}>
            {t(submit)}
          </Button>
          <Button onClick={onClose}>{t('unit_close')}</Button>
          {isKept && <Button onClick={onClear}>{t('unit_discard')}</Button>}
          {isKept && <span className="unit-quiet unit-kept">{t('unit_kept')}</span>}
        </div>
      )}
    </form>
  )
}
