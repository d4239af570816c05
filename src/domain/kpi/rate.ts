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
