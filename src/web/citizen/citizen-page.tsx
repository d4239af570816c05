import './citizen.css'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import { phoneText } from '../phone/phone-texts.ts'
import { PageSwitches } from '../shared/page-switches.tsx'
import { type CitizenLine, type CitizenState, callHotline } from './citizen-call.ts'

const Sentence = ({ state }: { readonly state: CitizenState }) => {
  const { t, errorText } = useLanguage()
  switch (state.kind) {
    case 'idle':
      return null
    case 'no_microphone':
      return <strong>{t(phoneText(`microphone_${state.why}`))}</strong>
    case 'refused':
      return <strong>{state.code === 'unreachable' ? t('server_unreachable') : errorText(state.code)}</strong>
    case 'over':
      return t('citizen_over')
    default:
      return t(state.kind === 'calling' ? 'citizen_calling' : 'citizen_talking')
  }
}

/** The demo's citizen: one button that calls the hotline from the browser. */
export const CitizenPage = () => {
  const { t } = useLanguage()
  const [state, setState] = useState<CitizenState>({ kind: 'idle' })
  const line = useRef<CitizenLine | null>(null)
  const busy = state.kind === 'calling' || state.kind === 'talking'
  const number = busy ? state.number : null
  useEffect(() => {
    document.title = `${t('product')} · ${t('citizen_title')}`
  }, [t])
  const press = async (): Promise<void> => {
    if (busy) line.current?.hangUp()
    else line.current = await callHotline(setState)
  }
  return (
    <main className="citizen">
      <div className="citizen-switches">
        <PageSwitches />
      </div>
      <h1>{t('citizen_title')}</h1>
      <p>{t('citizen_hint')}</p>
      <Button className="citizen-button" type="primary" danger={busy} onClick={() => void press()}>
        {t(busy ? 'phone_hang_up' : 'citizen_call')}
      </Button>
      <p className="citizen-state" role="status" data-state={state.kind}>
        <Sentence state={state} />
      </p>
      <p className="citizen-number">{number !== null && t('citizen_number', { number })}</p>
    </main>
  )
}
