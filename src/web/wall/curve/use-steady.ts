import { useRef } from 'react'

/** The value as it was first seen, as long as later ones say the same: what hangs on it is not drawn again each second. */
export const useSteady = <T>(value: T): T => {
  const kept = useRef(value)
  if (kept.current !== value && JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value
  return kept.current
}
