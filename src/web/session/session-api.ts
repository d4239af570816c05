import createClient from 'openapi-fetch'
import type { paths } from '../api-types.ts'

/** Who is signed in, as the API describes it. */
export type Session = paths['/api/session']['get']['responses'][200]['content']['application/json']
/** What the signed-in user may do here. */
export type Role = Session['role']

/** A request that the server refused (`code` of the catalogue) or that did not reach it (`unreachable`). */
export class ApiError extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const api = createClient<paths>({ cache: 'no-store', credentials: 'same-origin' })

/** What can be had from anything that answers in the server's place, such as a proxy that is set up wrongly. */
const codeOf = (body: unknown): string => {
  const error: unknown = typeof body === 'object' && body !== null && 'error' in body ? body.error : null
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : 'unexpected'
}

const reached = async <T>(request: Promise<T>): Promise<T> => {
  try {
    return await request
  } catch {
    throw new ApiError('unreachable')
  }
}

/** Who is signed in; null: nobody. Throws an ApiError where the server cannot say. */
export const fetchSession = async (): Promise<Session | null> => {
  const { data, error, response } = await reached(api.GET('/api/session'))
  if (response.status === 401) return null
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** Signs in; throws an ApiError where it is refused. */
export const signIn = async (name: string, password: string): Promise<Session> => {
  const { data, error } = await reached(api.POST('/api/session', { body: { name, password } }))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** Signs out; an expired sign-in counts as signed out. */
export const signOut = async (): Promise<void> => {
  const { error, response } = await reached(api.DELETE('/api/session'))
  if (!response.ok && response.status !== 401) throw new ApiError(codeOf(error))
}
