import { exportErrors } from '../../wire/export-errors.ts'

export type ExportProblemCode = keyof typeof exportErrors

/** Why an export failed: a code of the catalogue, and what it was about, such as a host or a folder; no secret. */
export interface ExportProblem {
  readonly code: ExportProblemCode
  readonly detail: string
}

/** A problem that is known by its code. */
export class ExportFailure extends Error implements ExportProblem {
  readonly code: ExportProblemCode
  readonly detail: string

  constructor(code: ExportProblemCode, detail: string, cause?: unknown) {
    super(`${exportErrors[code].en} (${detail})`, { cause })
    this.name = 'ExportFailure'
    this.code = code
    this.detail = detail.slice(0, longest)
  }
}

const longest = 300

/** What an error is told as; of one that is not known only that something went wrong. */
export const problemOf = (error: unknown): ExportProblem =>
  error instanceof ExportFailure ? { code: error.code, detail: error.detail } : { code: 'export_failed', detail: '' }

/** A problem as one text to keep, and back. */
export const problemText = ({ code, detail }: ExportProblem): string => `${code} ${detail}`.trimEnd()

export const readProblem = (text: string): ExportProblem => {
  const [code = '', ...words] = text.split(' ')
  return Object.hasOwn(exportErrors, code)
    ? { code: code as ExportProblemCode, detail: words.join(' ') }
    : { code: 'export_failed', detail: '' }
}
