/** The sum of what `countOf` gives for each; what is not there adds nothing. */
export const sum = <Item>(items: readonly Item[], countOf: (item: Item) => number | undefined): number =>
  items.reduce((so, item) => so + (countOf(item) ?? 0), 0)
