import createClient from 'openapi-fetch'
import type { paths } from '../api-types.ts'

/** A request that the server refused (`code` of the catalogue) or that did not reach it (`unreachable`). */
export class ApiError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** The server's API, typed by its own description. */
export const api = createClient<paths>({ cache: 'no-store', credentials: 'same-origin' })

/** The code of a refusal; of what can be had from anything that answers in the server's place, such as a proxy that is set up wrongly. */
export const codeOf = (body: unknown): string => {
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : 'unexpected'
}

/** A request's answer, or an ApiError where none came. */
export const reached = async <T>(request: Promise<T>): Promise<T> => {
  try {
    return await request
  } catch {
    throw new ApiError('unreachable')
  }
}
