/** The middle value, of two the mean; null of none. */
export const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[sorted.length >> 1] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] ?? 0)) / 2
}

/** The value below and above which half of the weight lies; null of none. */
export const weightedMedian = (
  values: readonly { readonly value: number; readonly weight: number }[],
): number | null => {
  const sorted = values.toSorted((a, b) => a.value - b.value)
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2
  let below = 0
  for (const [index, { value, weight }] of sorted.entries()) {
    below += weight
    if (below > half) return value
    if (below === half) return (value + (sorted[index + 1]?.value ?? value)) / 2
  }
  return sorted.at(-1)?.value ?? null
}
