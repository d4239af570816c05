import { Button } from 'antd'
import { useEffect } from 'react'
import { useLanguage } from '../language/use-language.tsx'

const tones = [...'123456789*0#']

/** Sends tones into the talk: by click, or by the keyboard while no text is being written. */
export const Keypad = ({ onTone, onClose }: { onTone(tone: string): void; onClose(): void }) => {
  const { t } = useLanguage()
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const writing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement
      if (writing || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
      if (event.key === 'Escape') return onClose()
      if (!tones.includes(event.key)) return
      event.preventDefault()
      onTone(event.key)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
  return (
    <fieldset className="keypad" aria-label={t('phone_keypad')}>
      {tones.map(tone => (
        <Button key={tone} onClick={() => onTone(tone)}>
          {tone}
        </Button>
      ))}
      <Button className="keypad-close" onClick={onClose}>
        {t('phone_close')}
      </Button>
    </fieldset>
  )
}
