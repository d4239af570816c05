import { useEffect } from 'react'
import { useLive } from '../../live/use-live.tsx'

/** A moment, so that a server that starts is not asked by all screens at once, and again and again. */
const afterMs = 2_000

/** Loads the page anew when the server says that it is of another version: nobody stands before the screen of a hall to do it. */
export const useNewest = (): void => {
  const outdated = useLive(state => state.link === 'ended' && state.cut === 'version')
  useEffect(() => {
    if (!outdated) return
    const timer = setTimeout(() => location.reload(), afterMs)
    return () => clearTimeout(timer)
  }, [outdated])
}
