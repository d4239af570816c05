/** Stable codes of what can be wrong with the files of a hotline's past as a whole, each with its exit code (sysexits.h). */
export const historyExitCodes = {
  encoding_unknown: 65,
  not_found: 66,
  no_history_files: 66,
  input_output: 74,
  /** Somebody writes to it still; later it may be read. */
  file_changed: 75,
  no_permission: 77,
} as const satisfies Record<string, number>

export type HistoryFileErrorCode = keyof typeof historyExitCodes

/** A file or folder that cannot be read: a stable code and one sentence. */
export class HistoryFileError extends Error {
  readonly code: HistoryFileErrorCode

  constructor(code: HistoryFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HistoryFileError'
    this.code = code
  }
}

const byCode: Readonly<Record<string, readonly [HistoryFileErrorCode, string]>> = {
  ENOENT: ['not_found', 'There is no such file or folder'],
  ENOTDIR: ['not_found', 'There is no such folder'],
  EISDIR: ['not_found', 'This is a folder and not a file'],
  EACCES: ['no_permission', 'There is no permission'],
  EPERM: ['no_permission', 'There is no permission'],
}

/** Any error as one with a code of ours; `what` names the file. Unknown ones of the system become `input_output`. */
export const historyFileError = (error: unknown, what: string): HistoryFileError => {
  if (error instanceof HistoryFileError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const message = error instanceof Error ? error.message : String(error)
  const [known, sentence] = byCode[code] ?? ['input_output', message]
  return new HistoryFileError(known, `${sentence}: ${what}.`, { cause: error })
}
