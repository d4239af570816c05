/** Stable codes of what can go wrong with files of a hotline's past. */
export type HistoryFileErrorCode =
  | 'not_found'
  | 'no_history_files'
  | 'no_permission'
  | 'encoding_unknown'
  | 'file_changed'
  | 'input_output'

/** A file that cannot be read: a stable code and one sentence. */
export class HistoryFileError extends Error {
  readonly code: HistoryFileErrorCode

  constructor(code: HistoryFileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'HistoryFileError'
    this.code = code
  }
}

const bySystem: Readonly<Record<string, readonly [HistoryFileErrorCode, string]>> = {
  ENOENT: ['not_found', 'is not there'],
  ENOTDIR: ['not_found', 'is no folder'],
  EISDIR: ['not_found', 'is a folder and not a file'],
  EACCES: ['no_permission', 'may not be read'],
  EPERM: ['no_permission', 'may not be read'],
}

/** Any error as one with a code of ours. */
export const historyFileError = (error: unknown, path: string): HistoryFileError => {
  if (error instanceof HistoryFileError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const [known, words] = bySystem[code] ?? ['input_output', 'cannot be read']
  return new HistoryFileError(known, `${path} ${words}.`, { cause: error })
}
