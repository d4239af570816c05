import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../../engine/ports.ts'

/** How much work a browser does before it may send a case: so many puzzles, each of so many zero bits. */
export interface Work {
  readonly puzzles: number
  readonly bits: number
}

/** A puzzle that was set: `token` names it and proves that we set it. */
export interface Challenge extends Work {
  readonly token: string
  /** UTC ms. */
  readonly expiresAt: number
}

/** `over`: not ours, too late, or solved for another wish before. `unsolved`: its answers are wrong. */
export type Spent = 'spent' | 'over' | 'unsolved'

/** Work in the place of a picture puzzle: it costs a citizen nothing, and a machine that sends by the thousand its time. */
export interface Challenges {
  set(): Challenge
  /** The name of a challenge of ours that still holds, for what goes with it, such as uploads; null: none. */
  nameOf(token: string): string | null
  /** Takes its answers, once: only the same wish may come again with it. */
  spend(token: string, answers: readonly number[], wish: string): Spent
}

/** Time enough to write a request with a break in it, ms. */
const heldMs = 2 * 3_600_000
const mostSpent = 100_000
const form = /^([\w-]{22})\.(\d{13,16})\.([\w-]{43})$/

/** Whether the hash of a puzzle begins with so many zero bits. Puzzle `at` with answer `n` is SHA-256 of `token:at:n`. */
export const isSolved = (token: string, at: number, answer: number, bits: number): boolean =>
  createHash('sha256').update(`${token}:${at}:${answer}`).digest().readUInt32BE(0) >>> (32 - bits) === 0

/**
 * The key lives as long as this server: after a restart a page fetches a new challenge and solves it, and none that was spent before can come again.
 */
export const createChallenges = (work: Work, clock: Pick<Clock, 'now'>): Challenges => {
  const key = randomBytes(32)
  const spent = new Map<string, { readonly wish: string; readonly until: number }>()
  const sign = (name: string, until: string): Buffer => createHmac('sha256', key).update(`${name}.${until}`).digest()

  const nameOf = (token: string): string | null => {
    const [, name = '', until = '', signature = ''] = form.exec(token) ?? []
    if (name === '' || !timingSafeEqual(sign(name, until), Buffer.from(signature, 'base64url'))) return null
    return Number(until) > clock.now() ? name : null
  }
  const forgetOld = (): void => {
    for (const [name, { until }] of spent) {
      if (until > clock.now() && spent.size <= mostSpent) return
      spent.delete(name)
    }
  }
  return {
    set: () => {
      const name = randomBytes(16).toString('base64url')
      const expiresAt = clock.now() + heldMs
      const token = `${name}.${expiresAt}.${sign(name, String(expiresAt)).toString('base64url')}`
      return { token, expiresAt, ...work }
    },
    nameOf,
    spend: (token, answers, wish) => {
      const name = nameOf(token)
      if (name === null) return 'over'
      const before = spent.get(name)
      if (before) return before.wish === wish ? 'spent' : 'over'
      const isRight = (answer: number, at: number) => isSolved(token, at, answer, work.bits)
      if (answers.length !== work.puzzles || !answers.every(isRight)) return 'unsolved'
      forgetOld()
      spent.set(name, { wish, until: clock.now() + heldMs })
      return 'spent'
    },
  }
}
