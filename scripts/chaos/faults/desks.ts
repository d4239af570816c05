import type { Fault } from '../faults.ts'
import { last, pickMs, pickSome } from './pick.ts'

/** Some consoles are gone without a word (a closed lid, a lost network) and come back later. */
export const consoleKill: Fault = {
  run: async ({ desks }, random) => {
    const gone = pickSome(random, desks, 0.2)
    const ms = pickMs(random, 2_000, 8_000)
    for (const desk of gone) desk.drop(ms)
    await last(ms)
    return `${gone.length} for ${ms} ms`
  },
}

/** Some agents reload their page. */
export const consoleReload: Fault = {
  run: async ({ desks }, random) => {
    const reloaded = pickSome(random, desks, 0.3)
    for (const desk of reloaded) desk.drop(pickMs(random, 50, 600))
    return `${reloaded.length} pages`
  },
}

/** Some agents take a break, whatever they are doing, and come back. */
export const agentPause: Fault = {
  run: async ({ desks }, random) => {
    const resting = pickSome(random, desks, 0.2)
    const ms = pickMs(random, 1_000, 5_000)
    await Promise.all(resting.map(desk => desk.command({ name: 'pause', reason: 'break' })))
    await last(ms)
    await Promise.all(resting.map(desk => desk.command({ name: 'ready' })))
    return `${resting.length} for ${ms} ms`
  },
}
