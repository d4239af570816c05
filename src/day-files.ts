import type { WrittenDay } from './adapters/files/exported-days/shelf.ts'
import { askProcess } from './ask-process.ts'
import type { DayFilesAnswer, DayFilesQuestion, PeriodQuestion } from './day-files-process.ts'
import { ExportFailure } from './engine/export/problem.ts'
import type { PeriodFilesOptions } from './period-files.ts'

/** A day of millions of rows is done by then. */
const longestMs = 1_800_000

const file = new URL('./day-files-process.ts', import.meta.url)

const ask = async (question: DayFilesQuestion) => {
  const answer = await askProcess<DayFilesQuestion, DayFilesAnswer>(file, question, longestMs)
  if ('failed' in answer) throw new ExportFailure(answer.failed, '', new Error(answer.detail))
  return answer
}

/** Writes the files of a day. Rejects with an `ExportFailure`. */
export const writeDayFiles = async (options: PeriodFilesOptions): Promise<WrittenDay> => {
  const answer = await ask({ write: options })
  if (!('files' in answer)) throw new Error('The process that writes a day has answered something else.')
  return answer
}

/** The figures of a period as its report tells them, by their keys. Rejects with an `ExportFailure`. */
export const figuresOfPeriod = async (question: PeriodQuestion): Promise<Readonly<Record<string, unknown>>> => {
  const answer = await ask({ figures: question })
  if (!('figures' in answer)) throw new Error('The process that counts figures has answered something else.')
  return answer.figures
}
