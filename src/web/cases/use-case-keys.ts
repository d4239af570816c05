import { useEffect, useRef } from 'react'

interface Keys {
  /** What Alt+8 does; null: nothing now. */
  readonly urge: (() => void) | null
  /** What Alt+7 does. */
  readonly supplement: (() => void) | null
}

/** Keys of a case that is read: with Alt they write nothing, so that they act wherever the focus is. */
export const useCaseKeys = (keys: Keys): void => {
  const now = useRef(keys)
  now.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return
      const job = event.code === 'Digit8' ? now.current.urge : event.code === 'Digit7' ? now.current.supplement : null
      if (!job) return
      event.preventDefault()
      job()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}
