import type { Fault } from '../faults.ts'
import { pickMs } from './pick.ts'

/** The server dies in the middle of whatever it does; its supervisor starts it again. */
export const serverKill: Fault = {
  run: async ({ server }) => {
    const at = Date.now()
    await server.kill()
    return `ready again after ${Date.now() - at} ms`
  },
}

/** Another server takes its place in order, as new code does. */
export const serverUpgrade: Fault = {
  run: async ({ server }) => {
    const at = Date.now()
    await server.upgrade()
    return `through a standby in ${Date.now() - at} ms`
  },
}

/** The server stands still, as a machine does that swaps or is moved: its connections stay, nothing comes from it. */
export const serverStopContinue: Fault = {
  run: async ({ server }, random) => {
    const ms = pickMs(random, 1_000, 8_000)
    await server.freeze(ms)
    return `for ${ms} ms`
  },
}

/** Asterisk dies with all its calls and comes back. */
export const asteriskKill: Fault = {
  run: async ({ switching }, random) => {
    const ms = pickMs(random, 0, 2_000)
    await switching.die(ms)
    return `started again after ${ms} ms`
  },
}
