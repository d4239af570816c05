import { useState } from 'react'

const storageKey = 'yihao.office-keys'

const stored = (): boolean => {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

/** Whether single letters take steps: who works by voice or with a reader may switch them off (WCAG 2.1.4). Remembered on this computer. */
export const useKeysOn = () => {
  const [on, setOn] = useState(stored)
  const choose = (next: boolean) => {
    setOn(next)
    try {
      localStorage.setItem(storageKey, next ? 'on' : 'off')
    } catch {
      // A browser without storage forgets the choice, nothing else.
    }
  }
  return [on, choose] as const
}
