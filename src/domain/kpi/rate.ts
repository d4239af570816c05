/** `part / base` in hundredths of a percent, half up, from integers; null where the base is 0. DOMAIN.md 1.5. */
export const hundredthsOf = (part: number, base: number): number | null =>
  base === 0 ? null : Math.floor((part * 20_000 + base) / (2 * base))

/** `part / base` as a percentage with two decimals, half up, from integers; null where the base is 0 (printed as —). DOMAIN.md 1.5. */
export const percent = (part: number, base: number): number | null => {
  const hundredths = hundredthsOf(part, base)
  return hundredths === null ? null : hundredths / 100
}

/** `sum / count` rounded half up to an integer; null where the count is 0. */
export const mean = (sum: number, count: number): number | null =>
  count === 0 ? null : Math.floor((2 * sum + count) / (2 * count))

const second = 1_000
const hour = 3_600_000

/** A duration in ms as whole seconds, half up; null where there is none. */
export const secondsOf = (ms: number | null): number | null => (ms === null ? null : mean(ms, second))

/** The mean of so many durations in ms that add up to `ms`, in whole seconds, half up; null where there are none. */
export const seconds = (ms: number, count: number): number | null => mean(ms, count * second)

/** The same in whole hours. */
export const hours = (ms: number, count: number): number | null => mean(ms, count * hour)
