/** Runs jobs of the same key one after the other, those of different keys side by side. */
export const createTurns = () => {
  const tails = new Map<string, Promise<unknown>>()
  return <T>(key: string, job: () => Promise<T>): Promise<T> => {
    const mine = (tails.get(key) ?? Promise.resolve()).then(job, job)
    const tail = mine.catch(() => {})
    tails.set(key, tail)
    void tail.then(() => tails.get(key) === tail && tails.delete(key))
    return mine
  }
}
