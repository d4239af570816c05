/** Waits until `condition` gives something; throws an error that names `what` after `withinMs`. */
export const waitFor = async <T>(
  what: string,
  condition: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  withinMs = 20_000,
): Promise<T> => {
  const end = performance.now() + withinMs
  for (;;) {
    const value = await condition()
    if (value !== null && value !== undefined && value !== false) return value
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
    await pause(20)
  }
}

/** A pause; the benchmark lets traffic run for a while, it does not wait for a state with it. */
export const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))
