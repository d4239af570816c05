import { useEffect } from 'react'
import { beep } from '../shared/beep.ts'

/** Beeps every other second while a call rings of which only the phone knows. */
export const useRingBeep = (rings: boolean): void => {
  useEffect(() => {
    if (!rings) return
    beep()
    const timer = setInterval(beep, 2000)
    return () => clearInterval(timer)
  }, [rings])
}
