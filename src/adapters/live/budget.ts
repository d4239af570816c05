/** How much a page may ask: a bucket of `burst` units that fills by `perSecond`. */
export interface Budget {
  /** Takes `units` at the instant `now` (ms, monotonic); false when they are not there. */
  spend(units: number, now: number): boolean
}

/** What a frame costs: a broken one much, so that twenty in a row end the talk, a snapshot some, any other one unit. */
export const costs = { broken: 25, snapshot: 5, frame: 1 } as const

/** A full bucket at the instant `now`. */
export const createBudget = (now: number, burst: number, perSecond: number): Budget => {
  let left = burst
  let at = now
  return {
    spend: (units, instant) => {
      left = Math.min(burst, left + ((instant - at) / 1000) * perSecond)
      at = instant
      if (left < units) return false
      left -= units
      return true
    },
  }
}
