import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

/** Who is signed in, as the API describes it. */
export type Session = paths['/api/session']['get']['responses'][200]['content']['application/json']
/** What the signed-in user may do here. */
export type Role = Session['role']

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
