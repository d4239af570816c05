import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

/** It waits for all who serve callers. */
const lowPriority = 10

/** A process that was asked has ended without an answer; `late`: since it was not done in its time. */
export class NoAnswer extends Error {
  readonly late: boolean

  constructor(message: string, late: boolean) {
    super(message)
    this.name = 'NoAnswer'
    this.late = late
  }
}

/**
 * Asks a process of its own, so that neither its reading nor its memory is the server's. `file` is what it runs: it hears one message, answers one and ends. After `longestMs` it is ended. Rejects with a `NoAnswer` where none came.
 */
export const askProcess = <Question extends object, Answer extends object>(
  file: URL,
  question: Question,
  longestMs: number,
): Promise<Answer> => {
  const child = fork(fileURLToPath(file), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  let late = false
  const timer = setTimeout(() => {
    late = true
    child.kill('SIGKILL')
  }, longestMs)
  return new Promise<Answer>((resolve, reject) => {
    child.once('spawn', () => {
      try {
        if (child.pid !== undefined) setPriority(child.pid, lowPriority)
      } catch {
        // it runs as everybody else does
      }
      child.send(question)
    })
    child.once('message', answer => resolve(answer as Answer))
    child.once('error', reject)
    child.once('exit', code =>
      reject(new NoAnswer(`A process that was asked ended with ${code ?? 'a signal'}: ${file.pathname}`, late)),
    )
  }).finally(() => {
    clearTimeout(timer)
    if (child.connected) child.disconnect()
  })
}
