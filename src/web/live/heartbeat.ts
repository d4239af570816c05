/** Calls `tick` about once a second, also while the page is hidden; the returned function stops it. */
export const startHeartbeat = (tick: () => void): (() => void) => {
  try {
    const worker = new Worker(new URL('./heartbeat-worker.ts', import.meta.url), { type: 'module' })
    worker.onmessage = tick
    return () => worker.terminate()
  } catch {
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }
}
