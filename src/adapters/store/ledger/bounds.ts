/** The bounds of the front; those of `defaultBounds` where nothing else is said. */
export interface FrontBounds {
  /** How long a batch may wait for the database before it goes into the spill file, in ms. */
  readonly patienceMs: number
  /** Most facts that are handed to the database's writer and not durable. */
  readonly handedFacts: number
  /** Most facts in memory, those handed over included; some minutes of the heaviest storm. */
  readonly memoryFacts: number
  /** The wait after a failed write of the spill file, in ms. */
  readonly spillRetryMs: number
}

export const defaultBounds: FrontBounds = {
  patienceMs: 150,
  handedFacts: 4_000,
  memoryFacts: 200_000,
  spillRetryMs: 500,
}
