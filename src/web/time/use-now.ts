import { useSyncExternalStore } from 'react'
import { useLive } from '../live/use-live.tsx'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | null = null

/** One ticker for all timers of the page, so that they turn over together. */
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 100)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || timer === null) return
    clearInterval(timer)
    timer = null
  }
}

/** The server's clock in UTC ms, whole seconds; independent of what the computer believes the time to be. */
export const useNow = (): number => {
  const offset = useLive(state => state.clockOffset)
  const second = () => Math.floor((performance.now() + offset) / 1000) * 1000
  return useSyncExternalStore(subscribe, second)
}
