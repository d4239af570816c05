import { Button } from 'antd'
import { useLanguage } from '../language/use-language.tsx'
import { useAlarmSound } from './use-alarm-sound.ts'

/** Sounds a standing alarm, switches its sound, and says when the browser would not let it be heard. */
export const AlarmSwitch = ({ alarm }: { readonly alarm: boolean }) => {
  const { t } = useLanguage()
  const { on, allowed, toggle } = useAlarmSound(alarm)
  return (
    <>
      {on && !allowed && <span className="alarm-silent">{t('alarm_needs_click')}</span>}
      <Button size="small" aria-pressed={on} onClick={toggle}>
        {t(on ? 'alarm_sound_on' : 'alarm_sound_off')}
      </Button>
    </>
  )
}
