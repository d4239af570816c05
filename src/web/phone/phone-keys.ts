import { useLayoutEffect } from 'react'

/** What a key asks of the phone itself. */
export type PhoneKey = 'mute' | 'answer' | 'hang_up'

/** The same keys as for the desk's commands, and F6 for mute; Ctrl, Alt and Meta belong to browser and system. */
export const phoneKeyOf = (
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'>,
): PhoneKey | null => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return null
  if (event.key === 'F6' && !event.shiftKey) return 'mute'
  if (event.key === 'F7' && !event.shiftKey) return 'answer'
  return event.key === 'F8' && event.shiftKey ? 'hang_up' : null
}

/** Runs what the keys ask for, as far as it is possible now. */
export const usePhoneKeys = (possible: Partial<Record<PhoneKey, () => void>>): void => {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const key = phoneKeyOf(event)
      const act = key && possible[key]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  })
}
