import { afterReading } from './waiting.ts'

/**
 * Asks a peer again and again whether it is there. `silent` is called once when an answer is overdue; then it stops.
 * The next question is asked `everyMs` after the last answer, so at most one is open.
 */
export function keepAsking(options: { everyMs: number; withinMs: number; ask(): void; silent(): void }) {
  let timer: NodeJS.Timeout | undefined
  let open = 0
  let running = false

  function later(): void {
    timer = setTimeout(() => {
      open += 1
      const mine = open
      timer = afterReading(options.withinMs, () => {
        if (open === mine) options.silent()
      })
      options.ask()
    }, options.everyMs)
  }

  return {
    start(): void {
      running = true
      later()
    },
    answered(): void {
      if (!running) return
      open += 1
      clearTimeout(timer)
      later()
    },
    stop(): void {
      running = false
      open += 1
      clearTimeout(timer)
    },
  }
}
