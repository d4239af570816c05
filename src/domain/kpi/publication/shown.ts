import type { Cell } from './document.ts'
import type { Shown } from './suppression.ts'

/** What stands for a count that is withheld. */
export const withheld = '*'

export const plainCell = (text: string, notes: readonly number[] = []): Cell => ({ text, figure: null, notes })

/** A count as it may be shown. */
export const countCell = (count: number, shown: Shown | undefined, threshold: number): Cell =>
  plainCell(shown === 'few' ? `<${threshold}` : shown === 'withheld' ? withheld : String(count))

/** What follows from counts, such as a rate: withheld where one of them is hidden, since the count would follow from it. */
export const derivedCell = (text: string, of: readonly (Shown | undefined)[]): Cell =>
  plainCell(of.every(shown => shown === 'whole') ? text : withheld)

/** Says how small counts are hidden; empty: none are. */
export const suppressionNote = (threshold: number): readonly string[] =>
  threshold <= 1
    ? []
    : [
        `为保护个人信息，1至${threshold - 1}的件数印作“<${threshold}”；可由合计推算出它们的其他件数，以及由此得出的比率和时长，印作“${withheld}”。合计不受影响。`,
      ]
