import { hashesOf } from './sha256.ts'

/** The work that the server asks for before it takes a case (adapters/http/citizens/challenges.ts). */
export interface Challenge {
  readonly token: string
  readonly puzzles: number
  readonly bits: number
  /** UTC ms. */
  readonly expiresAt: number
}

/** Solves piece by piece: each call works off some tries, and gives the answers once all are there. */
export const solver = ({ token, puzzles, bits }: Challenge): ((tries: number) => readonly number[] | null) => {
  const answers: number[] = []
  let hash = hashesOf(`${token}:0:`)
  let answer = 0
  return tries => {
    for (let left = tries; left > 0 && answers.length < puzzles; left -= 1) {
      if (hash(String(answer)) >>> (32 - bits) !== 0) {
        answer += 1
        continue
      }
      answers.push(answer)
      hash = hashesOf(`${token}:${answers.length}:`)
      answer = 0
    }
    return answers.length === puzzles ? answers : null
  }
}
