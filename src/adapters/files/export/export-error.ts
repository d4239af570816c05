/** Stable codes of what can be wrong with the folder that the files of a period go to, each with its exit code (sysexits.h). */
export const exportExitCodes = {
  not_found: 66,
  folder_taken: 73,
  disk_full: 74,
  input_output: 74,
  /** A workbook has no room for them; the other formats have. */
  too_many_rows: 74,
  no_permission: 77,
} as const satisfies Record<string, number>

export type ExportErrorCode = keyof typeof exportExitCodes

/** Files of a period that could not be written: a stable code and one sentence. Nothing of them is there. */
export class ExportError extends Error {
  readonly code: ExportErrorCode

  constructor(code: ExportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ExportError'
    this.code = code
  }
}

const byCode: Readonly<Record<string, readonly [ExportErrorCode, string]>> = {
  ENOSPC: ['disk_full', 'The disk is full'],
  EDQUOT: ['disk_full', 'The disk quota is used up'],
  EFBIG: ['disk_full', 'A file would be too large for its disk'],
  EACCES: ['no_permission', 'There is no permission'],
  EPERM: ['no_permission', 'There is no permission'],
  EROFS: ['no_permission', 'The disk can only be read'],
  ENOENT: ['not_found', 'There is no such folder'],
  ENOTDIR: ['not_found', 'There is no such folder'],
  EEXIST: ['folder_taken', 'Something else is there already'],
  ENOTEMPTY: ['folder_taken', 'Something else is there already'],
}

const isOfSystem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error

/** An error of the system as one with a code of ours; `what` names the folder. Any other error comes back as it is. */
export const exportError = (error: unknown, what: string): unknown => {
  if (!isOfSystem(error)) return error
  const [code, sentence] = byCode[String(error.code)] ?? ['input_output', error.message]
  return new ExportError(code, `${sentence}: ${what}.`, { cause: error })
}
