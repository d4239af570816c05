import { useEffect, useState } from 'react'
import { alarmMaySound, allowAlarmSound, soundAlarm } from './alarm-sound.ts'

const storageKey = 'yihao.alarm-sound'
const everyMs = 2_000

const stored = (): boolean => {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

export interface AlarmSound {
  readonly on: boolean
  /** Whether the browser would let it be heard. */
  readonly allowed: boolean
  toggle(): void
}

/** The sound of an alarm: on unless switched off on this computer, and heard once the page was touched. */
export const useAlarmSound = (alarm: boolean): AlarmSound => {
  const [on, setOn] = useState(stored)
  const [allowed, setAllowed] = useState(alarmMaySound)
  useEffect(() => {
    const touched = () => void allowAlarmSound().then(setAllowed)
    addEventListener('pointerdown', touched)
    addEventListener('keydown', touched)
    return () => {
      removeEventListener('pointerdown', touched)
      removeEventListener('keydown', touched)
    }
  }, [])
  useEffect(() => {
    if (!alarm || !on || !allowed) return
    soundAlarm()
    const timer = setInterval(soundAlarm, everyMs)
    return () => clearInterval(timer)
  }, [alarm, on, allowed])
  const toggle = (): void => {
    setOn(!on)
    try {
      localStorage.setItem(storageKey, on ? 'off' : 'on')
    } catch {
      // A browser without storage forgets the choice, nothing else.
    }
  }
  return { on, allowed, toggle }
}
