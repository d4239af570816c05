import { useLayoutEffect } from 'react'
import { useLiveClient } from '../live/use-live.tsx'

/**
 * Reports once per offer that its pop is on the screen. The first animation frame comes before the paint that shows it,
 * the second one after it. A hidden page paints nothing and therefore reports nothing until it is shown.
 */
export const usePainted = (offerId: string): void => {
  const client = useLiveClient()
  useLayoutEffect(() => {
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => client.painted(offerId))
    })
    return () => cancelAnimationFrame(frame)
  }, [client, offerId])
}
