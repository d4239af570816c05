/** `part / base` as a percentage with two decimals, half up, from whole numbers; null where the base is 0. */
export const shareOf = (part: number, base: number): number | null =>
  base === 0 ? null : Math.floor((part * 20_000 + base) / (2 * base)) / 100
