const dayMs = 86_400_000

/** Calls that arrived within 24 hours from an instant on, and those of them that were answered. */
export interface RollingDay {
  readonly from: number
  readonly offered: number
  readonly answered: number
}

/** Offered calls as numbers: twice the instant of the arrival (UTC ms), and one more where it was answered. Sorted, and small in memory. */
export const asArrival = (arrivedAt: number, isAnswered: boolean): number => 2 * arrivedAt + (isAnswered ? 1 : 0)

const arrivalOf = (call: number): number => Math.floor(call / 2)

/**
 * The 24 hours with the lowest answer rate of all that lie within [from, to), to the millisecond, whenever they begin (GB/T 33358, DOMAIN.md 2.2); of those with the same rate the first. `calls`: by
 * `asArrival`, ascending. Null: there are no 24 hours in it, or no call in any.
 */
export const lowestRollingDay = (calls: Float64Array, from: number, to: number): RollingDay | null => {
  let [first, behind, answered] = [0, 0, 0]
  let lowest: RollingDay | null = null
  let start = from
  while (start + dayMs <= to) {
    for (; behind < calls.length && arrivalOf(calls[behind] ?? 0) < start + dayMs; behind += 1)
      answered += (calls[behind] ?? 0) % 2
    for (; first < behind && arrivalOf(calls[first] ?? 0) < start; first += 1) answered -= (calls[first] ?? 0) % 2
    const offered = behind - first
    if (offered > 0 && (lowest === null || answered * lowest.offered < lowest.answered * offered))
      lowest = { from: start, offered, answered }
    // what lies within changes only where the first call leaves or the next one comes
    const leaves = first < behind ? arrivalOf(calls[first] ?? 0) + 1 : Number.POSITIVE_INFINITY
    const comes = behind < calls.length ? arrivalOf(calls[behind] ?? 0) - dayMs + 1 : Number.POSITIVE_INFINITY
    start = Math.min(leaves, comes)
  }
  return lowest
}
