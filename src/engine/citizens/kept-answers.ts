/** Answers that were given to wishes of late, so that a wish which comes again gets the same and does nothing twice. */
export const keptAnswers = <T>(most: number) => {
  const answers = new Map<string, T>()
  return {
    of: (wish: string): T | undefined => answers.get(wish),
    /** Forgets one, which may then be asked again. */
    drop: (wish: string): void => void answers.delete(wish),
    keep: (wish: string, answer: T): T => {
      answers.set(wish, answer)
      if (answers.size > most) answers.delete(answers.keys().next().value as string)
      return answer
    },
  }
}
