/** A row that stays where it is; `gone`: it is no longer in the list, somebody has done it. */
export interface SteadyRow<T> {
  readonly row: T
  readonly gone: boolean
}

interface Numbered {
  readonly caseNo: string
}

/**
 * A list that was read anew, without jumping under the hands: who was shown stays in his place, also when he is gone; who is new comes last. `whole`: the
 * fresh list holds all there are; else who is not in it may only stand further down, and counts as there.
 */
export const steadyList = <T extends Numbered>(
  shown: readonly SteadyRow<T>[],
  fresh: readonly T[],
  whole: boolean,
): readonly SteadyRow<T>[] => {
  const now = new Map(fresh.map(row => [row.caseNo, row]))
  const known = new Set(shown.map(({ row }) => row.caseNo))
  return [
    ...shown.map(({ row, gone }) => {
      const here = now.get(row.caseNo)
      return here ? { row: here, gone: false } : { row, gone: gone || whole }
    }),
    ...fresh.filter(({ caseNo }) => !known.has(caseNo)).map(row => ({ row, gone: false })),
  ]
}

/** Whether the list is shown otherwise than it is. */
export const isOutOfOrder = <T extends Numbered>(shown: readonly SteadyRow<T>[], fresh: readonly T[]): boolean =>
  shown.length !== fresh.length || shown.some(({ row, gone }, index) => gone || row.caseNo !== fresh[index]?.caseNo)

/** The case that stands next after one that is not gone: below it, else above it; null: none is left. */
export const nextAfter = <T extends Numbered>(shown: readonly SteadyRow<T>[], caseNo: string | null): string | null => {
  const at = shown.findIndex(({ row }) => row.caseNo === caseNo)
  const isLeft = ({ row, gone }: SteadyRow<T>) => !gone && row.caseNo !== caseNo
  return (shown.slice(at + 1).find(isLeft) ?? shown.slice(0, Math.max(0, at)).findLast(isLeft))?.row.caseNo ?? null
}

/** The case one further down (1) or up (-1) the list, gone or not; at its end the same. */
export const stepFrom = <T extends Numbered>(
  shown: readonly SteadyRow<T>[],
  caseNo: string | null,
  by: 1 | -1,
): string | null => {
  const at = shown.findIndex(({ row }) => row.caseNo === caseNo)
  if (at === -1) return shown[0]?.row.caseNo ?? null
  return shown[Math.min(shown.length - 1, Math.max(0, at + by))]?.row.caseNo ?? null
}
