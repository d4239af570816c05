import { useEffect, useRef } from 'react'
import type { DeskState } from '../../wire/views.ts'
import { beep } from '../shared/beep.ts'

/** A call that was accepted by itself has no pop to beep with: whoever comes on the line is announced all the same. */
export const useAcceptedBeep = ({ pop, call }: DeskState, sound: boolean): void => {
  const callId = call?.callId ?? null
  /** Calls that beeped, or were there when the page was loaded. */
  const announced = useRef(callId)
  useEffect(() => {
    const present = pop?.callId ?? callId
    if (present === null || announced.current === present) return
    announced.current = present
    if (sound && pop === null) beep()
  }, [pop, callId, sound])
}
