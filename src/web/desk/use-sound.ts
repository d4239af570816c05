import { useEffect, useState } from 'react'
import { allowSound } from '../shared/beep.ts'

const storageKey = 'yihao.sound'

const stored = (): boolean => {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

/** Whether a ring beeps; on unless the agent switched it off on this computer. */
export const useSound = (): readonly [boolean, () => void] => {
  const [sound, setSound] = useState(stored)
  useEffect(() => {
    addEventListener('pointerdown', allowSound)
    addEventListener('keydown', allowSound)
    return () => {
      removeEventListener('pointerdown', allowSound)
      removeEventListener('keydown', allowSound)
    }
  }, [])
  const toggle = (): void => {
    setSound(!sound)
    try {
      localStorage.setItem(storageKey, sound ? 'off' : 'on')
    } catch {
      // A browser without storage forgets the choice, nothing else.
    }
  }
  return [sound, toggle]
}
