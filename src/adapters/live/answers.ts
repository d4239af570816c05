import type { ErrorCode } from '../../wire/errors.ts'
import type { LiveCommand } from '../../wire/live.ts'

export interface Answer {
  readonly ok: boolean
  readonly error?: ErrorCode
}

/** Runs each command once: the same id of the same agent gets the same answer, also on another socket. */
export interface Answers {
  answer(agentId: string, id: string, command: LiveCommand): Promise<Answer>
  /** Forgets old answers. `now` in ms, monotonic. */
  forget(now: number): void
}

const rememberMs = 60_000

export const createAnswers = (
  run: (agentId: string, command: LiveCommand) => Promise<Answer>,
  monotonic: () => number,
): Answers => {
  const given = new Map<string, { readonly at: number; readonly answer: Promise<Answer> }>()
  return {
    answer: (agentId, id, command) => {
      const key = JSON.stringify([agentId, id])
      const before = given.get(key)
      if (before) return before.answer
      const answer = run(agentId, command)
      given.set(key, { at: monotonic(), answer })
      return answer
    },
    forget: now => {
      for (const [key, { at }] of given) {
        if (now - at < rememberMs) return
        given.delete(key)
      }
    },
  }
}
