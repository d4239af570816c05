/** One unit or visitor: how many rated, and how many of them were dissatisfied. */
export interface Seen {
  readonly ratings: number
  readonly dissatisfied: number
}

/** The same against what chance would have made of the share of all. */
export interface Expected extends Seen {
  /** Dissatisfied ratings to be expected by the share of all. */
  readonly expected: number
  /** How likely chance alone is as far from that or farther, 0 to 1; null: there is nothing to compare with. */
  readonly likelihood: number | null
}

/** Chances below this stand out (house rule): one in a thousand. */
export const oddBelow = 0.001

/** Outcomes as likely as the one that was seen are as far away, whatever the last bits of a product say. */
const tolerance = 1e-7

/** How likely each count of hits is, against the likeliest: each from its neighbour, so that errors stay in the last digits. */
const likelihoods = (tries: number, share: number): readonly number[] => {
  const mode = Math.min(tries, Math.floor((tries + 1) * share))
  const found = new Array<number>(tries + 1).fill(0)
  found[mode] = 1
  const odds = share / (1 - share)
  for (let n = mode; n < tries; n += 1) found[n + 1] = (found[n] as number) * ((tries - n) / (n + 1)) * odds
  for (let n = mode; n > 0; n -= 1) found[n - 1] = ((found[n] as number) * (n / (tries - n + 1))) / odds
  return found
}

const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0)

/**
 * The exact two-sided binomial test: the sum of the chances of all counts that are no likelier than `hits` among `tries` of chance `share` each. 0 ≤ hits ≤ tries, whole
 * numbers; 0 ≤ share ≤ 1. Throws a RangeError for anything else.
 */
export const twoSidedTail = (hits: number, tries: number, share: number): number => {
  const isSound = Number.isSafeInteger(hits) && Number.isSafeInteger(tries) && hits >= 0 && hits <= tries
  if (!isSound || !(share >= 0 && share <= 1)) throw new RangeError(`${hits} of ${tries} by ${share} is no sample`)
  if (share === 0) return hits === 0 ? 1 : 0
  if (share === 1) return hits === tries ? 1 : 0
  const all = likelihoods(tries, share)
  const seen = (all[hits] as number) * (1 + tolerance)
  return sum(all.filter(each => each <= seen)) / sum(all)
}

/** Each of them against the share of all together. What was seen alone has nothing to be compared with. */
export const againstAll = <T extends Seen>(rows: readonly T[]): readonly (T & Expected)[] => {
  const ratings = sum(rows.map(row => row.ratings))
  const dissatisfied = sum(rows.map(row => row.dissatisfied))
  return rows.map(row => {
    if (row.ratings === 0 || row.ratings === ratings) return { ...row, expected: row.dissatisfied, likelihood: null }
    const share = dissatisfied / ratings
    return {
      ...row,
      expected: share * row.ratings,
      likelihood: twoSidedTail(row.dissatisfied, row.ratings, share),
    }
  })
}

/** Whether it stands out: chance alone would hardly do this. */
export const isOdd = ({ likelihood }: Pick<Expected, 'likelihood'>): boolean =>
  likelihood !== null && likelihood < oddBelow
