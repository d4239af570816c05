import { ApiError, api, codeOf, reached } from '../api/api.ts'
import type { paths } from '../api-types.ts'

/** What a page registers with, as the API describes it. */
export type PhoneSession = paths['/api/phone/session']['post']['responses'][200]['content']['application/json']
/** What a citizen's page calls with. */
export type CitizenCall = paths['/api/citizen/call']['post']['responses'][200]['content']['application/json']

/** Makes this page the agent's phone, or goes on with `previous`. Throws an ApiError; `phone_elsewhere`: another page is newer. */
export const openPhoneSession = async (previous: string | null): Promise<PhoneSession> => {
  const { data, error } = await reached(api.POST('/api/phone/session', { body: { previous } }))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** Stores how the agent wishes to be called; the code of the error where that was refused, null when it is done. */
export const savePhoneWishes = async (wishes: {
  readonly wantsStandingLeg: boolean
  readonly autoAccept: boolean
}): Promise<string | null> => {
  try {
    const { error } = await reached(api.PUT('/api/phone/settings', { body: wishes }))
    return error === undefined ? null : codeOf(error)
  } catch (error) {
    return error instanceof ApiError ? error.code : 'unexpected'
  }
}

/** A phone for one call to the hotline. Throws an ApiError. */
export const openCitizenCall = async (): Promise<CitizenCall> => {
  const { data, error } = await reached(api.POST('/api/citizen/call'))
  if (data === undefined) throw new ApiError(codeOf(error))
  return data
}

/** Address of a SIP socket at our own origin. */
export const sipUrl = (path: string): string =>
  `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`
