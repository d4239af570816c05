import { type ErrorCode, errors } from '../../wire/errors.ts'

/** A refusal with a code of the catalogue; all that a user is ever told of an error. */
export class ApiError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode) {
    super(code)
    this.name = 'ApiError'
    this.code = code
  }
}

export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly zh: string; readonly en: string }
}

/** Status and body for a code. */
export const errorReply = (code: ErrorCode): { readonly status: number; readonly body: ErrorBody } => {
  const { status, zh, en } = errors[code]
  return { status, body: { error: { code, zh, en } } }
}

const byStatus: Readonly<Record<number, ErrorCode>> = { 404: 'not_found', 413: 'too_large', 429: 'too_many_attempts' }

/** Codes by which a store says that it is not there (its own trouble, not the request's). */
const storeGone = new Set<unknown>(['store_unavailable', 'store_stopped', 'store_closed', 'line_full'])

const statusOf = (error: unknown): number => {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500
  return typeof error.statusCode === 'number' ? error.statusCode : 500
}

/** The code for whatever a handler or Fastify itself threw; `unexpected` for all that is not the caller's doing. */
export const codeOf = (error: unknown): ErrorCode => {
  if (error instanceof ApiError) return error.code
  if (error instanceof Error && 'code' in error && storeGone.has(error.code)) return 'store_down'
  const status = statusOf(error)
  return status >= 400 && status < 500 ? (byStatus[status] ?? 'bad_request') : 'unexpected'
}
