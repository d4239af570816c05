/** All of something, in the hundredths of a percent that targets are given in. */
export const whole = 10_000

/** The lowest answer rate that may be asked for, in hundredths of a percent. */
const leastTarget = 5_000

/** An answer rate in percent as a target in hundredths of a percent; null where it is none: 50 to 100 with two decimals at most. */
export const targetOf = (percentage: number): number | null => {
  const hundredths = Math.round(percentage * 100)
  return hundredths / 100 === percentage && hundredths >= leastTarget && hundredths <= whole ? hundredths : null
}

/**
 * Where an answer rate stands against its target. `lossesLeft`: how many more calls may be lost, none answered meanwhile, with the
 * rate still at the target or above; null where it is already under. `answersNeeded`: how many calls answered in a row
 * bring it back; 0 where it is not under, null where no number does (a target of 100 %).
 */
export interface Margin {
  readonly lossesLeft: number | null
  readonly answersNeeded: number | null
}

const down = (part: number, by: number): number => (part - (part % by)) / by
const up = (part: number, by: number): number => down(part + by - 1, by)

/**
 * The margin of `answered` out of `decided` calls against `target` in hundredths of a percent (1 to 10,000); null where no call
 * is decided. Formula: the rate is answered / decided (接通率, DOMAIN.md 2.2; GB/T 33358: at least 95 % over any continuous
 * 24 h), so `lossesLeft` is the largest m with answered / (decided + m) ≥ target, and `answersNeeded` the smallest k with
 * (answered + k) / (decided + k) ≥ target. Whole numbers throughout, exact up to 900 million calls.
 */
export const marginOf = (answered: number, decided: number, target: number): Margin | null => {
  if (decided === 0) return null
  if (answered * whole >= target * decided)
    return { lossesLeft: down(answered * whole, target) - decided, answersNeeded: 0 }
  if (target === whole) return { lossesLeft: null, answersNeeded: null }
  return { lossesLeft: null, answersNeeded: up(target * decided - whole * answered, whole - target) }
}
