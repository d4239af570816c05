/*
 * What of small counts may be published. A count of 1 to 4 in a breakdown can point to people, so it is shown as "<5"; and where it, or another that is hidden, could be computed from
 * what is shown and the sum of its line, more of the line is withheld. Sums are taken to be known, since most of them are published.
 */

/** Counts below this and above 0 are few, unless the house says otherwise. */
export const usualThreshold = 5

/** How a count is shown: as it is, as "fewer than", or not at all. */
export type Shown = 'whole' | 'few' | 'withheld'

/** What a reader can know of a count: both ends included. */
export interface Range {
  readonly from: number
  readonly to: number
}

const without = Number.POSITIVE_INFINITY

/** What is known of a count by how it is shown. `most`: it can be no larger. Nothing is withheld that is few and could say so, so that what is withheld is not. */
export const rangeOf = (shown: Shown, count: number, threshold: number, most = without): Range => {
  if (shown === 'whole') return { from: count, to: count }
  if (shown === 'few') return { from: 1, to: Math.min(threshold - 1, most) }
  return { from: threshold, to: most }
}

const add = (ranges: readonly Range[], end: keyof Range): number => ranges.reduce((sum, range) => sum + range[end], 0)

/** What can be computed of each count of which a range is known, and of all together the sum. */
export const tightened = (ranges: readonly Range[], sum: number): readonly Range[] =>
  ranges.map((range, index) => {
    const others = ranges.filter((_, other) => other !== index)
    return { from: Math.max(range.from, sum - add(others, 'to')), to: Math.min(range.to, sum - add(others, 'from')) }
  })

/** A line that is being hidden. */
interface Line {
  readonly counts: readonly number[]
  /** What must be hidden at least. */
  readonly start: readonly Shown[]
  /** Whether none of the hidden ones can be computed when they are shown so. */
  readonly holds: (shown: readonly Shown[]) => boolean
  /** How they are shown where nothing else helps. */
  readonly last: readonly Shown[]
  readonly threshold: number
}

/** Hides as few counts of a line as will do. */
const hideMore = ({ counts, start, holds, last, threshold }: Line): readonly Shown[] => {
  const shown = [...start]
  while (!holds(shown)) {
    // the smallest that is not few, so that least is lost
    let next = -1
    for (const [index, count] of counts.entries())
      if (shown[index] === 'whole' && count >= threshold && (next === -1 || count < (counts[next] ?? 0))) next = index
    if (next === -1) return last
    shown[next] = 'withheld'
  }
  return shown
}

const isOpen = ({ from, to }: Range): boolean => from < to

const sumAt = (counts: readonly number[], indexes: readonly number[]): number =>
  indexes.reduce((sum, index) => sum + (counts[index] ?? 0), 0)

const indexesOf = (shown: readonly Shown[], is: (how: Shown, index: number) => boolean): readonly number[] =>
  shown.flatMap((how, index) => (is(how, index) ? index : []))

const isFew = (count: number, threshold: number): boolean => count > 0 && count < threshold

/**
 * How the counts of a line whose sum is known are shown, so that no hidden one can be computed from the others and the sum. Where nothing that is left to withhold helps, none of the line is
 * shown. The only count of a line is its sum, and hides nothing. `threshold` 0: all are shown.
 */
export const suppress = (counts: readonly number[], threshold = usualThreshold): readonly Shown[] =>
  hideMore({
    counts,
    start: counts.map(count => (isFew(count, threshold) ? 'few' : 'whole')),
    holds: shown => {
      const hidden = indexesOf(shown, how => how !== 'whole')
      const ranges = hidden.map(index => rangeOf(shown[index] ?? 'withheld', counts[index] ?? 0, threshold))
      return tightened(ranges, sumAt(counts, hidden)).every(isOpen)
    },
    last: counts.map(() => 'withheld'),
    threshold,
  })

/** Counts of a line as they are shown. */
export interface ShownLine {
  readonly counts: readonly number[]
  readonly shown: readonly Shown[]
}

/**
 * The same for counts each of which is a part of another one, such as what was done in time of what was due: none is larger than that. Where the whole is hidden its part is
 * withheld, whatever it is, since it would tell of the whole.
 */
export const suppressParts = (
  counts: readonly number[],
  { counts: wholes, shown: shownWholes }: ShownLine,
  threshold = usualThreshold,
): readonly Shown[] => {
  // their sum says so
  if (counts.every(count => count === 0)) return counts.map(() => 'whole')
  const isOfHidden = (index: number) => shownWholes[index] !== 'whole'
  const ofHidden = indexesOf(shownWholes, how => how !== 'whole')
  return hideMore({
    counts,
    start: counts.map((count, index) => (isOfHidden(index) ? 'withheld' : isFew(count, threshold) ? 'few' : 'whole')),
    holds: shown => {
      const own = indexesOf(shown, (how, index) => how !== 'whole' && !isOfHidden(index))
      const ranges = own.map(index =>
        rangeOf(shown[index] ?? 'withheld', counts[index] ?? 0, threshold, wholes[index] ?? without),
      )
      // of parts of what is hidden no more is known than that they are no larger together than that is together; all of them or some of them is what is hidden anyway, but none is told by 0
      const together = { from: 0, to: sumAt(wholes, ofHidden) }
      const computed = tightened([...ranges, together], sumAt(counts, [...own, ...ofHidden]))
      return computed.every(
        (range, index) => isOpen(range) || (index === own.length && (range.to > 0 || together.to === 0)),
      )
    },
    // a part of nothing is nothing
    last: counts.map((_, index) => (isOfHidden(index) || (wholes[index] ?? 0) > 0 ? 'withheld' : 'whole')),
    threshold,
  })
}
