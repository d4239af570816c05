import './phone.css'
import { useEffect, useState } from 'react'
import type { DeskState } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { KeyCap } from '../shared/key-cap.tsx'
import { Keypad } from './keypad.tsx'
import { usePhoneKeys } from './phone-keys.ts'
import { PhonePanel } from './phone-panel.tsx'
import { type PhoneState, ringsHere, wordOf } from './phone-state.ts'
import { needsNotice, phoneText } from './phone-texts.ts'
import { usePhone, usePhoneClient } from './use-phone.tsx'
import { useRingBeep } from './use-ring-beep.ts'

const percent = (share: number | null): string => (share === null ? '—' : `${share} %`)
const inMs = (ms: number | null): string => (ms === null ? '—' : `${ms} ms`)

const useFigures = ({ quality }: PhoneState): string | undefined => {
  const { t } = useLanguage()
  return quality
    ? t('phone_figures', {
        here: percent(quality.lossHere),
        there: percent(quality.lossThere),
        jitter: inMs(quality.jitterMs),
        rtt: inMs(quality.rttMs),
      })
    : undefined
}

interface Props {
  readonly desk: DeskState
  readonly live: boolean
}

/** The phone in the state strip: one calm line that says how it is, and what can be done with it. */
export const PhoneLine = ({ desk, live }: Props) => {
  const { t } = useLanguage()
  const { client, choose, choices } = usePhoneClient()
  const phone = usePhone(state => state)
  const [open, setOpen] = useState<'panel' | 'keypad' | null>(null)
  const figures = useFigures(phone)
  const talking = desk.agent.state === 'talking' || phone.leg?.kind === 'call'
  const up = phone.leg?.state === 'up' && talking
  const word = choices.phone === 'desk' ? null : wordOf(phone, talking)
  // the desk's own command does these while it can; the phone alone, while the server is away or knows nothing of the call
  const alone = !live || (desk.pop === null && desk.agent.state !== 'talking')
  const rings = ringsHere(phone)
  const { autoAccept, wantsStandingLeg } = desk.phone

  useEffect(() => client.situation({ talking, autoAnswer: autoAccept }), [client, talking, autoAccept])
  // a leg that is no longer wanted is given back between two calls
  const unwanted = phone.leg?.kind === 'standing' && phone.leg.state === 'up' && !wantsStandingLeg && !talking
  useEffect(() => {
    if (unwanted && desk.agent.state !== 'reserved') client.hangUp()
  }, [client, unwanted, desk.agent.state])
  const mute = () => client.mute(!phone.muted)
  const can = {
    ...(up && { mute }),
    ...(rings && alone && { answer: client.answer }),
    ...(up && alone && phone.leg?.kind === 'call' && { hang_up: client.hangUp }),
  }
  usePhoneKeys(can)
  // a call that the desk knows rings with its pop
  useRingBeep(rings && alone)
  return (
    <div className="phone-line" data-word={word ?? 'desk'}>
      <button
        type="button"
        className="phone-word"
        data-notice={needsNotice(word)}
        title={figures ?? t(phoneText(word))}
        onClick={() => setOpen('panel')}
      >
        <span role="status">{t(phoneText(word))}</span>
        <span className="unseen">{t('phone_open')}</span>
      </button>
      {word === 'elsewhere' && (
        <button type="button" onClick={() => void client.start()}>
          {t('phone_here')}
        </button>
      )}
      {phone.trouble !== null && (
        <>
          <button
            type="button"
            onClick={() => void (phone.link === 'off' ? client.start() : client.reopenMicrophone())}
          >
            {t('phone_retry')}
          </button>
          {!up && (
            <button type="button" onClick={() => choose({ phone: 'desk' })}>
              {t('phone_use_desk')}
            </button>
          )}
        </>
      )}
      {can.answer && (
        <button type="button" onClick={can.answer}>
          {t('phone_answer')}
          <KeyCap name="F7" />
        </button>
      )}
      {up && phone.trouble === null && (
        <>
          <button type="button" aria-pressed={phone.muted} onClick={mute}>
            {t(phone.muted ? 'phone_unmute' : 'phone_mute')}
            <KeyCap name="F6" />
          </button>
          <button
            type="button"
            aria-expanded={open === 'keypad'}
            onClick={() => setOpen(open === 'keypad' ? null : 'keypad')}
          >
            {t('phone_keypad')}
          </button>
        </>
      )}
      {can.hang_up && (
        <button type="button" onClick={can.hang_up}>
          {t('phone_hang_up')}
          <KeyCap name="F8" shift />
        </button>
      )}
      {up && open === 'keypad' && <Keypad onTone={client.keys} onClose={() => setOpen(null)} />}
      {open === 'panel' && (
        <PhonePanel
          wishes={desk.phone}
          testable={phone.link === 'registered' && !talking && !rings}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  )
}
