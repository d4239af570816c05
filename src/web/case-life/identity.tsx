import './office-words.ts'
import './identity.css'
import { useMutation } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { ApiError } from '../api/api.ts'
import { contactTexts } from '../cases/case-texts.ts'
import { useLanguage } from '../language/use-language.tsx'
import { Watermark } from '../shared/watermark.tsx'
import { fetchIdentity, type Identity } from './identity-api.ts'

const shownSeconds = 60
const leastReason = 4

const Told = ({ told, onEnd }: { readonly told: Identity; readonly onEnd: () => void }) => {
  const { t } = useLanguage()
  const [left, setLeft] = useState(shownSeconds)
  const end = useEffectEvent(onEnd)
  useEffect(() => {
    const until = Date.now() + shownSeconds * 1_000
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1_000)
      if (seconds <= 0) end()
      else setLeft(seconds)
    }, 250)
    return () => clearInterval(timer)
  }, [])
  const rows = [
    [t('case_name'), told.requesterName],
    [t('case_number_label'), told.number],
    [t('case_contact'), t(contactTexts[told.contact])],
  ] as const
  return (
    <div className="identity-told">
      <Watermark>
        <dl>
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="digits">{value ?? '—'}</dd>
            </div>
          ))}
        </dl>
      </Watermark>
      <div className="identity-end">
        <span>{t('identity_left', { n: left })}</span>
        <Button onClick={onEnd}>{t('identity_hide')}</Button>
      </div>
    </div>
  )
}

/** Asks why, has that kept, and shows whose case it is for a minute. Nothing of it stays in the page. */
export const IdentityButton = ({ caseNo }: { readonly caseNo: string }) => {
  const { t, errorText } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const [reason, setReason] = useState('')
  const ask = useMutation({ mutationFn: (why: string) => fetchIdentity(caseNo, why), gcTime: 0 })
  const close = () => dialog.current?.close()
  const forget = () => {
    ask.reset()
    setReason('')
  }
  const enough = reason.replace(/\s/g, '').length >= leastReason
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (enough && !ask.isPending) ask.mutate(reason.trim())
  }
  return (
    <>
      <Button size="small" className="identity-open" onClick={() => dialog.current?.showModal()}>
        {t('identity_show')}
      </Button>
      <dialog ref={dialog} className="identity" aria-labelledby={`identity-${caseNo}`} onClose={forget}>
        <h2 id={`identity-${caseNo}`}>{t('identity_title')}</h2>
        {ask.data ? (
          <Told told={ask.data} onEnd={close} />
        ) : (
          <form onSubmit={submit}>
            <p>{t('identity_warning')}</p>
            <label htmlFor={`identity-reason-${caseNo}`}>{t('identity_reason')}</label>
            <Input
              id={`identity-reason-${caseNo}`}
              value={reason}
              maxLength={300}
              autoComplete="off"
              placeholder={t('identity_reason_short')}
              onChange={event => setReason(event.target.value)}
            />
            {ask.error && (
              <p className="identity-error" role="alert">
                {errorText(ask.error instanceof ApiError ? ask.error.code : 'unexpected')}
              </p>
            )}
            <div className="identity-end">
              <Button onClick={close}>{t('identity_cancel')}</Button>
              <Button type="primary" htmlType="submit" disabled={!enough} loading={ask.isPending}>
                {t('identity_confirm')}
              </Button>
            </div>
          </form>
        )}
      </dialog>
    </>
  )
}
