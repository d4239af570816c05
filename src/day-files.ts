import { fork } from 'node:child_process'
import { setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { WrittenDay } from './adapters/files/exported-days/shelf.ts'
import type { DayFilesAnswer, DayFilesQuestion, PeriodQuestion } from './day-files-process.ts'
import { ExportFailure } from './engine/export/problem.ts'
import type { PeriodFilesOptions } from './period-files.ts'

/** A day of millions of rows is done by then. */
const longestMs = 1_800_000

/** It waits for all who serve callers. */
const lowPriority = 10

type Answered = Exclude<DayFilesAnswer, { readonly failed: unknown }>

/** Asks a process of its own, so that neither its reading nor its memory is the server's. */
const askProcess = (question: DayFilesQuestion): Promise<Answered> => {
  const child = fork(fileURLToPath(new URL('./day-files-process.ts', import.meta.url)), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs)
  return new Promise<Answered>((resolve, reject) => {
    child.once('spawn', () => {
      try {
        if (child.pid !== undefined) setPriority(child.pid, lowPriority)
      } catch {
        // it runs as everybody else does
      }
      child.send(question)
    })
    child.once('message', (answer: DayFilesAnswer) => {
      if ('failed' in answer) reject(new ExportFailure(answer.failed, '', new Error(answer.detail)))
      else resolve(answer)
    })
    child.once('error', reject)
    child.once('exit', code => reject(new Error(`The process that writes a day ended with ${code ?? 'a signal'}.`)))
  }).finally(() => {
    clearTimeout(timer)
    if (child.connected) child.disconnect()
  })
}

/** Writes the files of a day. Rejects with an `ExportFailure`. */
export const writeDayFiles = async (options: PeriodFilesOptions): Promise<WrittenDay> => {
  const answer = await askProcess({ write: options })
  if (!('files' in answer)) throw new Error('The process that writes a day has answered something else.')
  return answer
}

/** The figures of a period as its report tells them, by their keys. Rejects with an `ExportFailure`. */
export const figuresOfPeriod = async (question: PeriodQuestion): Promise<Readonly<Record<string, unknown>>> => {
  const answer = await askProcess({ figures: question })
  if (!('figures' in answer)) throw new Error('The process that counts figures has answered something else.')
  return answer.figures
}
