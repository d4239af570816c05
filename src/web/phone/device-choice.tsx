import { useEffect, useState } from 'react'
import { useLanguage } from '../language/use-language.tsx'
import type { TextKey } from '../texts.ts'
import { listDevices, watchDevices } from './microphone.ts'

interface Props {
  readonly kind: 'audioinput' | 'audiooutput'
  readonly label: TextKey
  readonly value: string | null
  onChoose(deviceId: string | null): void
}

/** One of the computer's sound devices, or the system's own choice; follows what is plugged in and out. */
export const DeviceChoice = ({ kind, label, value, onChoose }: Props) => {
  const { t } = useLanguage()
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([])
  useEffect(() => {
    const look = () => void listDevices(kind).then(setDevices)
    look()
    return watchDevices(look)
  }, [kind])
  const known = devices.some(({ deviceId }) => deviceId === value)
  return (
    <label className="phone-field">
      <span>{t(label)}</span>
      <select value={known && value !== null ? value : ''} onChange={({ target }) => onChoose(target.value || null)}>
        <option value="">{t('phone_system_choice')}</option>
        {devices.map(({ deviceId, label: name }, index) => (
          <option key={deviceId} value={deviceId}>
            {name || t('phone_unnamed_device', { number: index + 1 })}
          </option>
        ))}
      </select>
    </label>
  )
}
