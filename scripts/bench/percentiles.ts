/** The value below or at which `share` (0 to 1) of the values lie, by nearest rank; null of nothing. */
export const percentile = (values: readonly number[], share: number): number | null => {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
}

/** The middle value, the mean of the two middle ones where their number is even; null of nothing. */
export const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).sort()
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}

/** The median over rounds of a figure that some rounds may lack. */
export const medianOf = (values: readonly (number | null)[]): number | null =>
  median(values.filter(value => value !== null))

/** Rounded for a report; null stays null. */
export const rounded = (value: number | null, digits = 3): number | null =>
  value === null ? null : Number(value.toFixed(digits))
