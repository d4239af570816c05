import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { PhoneView } from '../../wire/views.ts'
import { useLanguage } from '../language/use-language.tsx'
import { DeviceChoice } from './device-choice.tsx'
import { LevelMeter } from './level-meter.tsx'
import { canChooseLoudspeaker } from './loudspeaker.ts'
import { PhoneWishes } from './phone-wishes.tsx'
import { usePhone, usePhoneClient } from './use-phone.tsx'

interface Props {
  /** How the server calls this agent; kept with him, whatever computer he sits at. */
  readonly wishes: PhoneView
  readonly testable: boolean
  onClose(): void
}

/** Which phone, which devices, how loud; with the microphone's level and a test that gives back what it hears. */
export const PhonePanel = ({ wishes, testable, onClose }: Props) => {
  const { t } = useLanguage()
  const { client, choices, choose } = usePhoneClient()
  const { testing, link, trouble } = usePhone(state => state)
  const dialog = useRef<HTMLDialogElement>(null)
  const inBrowser = choices.phone === 'browser'
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    return () => {
      client.test(false)
      shown?.close()
    }
  }, [client])
  return (
    <dialog ref={dialog} className="phone-panel" aria-label={t('phone_open')} onClose={onClose}>
      <h2>{t('phone_open')}</h2>
      <fieldset className="phone-field">
        <legend>{t('phone_which')}</legend>
        {(['browser', 'desk'] as const).map(phone => (
          <label key={phone}>
            <input type="radio" checked={choices.phone === phone} onChange={() => choose({ phone })} />
            {t(phone === 'browser' ? 'phone_which_browser' : 'phone_which_desk')}
          </label>
        ))}
      </fieldset>
      {inBrowser && (
        <>
          <DeviceChoice
            kind="audioinput"
            label="phone_microphone"
            value={choices.microphone}
            onChoose={microphone => choose({ microphone })}
          />
          <LevelMeter key={`${link} ${trouble}`} stream={client.microphone} />
          {canChooseLoudspeaker() && (
            <DeviceChoice
              kind="audiooutput"
              label="phone_loudspeaker"
              value={choices.loudspeaker}
              onChoose={loudspeaker => choose({ loudspeaker })}
            />
          )}
          <label className="phone-field">
            <span>{t('phone_volume')}</span>
            <input
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={choices.volume}
              onChange={({ target }) => choose({ volume: Number(target.value) })}
            />
          </label>
          <p className="phone-field">
            <Button disabled={!testable && !testing} onClick={() => client.test(!testing)}>
              {t(testing ? 'phone_test_end' : 'phone_test')}
            </Button>
            <small>{t('phone_test_hint')}</small>
          </p>
        </>
      )}
      {inBrowser && <PhoneWishes wishes={wishes} />}
      <p className="phone-panel-end">
        <Button type="primary" onClick={onClose}>
          {t('phone_close')}
        </Button>
      </p>
    </dialog>
  )
}
